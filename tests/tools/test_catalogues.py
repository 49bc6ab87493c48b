from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools import catalogues

PROGRAM = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
a = _("Bonjour %(name)s")
b = ngettext("%(n)s ligne", "%(n)s lignes", 2)
c = pgettext("thème", "Auto")
d = _(variable)
"""
TEMPLATE = """
    <c-card title="{% trans "Fiche" %}">
  {% blocktrans count n=n %}{{ n }} mail{% plural %}{{ n }} mails{% endblocktrans %}
{% th page "name" _("Nom") %}</c-card>
"""


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of one program and one template."""
    sources = tmp_path / "src" / "filon"
    sources.mkdir(parents=True)
    (sources / "a.py").write_text(PROGRAM)
    (sources / "b.html").write_text(TEMPLATE)
    monkeypatch.setattr(catalogues, "CHECKOUT", tmp_path)
    monkeypatch.setattr(catalogues, "SOURCES", sources)
    monkeypatch.setattr(catalogues, "CATALOGUES", sources / "locale")
    return tmp_path


def translate(language: str, **sentences: str) -> None:
    """Give the catalogue of a language these translations; the others stay empty."""
    catalogue = catalogues.read(language)
    for message in catalogue:
        first = catalogues.forms(message.id)[0]
        if message.id and (text := sentences.get(first.split()[0].strip("%()").lower())):
            message.string = (text,) * 3 if language == "es" and message.pluralizable else text
    catalogues.write(catalogue, language)


def test_sentences_are_found_in_programs_and_templates() -> None:
    found = {catalogues.key(message) for message in catalogues.sources() if message.id}
    assert found == {
        ("Bonjour %(name)s", ""),
        ("%(n)s ligne", ""),
        ("Auto", "thème"),
        ("Fiche", ""),
        ("%(n)s mail", ""),
        ("Nom", ""),
    }


def test_extracting_twice_changes_nothing_and_keeps_translations() -> None:
    catalogues.extract()
    translate("en", fiche="Record")
    before = catalogues.path("en").read_text()
    catalogues.extract()
    assert catalogues.path("en").read_text() == before
    assert 'msgid "Fiche"\nmsgstr "Record"' in before
    assert "Date" not in before


def test_a_sentence_that_is_gone_leaves_the_catalogue(checkout: Path) -> None:
    catalogues.extract()
    (checkout / "src" / "filon" / "b.html").unlink()
    assert any("“Fiche” is no longer in the sources" in fault for fault in catalogues.check())
    catalogues.extract()
    assert "Fiche" not in catalogues.path("en").read_text()


def test_what_is_missing_is_named_with_its_file() -> None:
    assert any(fault.startswith("en: “Fiche” is not in the catalogue") for fault in catalogues.check())
    catalogues.extract()
    assert "es: “Nom” (src/filon/b.html) is not translated" in list(catalogues.check())


@pytest.mark.parametrize(
    ("source", "translation", "fault"),
    [
        ("Bonjour %(name)s", "Hello %(nom)s", "other placeholders"),
        ("Bonjour %(name)s", "Hello", "other placeholders"),
        ("<b>Oui</b>", "<i>Yes</i>", "other tags"),
        (("%(n)s jour", "%(n)s jours"), ("one day", "%(m)s days"), "other placeholders"),
        ("Oui", "", "not translated"),
        (("%(n)s jour", "%(n)s jours"), ("%(n)s day", ""), "not translated"),
    ],
)
def test_a_translation_that_would_break_is_a_fault(
    source: str | tuple[str, str], translation: str | tuple[str, str], fault: str
) -> None:
    assert fault in "".join(catalogues.faults_of(Message(source, string=translation), "en"))


@pytest.mark.parametrize(
    ("source", "translation"),
    [("Bonjour %(name)s", "Hi %(name)s"), (("%(n)s jour", "%(n)s jours"), ("one day", "%(n)s days"))],
)
def test_a_good_translation_has_no_fault(source: str | tuple[str, str], translation: str | tuple[str, str]) -> None:
    assert list(catalogues.faults_of(Message(source, string=translation), "en")) == []
    assert "fuzzy" in "".join(catalogues.faults_of(Message(source, string=translation, flags=["fuzzy"]), "en"))


def test_an_unnamed_placeholder_is_refused_in_the_source(checkout: Path) -> None:
    (checkout / "src" / "filon" / "a.py").write_text('x = _("Ligne %s")')
    assert any("%(name)s instead of %s" in fault for fault in catalogues.check())


def test_compiled_plurals_count_as_each_language_does(tmp_path: Path) -> None:
    catalogues.extract()
    translate("en", fiche="Record")
    catalogues.compile_all(tmp_path / "locale")
    with (tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as stream:
        french = GNUTranslations(stream)
    assert [french.ngettext("%(n)s ligne", "%(n)s lignes", n) for n in (0, 1, 2)] == [
        "%(n)s ligne",
        "%(n)s ligne",
        "%(n)s lignes",
    ]
    with (tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo").open("rb") as stream:
        english = GNUTranslations(stream)
    assert (english.gettext("Fiche"), english.gettext("Nom")) == ("Record", "Nom")


def test_a_sentence_pasted_into_the_other_language_is_a_fault_and_a_shared_term_is_none() -> None:
    catalogues.extract()
    for language in catalogues.LANGUAGES:
        translate(language, fiche="This is the card", nom="NAF rev. 2")
    assert list(catalogues.said_alike()) == ["es: “Fiche” (src/filon/b.html) is said as in en: 'This is the card'"]
