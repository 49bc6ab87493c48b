"""Requests to be written to no more: by List-Unsubscribe (RFC 2369), or in a person's words."""

from __future__ import annotations

import re
from itertools import islice

from .automatic import answers_something
from .intent import LIKELY, UNLIKELY, resemblance, weigh
from .letter import Letter
from .phrases import any_language, whole
from .verdict import Finding, Kind
from .wording import folded_line

MAX_READ = 3000
_LONGEST_REQUEST = 120  # words: a long mail that answers nothing and speaks of removal speaks of its own
_FEW = 25  # words, below which a subject may say what the text does not
_KEY = r"(?:[:=\s_-]+[\w.@+=:/-]{1,200})?"
_ADDRESSED = re.compile(
    r"(?:^|[+._=-])(?:unsub(?:scribe)?|list-?unsubscribe|desabo\w*|desinscri\w*|opt-?out|remove|removal|leave|baja|"
    r"abmelde\w*|signoff)(?:[+._=@-]|$)"
)
_BY_PROGRAM = re.compile(
    r"(?:automatically|automatiquement|automatisch|automaticamente) (?:generated|genere|erzeugt|generad)|"
    r"sent (?:by|from) (?:gmail|outlook|mail)|unsubscribe|desinscri|desabonn"
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SENTENCES = re.compile(r"[\n.!?,;:]+|\s[-–—]\s")
_ANSWERS = re.compile(r"^(?:(?:re|aw|sv|rv|antw|r) ?: ?)+")
_WORDS = re.compile(r"\S+")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]*\s?){1,3}")


def read_list_removal(letter: Letter) -> Finding | None:
    """A mail sent to a List-Unsubscribe address: nothing but the wish, in its subject or in the address."""
    subject, said = _EDGES.sub("", letter.subject), letter.said
    to = next(iter(letter.headers.addresses("to")), "")
    wished = whole("removal_subject", then=_KEY).match(subject)
    short = len(said) < 200 or bool(_BY_PROGRAM.search(said))
    if wished and short:
        return Finding(Kind.UNSUBSCRIBE, "list_unsubscribe", f"subject: {subject[:100]}")
    addressed = _ADDRESSED.search(to.partition("@")[0])
    silent = len(said) < 40 or bool(_BY_PROGRAM.search(said))
    if addressed and silent and not any_language("absent").search(said):
        return Finding(Kind.UNSUBSCRIBE, "list_unsubscribe", f"sent to {to.partition('@')[0][:40]}@")
    return None


def read_removal(letter: Letter) -> Finding | None:
    """A person's request, in the new text of a mail: all that is said, a known phrase, or enough that speaks for it."""
    words = _only_wish(letter.text[:MAX_READ], subject=letter.subject)
    if words:
        return Finding(Kind.UNSUBSCRIBE, "removal_word", f"says only: {words[:60]}")
    said = letter.said
    if len(said.split()) > _LONGEST_REQUEST and not answers_something(letter.headers, letter.subject):
        return None
    finding = _asked(letter)
    if finding:
        return finding
    if len(said.split()) < _FEW and weigh(_wish_of(letter.subject)).asks_alone:
        return Finding(Kind.UNSUBSCRIBE, "removal_word", f"subject: {letter.subject[:100]}")
    return Finding(Kind.HUMAN, "declined", "says no to the offer, not to our mail") if weigh(said).declines else None


def _asked(letter: Letter) -> Finding | None:
    """By a known phrase, by the weight of what is said, or by what it is like; what it is like may also deny it."""
    text = _lines(letter)
    weighed, likely = weigh(text), resemblance(text)
    asked = any_language("removal").search(letter.said)
    known = asked and not weighed.elsewhere and not any_language("removal_void").search(letter.said)
    if asked and known and likely > UNLIKELY:
        return Finding(Kind.UNSUBSCRIBE, "removal_request", f"asks: {asked[0][:100]}")
    if weighed.asks and likely > UNLIKELY:
        return Finding(Kind.UNSUBSCRIBE, "removal_meant", f"{', '.join(sorted(weighed.names))}: {weighed.said}")
    if likely + max(0.0, weighed.points) > LIKELY and text:
        return Finding(Kind.UNSUBSCRIBE, "removal_likely", f"log-odds {likely:.1f}: {text[:100]}")
    return None


def new_lines(raw: bytes) -> str:
    """What the weights are learnt from: what is new in a mail, as `read_removal` reads it."""
    return _lines(Letter.from_bytes(raw))


def _lines(letter: Letter) -> str:
    """What is new in it, folded, its lines still standing, without the words of the company's lawyers."""
    text = folded_line(letter.text[:MAX_READ])
    kept = list(islice(_WORDS.finditer(text), len(letter.said.split())))
    return text[: kept[-1].end()] if kept else ""


def _wish_of(subject: str) -> str:
    return _ANSWERS.sub("", subject)


def _only_wish(text: str, *, subject: str) -> str:
    """The words of a mail that says `stop` and no more: greetings, thanks, a refusal and a name do not count.

    When nothing else is said at all, the subject may say it.
    """
    pieces = [_EDGES.sub("", piece) for piece in _SENTENCES.split(text)]
    pieces = [piece for piece in pieces if piece and not whole("politeness").match(folded_line(piece))]
    if len(pieces) > 1 and _NAME.fullmatch(pieces[-1]):
        pieces = pieces[:-1]
    wish = _EDGES.sub("", _ANSWERS.sub("", subject))
    if all(map(_NAME.fullmatch, pieces)) and whole("removal_subject", then=_KEY).match(wish):
        return wish
    wishes = [folded_line(piece) for piece in pieces]
    if not wishes or len(wishes) > 3 or not all(whole("removal_alone").match(wish) for wish in wishes):
        return ""
    return "; ".join(wishes)
