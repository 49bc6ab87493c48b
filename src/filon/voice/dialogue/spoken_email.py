"""Addresses as they are said: « jean point dupont arobase acme point fr », spelled, written by the recogniser, or
described (« prénom point nom, tout attaché, comme la société »)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from filon.voice.dialogue.folding import Token
from filon.voice.dialogue.meanings import Value
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.script import Spoken as Lexicon
from filon.voice.dialogue.snapping import Known, snapped
from filon.voice.dialogue.spoken_number import Run, runs

ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}")
ENDINGS = frozenset(
    (
        "fr",
        "com",
        "net",
        "org",
        "es",
        "eu",
        "uk",
        "be",
        "ch",
        "io",
        "pro",
        "biz",
        "info",
        "lu",
        "cat",
        "test",
        "example",
    )
)
TWICE = re.compile(r"[._+-]{2}|[-.]@|@[-.]")
SPELLED = 2
"""Letter names count as letters when so many stand together: « elle » and « té » are words too."""

SPELLED_OUT = 3
"""So many letters together are a word that is spelled, and believed as it is."""

LONGEST = 6
SIGNS = ".@_+-"


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind``: text, spelled, sign, stop, skip. ``start`` and ``end`` are words of the utterance."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """An address and the words from ``start`` to ``end`` that said it."""

    value: Value
    start: int
    end: int


def find(words: Sequence[Token], script: Script, known: Known) -> Found | None:
    """The address that was said, read against those that are ``known`` to be likely; None where there is none."""
    pieces = _pieces(words, script, known)
    for position, piece in enumerate(pieces):
        if piece.text == "@" and piece.kind == "sign":
            found = _around(pieces, position, known)
            if found:
                return found
    return None


def find_local(words: Sequence[Token], script: Script, known: Known) -> Found | None:
    """« Jean point Dupont », to a question for an address: the part before the @ of one that is likely."""
    pieces = [piece for piece in _pieces(words, script, known) if piece.kind not in ("stop", "skip")]
    said = "".join(piece.text for piece in pieces)
    if not pieces or "@" in said or not any(piece.text in (".", "-", "_") for piece in pieces):
        return None
    match = known.by_local_part(said)
    return Found(Value(match, 0.7), pieces[0].start, pieces[-1].end) if match else None


def is_part(words: Sequence[Token], script: Script, known: Known) -> bool:
    """Whether these words are a piece of an address: a sign of one is said, or letters one by one."""
    pieces = _pieces(words, script, known)
    said = any(piece.kind == "sign" and piece.text in ".@_" and piece.end > piece.start for piece in pieces)
    return said or _spelled(pieces)


def _around(pieces: list[Piece], at: int, known: Known) -> Found | None:
    left, right = at, at + 1
    while left > 0 and pieces[left - 1].kind != "stop" and pieces[left - 1].text != "@":
        left -= 1
    while right < len(pieces) and pieces[right].kind != "stop" and pieces[right].text != "@":
        right += 1
    domain, right = _domain(pieces[at + 1 : right], known, at + 1)
    readings = [(start, _address(pieces[start:at], domain)) for start in _starts(pieces, left, at)]
    written = [(start, address) for start, address in readings if ADDRESS.fullmatch(address)]
    if not written:
        return None
    start, address = next((each for each in written if each[1] in known.addresses), written[0])
    spelled = _spelled(pieces[start:at])
    return Found(snapped(address, known, spelled=spelled), pieces[start].start, pieces[right - 1].end)


def _starts(pieces: Sequence[Piece], left: int, at: int) -> list[int]:
    """Where the address may begin: what stands right before it need not belong to it, and what stands before letters
    does not."""
    starts = [place for place in range(left, at) if pieces[place].kind in ("text", "spelled")]
    first_sign = next((place for place in range(left, at) if pieces[place].kind == "sign" and place > left), at)
    spelled = [place for place in starts if pieces[place].kind == "spelled" and len(pieces[place].text) >= SPELLED_OUT]
    head = [place for place in starts if place < first_sign] or starts
    if spelled and spelled[0] in head:
        return spelled[:1]
    letter = next((place for place in head if pieces[place].kind == "spelled"), at)
    return [place for place in head if place <= letter]


def _address(local: Sequence[Piece], domain: str) -> str:
    address = "".join(piece.text for piece in local) + f"@{domain}"
    return TWICE.sub(lambda found: "@" if "@" in found[0] else found[0][0], address)


def _domain(pieces: Sequence[Piece], known: Known, start: int) -> tuple[str, int]:
    """The domain that these pieces say and where it ends: what follows « point fr » is not part of it."""
    text = ""
    for position, piece in enumerate(pieces):
        after = pieces[position + 1].text if position + 1 < len(pieces) else ""
        text += piece.text
        if "." in text and text.rpartition(".")[2] in ENDINGS and after != ".":
            return text, start + position + 1
    return known.whole_domain(text.strip(".-_")), start + len(pieces)


def _spelled(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind == "spelled" and len(piece.text) >= SPELLED_OUT for piece in pieces)


def _pieces(words: Sequence[Token], script: Script, known: Known) -> list[Piece]:
    numbers = {run.start: run for run in runs(words, script)}
    pieces: list[Piece] = []
    position = 0
    while position < len(words):
        if words[position].glue in SIGNS and position:
            pieces.append(Piece("sign", words[position].glue, position, position))
        comma = words[position].glue == ","
        piece = (
            _ending(words, position, pieces)
            or _phrase(words, position, script, known, least=2)
            or _letters(words, position, script)
            or _phrase(words, position, script, known, least=1)
            or _number(numbers.get(position))
            or Piece("text", words[position].folded, position, position + 1)
        )
        if comma and pieces and piece.kind == pieces[-1].kind == "text":
            pieces.append(Piece("stop", "", position, position))
        pieces.append(piece)
        position = piece.end
    return pieces


def _ending(words: Sequence[Token], position: int, pieces: Sequence[Piece]) -> Piece | None:
    """The end of a domain, which may be a word too: « punto es »."""
    dotted = bool(pieces) and pieces[-1].text == "." and any(piece.text == "@" for piece in pieces)
    ends = dotted and words[position].folded in ENDINGS
    return Piece("text", words[position].folded, position, position + 1) if ends else None


def _number(run: Run | None) -> Piece | None:
    return Piece("text", run.digits, run.start, run.end) if run else None


def _phrase(words: Sequence[Token], position: int, script: Script, known: Known, *, least: int) -> Piece | None:
    """The longest expression of the language that begins here, of so many words at ``least``."""
    if words[position].shown.casefold() == "à":
        return Piece("stop", "", position, position + 1)
    for length in range(min(LONGEST, len(words) - position), least - 1, -1):
        said = " ".join(word.folded for word in words[position : position + length])
        kind, text = _meaning(said, script.spoken, known)
        if kind:
            return Piece(kind, text, position, position + length)
    return None


def _meaning(said: str, spoken: Lexicon, known: Known) -> tuple[str, str]:
    if said in spoken.signs:
        return "sign", spoken.signs[said]
    if said in spoken.company and known.label:
        return "text", known.label
    if said in spoken.refs and known.part(spoken.refs[said]):
        return "text", known.part(spoken.refs[said])
    if said in spoken.joined:
        return "skip", ""
    return ("stop", "") if said in spoken.stops else ("", "")


def _letters(words: Sequence[Token], position: int, script: Script) -> Piece | None:
    """Letters said one by one: « j, e, a, n », « ji, eu », « deux l », « d comme David »."""
    text, end, count = "", position, 0
    while end < len(words):
        letter, step = _letter(words, end, script.spoken)
        if not letter:
            break
        text, end, count = text + letter, end + step, count + 1
    alone = count == 1 and (len(words[position].shown) == 1 or _is_sign(words, end, script.spoken))
    return Piece("spelled", text, position, end) if count >= SPELLED or alone else None


def _is_sign(words: Sequence[Token], position: int, spoken: Lexicon) -> bool:
    return position < len(words) and words[position].folded in spoken.signs


def _letter(words: Sequence[Token], position: int, spoken: Lexicon) -> tuple[str, int]:
    """The letters said here and how many words that took; "" where none is."""
    word = words[position].folded
    if position + 1 < len(words) and words[position + 1].glue == "'":
        return "", 0
    times = 2 if word in spoken.twice else 1
    start = position + times - 1
    letter, step = _one_letter(words, start, spoken)
    if not letter or (times == 2 and start >= len(words)):
        return "", 0
    end = start + step
    if end + 1 < len(words) and words[end].folded in spoken.like and words[end + 1].folded.startswith(letter):
        end += 2
    return letter * times, end - position


def _one_letter(words: Sequence[Token], position: int, spoken: Lexicon) -> tuple[str, int]:
    if position >= len(words):
        return "", 0
    word = words[position]
    two = f"{word.folded} {words[position + 1].folded}" if position + 1 < len(words) else ""
    if two in spoken.letters:
        return spoken.letters[two], 2
    if len(word.folded) == 1 and word.folded.isalpha() and word.shown.casefold() != "à":
        return word.folded, 1
    return spoken.letters.get(word.folded, ""), 1
