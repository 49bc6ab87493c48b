"""No French sentence breaks before its colon or inside its guillemets, whoever writes the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings
from django.utils.translation.trans_real import DjangoTranslation
from hypothesis import given
from hypothesis import strategies as st
from tools.typography import fine, has_hard_spaces, is_fine

from filon.config import settings
from tools import catalogues


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Dites « bonjour » : merci !", "Dites «\u00a0bonjour\u00a0»\u00a0: merci\u202f!"),
        ("Y a-t-il quelqu’un ? »", "Y a-t-il quelqu’un\u202f?\u00a0»"),
        ("de 9 h à 12 h ; 5 %", "de 9\u00a0h à 12\u00a0h\u202f; 5\u00a0%"),
        ("%(c)s %% : %(reason)s", "%(c)s\u00a0%%\u00a0: %(reason)s"),
        ("https://crm.exemple.fr?x=1 et 10:30", "https://crm.exemple.fr?x=1 et 10:30"),
        ("FILON_TRUNK_NETWORKS=::1", "FILON_TRUNK_NETWORKS=::1"),
        ("", ""),
    ],
)
def test_each_space_is_the_right_one(written: str, set_: str) -> None:
    assert fine(written) == set_


@given(st.text(alphabet="aé «»:;!?%0h./()s\n", max_size=60))
def test_only_spaces_change_and_only_once(text: str) -> None:
    typeset = fine(text)
    assert fine(typeset) == typeset
    assert typeset.replace("\u00a0", " ").replace("\u202f", " ") == text


def test_every_sentence_of_the_sources_is_set_without_harm() -> None:
    set_ = {catalogues.key(message): message for message in catalogues.typeset() if message.id}
    for message in catalogues.sources():
        said = catalogues.forms(message.id)
        if catalogues.key(message) in set_:
            assert list(catalogues.faults_of(set_[catalogues.key(message)], "fr")) == []
        else:
            assert all(map(is_fine, said))
    assert len(set_) > 300


def test_nobody_writes_such_spaces_by_hand() -> None:
    hard = [message.id for message in catalogues.sources() if any(map(has_hard_spaces, catalogues.forms(message.id)))]
    assert hard == []


def test_django_shows_them_in_french_and_in_no_other_language(tmp_path: Path) -> None:
    catalogues.compile_all(tmp_path / "locale")
    assert [path.name for path in settings.LOCALE_PATHS] == ["typography", "locale"]
    with override_settings(LOCALE_PATHS=[tmp_path / path.name for path in settings.LOCALE_PATHS]):
        french, english = DjangoTranslation("fr"), DjangoTranslation("en")
    assert french.gettext("Personne n’a décroché : essayez avec un numéro qui répond, au mieux un écho.").startswith(
        "Personne n’a décroché\u00a0: essayez"
    )
    assert french.ngettext("%(n)s crédit par ligne", "%(n)s crédits par ligne", 0) == "%(n)s crédit par ligne"
    assert "\u00a0" not in english.gettext(
        "Personne n’a décroché : essayez avec un numéro qui répond, au mieux un écho."
    )
