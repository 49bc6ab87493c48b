"""The body as people write it, turned into plain text and HTML with slots.

The writer's language is plain text with a little markup, so that the HTML is entirely ours and nothing needs to be
cleaned afterwards: a blank line starts a paragraph, ``**gras**``, ``*italique*``, ``- `` starts a list item,
``[texte](https://…)`` and bare addresses are links. No image and no remote resource can be expressed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from filon.mail.rendering.faults import LINK_TARGET, Fault, TemplateFaults
from filon.mail.rendering.language import Hole, Piece, parse, position
from filon.mail.rendering.variables import UNSUBSCRIBE

# A hole is one private-use character while the markup is read, so that no value can ever be read as markup.
_FIRST_HOLE = 0xF0000
_HOLE = re.compile("[\U000f0000-\U000ffffd]")
_INLINE = re.compile(
    r"\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|(?P<bare>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]…»’'*])"
    r"|\*\*(?=\S)(?P<strong>[^\n]+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<emphasis>[^*\n]+?)(?<=\S)\*(?![\w*])"
    "|(?P<hole>[\U000f0000-\U000ffffd])"
)
_ITEM = re.compile(r"[ \t]*[-•*][ \t]+")
_SCHEME = re.compile(r"(?:https?://[^/]|mailto:[^?]|tel:\+?\d)", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_KEPT_IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class LinkSlot:
    """Where the address of link number ``index`` is written: the one it leads to, or the one that is ``shown``."""

    index: int
    shown: bool = False


@dataclass(frozen=True, slots=True)
class PixelSlot:
    """Where the picture is asked for that tells of an open; nothing for people of whom opens are not counted."""


Part = str | Hole | LinkSlot | PixelSlot


@dataclass(frozen=True, slots=True)
class Link:
    """A destination: fixed text and holes. ``tracked`` tells whether it may be replaced by a counted address."""

    pieces: tuple[Piece, ...]
    tracked: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A body in both forms; a hole in ``html`` is still to be escaped, one in a link to be percent-encoded."""

    text: tuple[Part, ...]
    html: tuple[Part, ...]
    links: tuple[Link, ...]


def write(body: str) -> Written:
    """Read ``body``. Raises ``TemplateFaults`` for an unknown variable, open braces or a bad link address."""
    normal = body.replace("\r\n", "\n").replace("\r", "\n")
    return _Writer(normal).run()


