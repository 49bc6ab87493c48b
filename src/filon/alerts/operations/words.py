"""The workspace's own categories and stages (A-CO-16, A-CO-17)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.alerts.models import AlertWord
from filon.alerts.states import WordKind
from filon.alerts.vocabulary import DEFAULTS, Words, vocabulary
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ids import uuid7
from filon.kernel.text import squash

LONGEST_LABEL = 60
MOST_WORDS = 60
"""Of a kind; a list to choose from that is longer helps nobody."""


def add_word(kind: WordKind, label: str) -> AlertWord:
    """A word of the workspace's own. Raises Refused for an empty one, one that exists, or too many."""
    words = _words(kind)
    clean = _label(label, words=words)
    if len(words.by_code) >= MOST_WORDS:
        raise Refused(_("La liste est pleine : %(n)s mots au plus.") % {"n": MOST_WORDS}, field="label", code="full")
    return AlertWord.objects.create(kind=kind, code=f"own-{uuid7().hex[-16:]}", label=clean)


def rename_word(kind: WordKind, code: str, *, label: str) -> AlertWord:
    """Another label for the same code; a common word gets its own back when it is emptied. Raises Refused."""
    common = code in DEFAULTS[kind]
    clean = "" if common and not squash(label) else _label(label, words=_words(kind), code=code)
    return _write(kind, code, label=clean)


def retire_word(kind: WordKind, code: str, *, now: datetime | None) -> None:
    """Offer the word no more, or again with None. What has it keeps it. Raises Refused for the last one."""
    words = _words(kind)
    if now is not None and [other for other, _label in words.offered()] == [code]:
        raise Refused(_("C’est le dernier mot de la liste : gardez-en un."), code="last_word")
    _write(kind, code, retired_at=now)


def _write(kind: WordKind, code: str, **columns: object) -> AlertWord:
    if code not in _words(kind).by_code:
        raise Refused(_("Ce mot n’existe plus."), code="word_unknown")
    try:
        with transaction.atomic():
            word, _new = AlertWord.objects.update_or_create(kind=kind, code=code, defaults=columns)
    except IntegrityError:
        raise Conflict(_("Quelqu’un vient de changer ce mot. Rechargez la page.")) from None
    return word


def _words(kind: WordKind) -> Words:
    known = vocabulary()
    return known.categories if kind == WordKind.CATEGORY else known.stages


def _label(text: str, *, words: Words, code: str = "") -> str:
    label = squash(text)
    if not label:
        raise Refused(_("Écrivez le mot."), field="label", code="label_missing")
    if len(label) > LONGEST_LABEL:
        sentence = _("Raccourcissez ce mot : %(limit)s caractères au plus.") % {"limit": LONGEST_LABEL}
        raise Refused(sentence, field="label", code="label_too_long")
    if words.find(label) not in {"", code}:
        raise Refused(_("Ce mot est déjà dans la liste."), field="label", code="label_known")
    return label
