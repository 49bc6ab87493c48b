"""HTML mail as plain text; what it quotes comes out with `> ` before each line, as a mail program would write it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from filon.mail.classify.mime import Message

MAX_HTML = 400_000  # characters; past this a mail is a picture book, not an answer

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SECTIONS = frozenset(["address", "article", "center", "div", "footer", "header", "main", "nav", "section"])
_ROWS = frozenset(["dd", "dl", "dt", "fieldset", "form", "hr", "li", "tr"])
_PARAGRAPHS = _HEADINGS | {"p", "ul", "ol", "blockquote", "pre", "table"}
_BLOCKS = _PARAGRAPHS | _SECTIONS | _ROWS
_SILENT = frozenset(["head", "style", "script", "title", "template", "noscript", "svg", "object"])
_OUTSIDE_TEXT = frozenset(["area", "base", "col", "link", "meta", "param", "source", "track"])
_VOID = _OUTSIDE_TEXT | {"br", "embed", "hr", "img", "input", "wbr", "o:p"}
_QUOTING = re.compile(
    "gmail_quote|gmail_extra_quote|yahoo_quoted|moz-cite-prefix|divrplyfwdmsg|protonmail_quote|"
    "zmail_extra|tutanota_quote|mail_quote|replyforwardmessage"
    r"|outlookmessageheader|ms-outlook-mobile-reference-message|quoted-text|\bwe_quote\b|"
    r"hm_message_quote|ox-.{0,20}quote|\bgroupwise\w*quote|appendonsend",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(
    r"gmail_signature(?:_prefix)?|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature", re.IGNORECASE
)
_RULE_ABOVE = re.compile(r"border:\s*none;\s*border-top:\s*solid\s+#?\w+\s+1\.0pt", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|font-size:\s*0(?:px|pt)?\s*(?:;|$)|max-height:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_UNREAD = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
)
_DECLARATION = re.compile(r"<[!?][^<>]{0,5000}>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,20000}>)")
_SPACES = re.compile(r"[ \t\r\n\f\xa0\u200b\u2007\u202f]+")
QUOTE_STARTS = "\x01"
"""Stands on a line of its own where HTML says that everything after is history."""


def html_to_text(source: str) -> str:
    """The readable text of `source`; broken HTML gives what can be read of it."""
    clean = _cleaned(source[:MAX_HTML])
    text = _read(clean, keep_signatures=False)
    return text if text or not _SIGNATURES.search(clean) else _read(clean, keep_signatures=True)


def _cleaned(source: str) -> str:
    """Nothing that the library's parser is slow on: no comment, script or style, and no `<` that opens no tag."""
    for start, end in _UNREAD:
        source = _without(source, start=start, end=end)
    return _NO_TAG.sub("&lt;", _DECLARATION.sub(" ", source))


def _without(source: str, *, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """`source` without what stands from `start` to `end`, in one pass; what is never ended runs to the end."""
    kept, position = [], 0
    while opened := start.search(source, position):
        kept.append(source[position : opened.start()])
        closed = end.search(source, opened.end())
        if closed is None:
            return "".join(kept)
        position = closed.end()
    return "".join([*kept, source[position:]])


def _read(source: str, *, keep_signatures: bool) -> str:
    reader = _Reader(keep_signatures=keep_signatures)
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError):
        pass  # what was read before the tag that makes no sense is still worth having
    return reader.text()


_LINK = re.compile(r"https?://[^\s<>\"']{4,300}", re.IGNORECASE)


def links(message: Message) -> list[str]:
    """The web addresses in what the message itself says, in its HTML too."""
    readable = [part for part in message.own if part.kind in {"text/plain", "text/html"} and not part.attached]
    return [url for part in readable for url in _LINK.findall(part.text[:MAX_HTML])][:50]


class _Reader(HTMLParser):
    def __init__(self, *, keep_signatures: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._keep_signatures = keep_signatures
        self._open: list[tuple[str, str]] = []
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens lines, quotations and silences."""
        if tag == "br":
            self._end_line()
            return
        if tag in _BLOCKS:
            self._end_line()
            if tag in _PARAGRAPHS:
                self._space()
        if tag in _VOID:
            return
        role = self._role(tag, {name: value or "" for name, value in attrs})
        self._open.append((tag, role))
        self._enter(role, by=1)
        if tag == "li":
            self._line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        """Closes what the tag opened, and what was left open inside it."""
        if tag in _BLOCKS:
            self._end_line()
        if not any(name == tag for name, _ in self._open[-60:]):
            return
        while self._open:
            name, role = self._open.pop()
            self._enter(role, by=-1)
            if name == tag:
                break
        if tag in _PARAGRAPHS:
            self._space()

    def handle_data(self, data: str) -> None:
        """Adds to the line."""
        if self._silent:
            return
        text = _SPACES.sub(" ", data)
        if text != " " or self._line:
            self._line.append(text)

    def text(self) -> str:
        """The lines read so far, never two empty ones in a row."""
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _role(self, tag: str, attributes: dict[str, str]) -> str:
        """What the element means to the text: silent, a quotation, the place where history starts, or nothing."""
        if tag in _SILENT or _HIDDEN.search(attributes.get("style", "")):
            return "silent"
        named = f"{attributes.get('id', '')} {attributes.get('class', '')}"
        if _SIGNATURES.search(named) and not self._keep_signatures:
            return "silent"
        if tag == "blockquote" and not re.search(
            r"margin:\s*0(?:px)? 0(?:px)? 0(?:px)? 40px", attributes.get("style", "")
        ):
            return "quote"
        if _QUOTING.search(named):
            if re.search(r"divrplyfwdmsg|appendonsend|outlookmessageheader|reference-message", named, re.IGNORECASE):
                self._mark()
                return ""
            return "quote"
        if _RULE_ABOVE.search(attributes.get("style", "")):
            self._mark()
        return ""

    def _enter(self, role: str, *, by: int) -> None:
        if role == "silent":
            self._silent += by
        elif role == "quote":
            self._end_line()
            self._quotes += by

    def _mark(self) -> None:
        self._end_line()
        if not self._quotes and not self._silent:
            self._lines.append(QUOTE_STARTS)

    def _end_line(self) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line:
            self._lines.append("> " * min(self._quotes, 3) + line)

    def _space(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")