@dataclass
class _Writer:
    body: str
    holes: list[Hole] = field(default_factory=list)
    text: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    source: str = ""

    def run(self) -> Written:
        self.source = self._with_marks(parse(self.body))
        offset, first = 0, True
        for block in re.split(r"(\n[ \t]*\n\s*)", self.source):
            if block.strip():
                if not first:
                    self.text.append("\n\n")
                first = False
                self._block(block, offset)
            offset += len(block)
        if self.faults:
            raise TemplateFaults(self.faults)
        return Written(_joined(self.text), _joined(self.html), tuple(self.links))

    def _with_marks(self, pieces: Iterable[Piece]) -> str:
        out = []
        for piece in pieces:
            if isinstance(piece, Hole):
                out.append(chr(_FIRST_HOLE + len(self.holes)))
                self.holes.append(piece)
            else:
                out.append(_HOLE.sub("", piece))
        return "".join(out)

    def _block(self, block: str, offset: int) -> None:
        open_tag = ""
        for line in block.split("\n"):
            if line.strip():
                item = _ITEM.match(line)
                self._switch(open_tag, "ul" if item else "p")
                open_tag = "ul" if item else "p"
                self._line(line, offset, start=item.end() if item else 0, item=item is not None)
            offset += len(line) + 1
        self.html.append(f"</{open_tag}>\n")

    def _switch(self, old: str, new: str) -> None:
        if old:
            self.text.append("\n")
        if old == new == "p":
            self.html.append("<br>")
        elif old != new:
            self.html.append((f"</{old}>" if old else "") + f"<{new}>")

    def _line(self, line: str, offset: int, *, start: int, item: bool) -> None:
        if item:
            self.text.append("- ")
            self.html.append("<li>")
        self._inline(line[start:].rstrip(), offset + start)
        if item:
            self.html.append("</li>")

    def _inline(self, run: str, offset: int) -> None:
        end = 0
        for match in _INLINE.finditer(run):
            self._say(run[end : match.start()])
            end = match.end()
            self._mark(match, offset)
        self._say(run[end:])

    def _mark(self, match: re.Match[str], offset: int) -> None:
        if match["hole"]:
            self._hole(self.holes[ord(match["hole"]) - _FIRST_HOLE])
        elif match["bare"]:
            self._link(match["bare"], label="", offset=offset + match.start("bare"))
        elif match["label"] is not None:
            self._link(match["target"], label=match["label"], offset=offset + match.start("target"))
        else:
            group, tag = ("strong", "strong") if match["strong"] else ("emphasis", "em")
            self.html.append(f"<{tag}>")
            self._inline(match[group], offset + match.start(group))
            self.html.append(f"</{tag}>")

    def _say(self, words: str) -> None:
        self.text.append(words)
        self.html.append(html.escape(words, quote=False))

    def _hole(self, hole: Hole) -> None:
        if hole.variable.kind == "link":
            self._add_link((hole,), label=None)
        else:
            self.text.append(hole)
            self.html.append(hole)

    def _link(self, target: str, *, label: str, offset: int) -> None:
        pieces = self._pieces(target)
        if not _leads_somewhere(pieces):
            before = self._written(self.source[:offset])
            self.faults.append(Fault(LINK_TARGET, *position(before, len(before)), text=self._written(target)))
            return
        self._add_link(pieces, label=(label, offset - len(label) - 2) if label else None)

    def _add_link(self, pieces: tuple[Piece, ...], *, label: tuple[str, int] | None) -> None:
        slot = LinkSlot(len(self.links))
        self.links.append(Link(pieces, tracked=_is_tracked(pieces)))
        self.html.extend(('<a href="', slot, '">'))
        if label is None:
            self.text.append(slot)
            self.html.append(LinkSlot(slot.index, shown=True))
        else:
            self._inline(*label)
            self.text.extend((" (", slot, ")"))
        self.html.append("</a>")

    def _pieces(self, target: str) -> tuple[Piece, ...]:
        out: list[Piece] = []
        end = 0
        for match in _HOLE.finditer(target):
            if match.start() > end:
                out.append(_ascii_address(target[end : match.start()]))
            out.append(self.holes[ord(match.group()) - _FIRST_HOLE])
            end = match.end()
        if end < len(target):
            out.append(_ascii_address(target[end:]))
        return tuple(out)

    def _written(self, source: str) -> str:
        return _HOLE.sub(lambda m: self.holes[ord(m.group()) - _FIRST_HOLE].written, source)


def _leads_somewhere(pieces: Sequence[Piece]) -> bool:
    if not pieces:
        return False
    first = pieces[0]
    if isinstance(first, Hole):
        return first.variable.kind == "link"
    return _SCHEME.match(first) is not None


def _is_tracked(pieces: Sequence[Piece]) -> bool:
    """Web pages are counted when the recipient allows it; a mail or telephone address and the way out never are."""
    first = pieces[0]
    if isinstance(first, Hole):
        return first.variable.name != UNSUBSCRIBE
    return _WEB.match(first) is not None


def _ascii_address(literal: str) -> str:
    """A link as ASCII: an international host by IDNA, the rest percent-encoded."""
    if literal.isascii():
        return literal
    scheme, slashes, rest = literal.partition("//")
    host, slash, path = rest.partition("/")
    if slashes and not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = quote(host)
    return quote(f"{scheme}{slashes}{host}{slash}{path}", safe=_KEPT_IN_ADDRESS)


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    out: list[Part] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return tuple(out)
