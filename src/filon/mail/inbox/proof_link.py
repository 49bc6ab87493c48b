"""Where a filter that holds our message wants its sender to prove that a person writes (OL-24). Pure.

The mail comes from outside: its link is shown with its host and opened by the user, never fetched by Filon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from filon.kernel.text import fold
from filon.mail.classify.mime import read

MAX_TEXT = 200_000
LONGEST_LINK = 2000
MOST_LINKS = 100
_ADDRESS = re.compile(rf"https?://[^\s<>\"'\]]{{4,{LONGEST_LINK}}}", re.IGNORECASE)
_END_OF_SENTENCE = ").,;:!?»”"
_ASKS = re.compile(
    r"robot|huma[in]|captcha|challenge|valid|verif|confirm|auth|identif|guest ?list|deliver|remis|entreg|"
    r"zustell|consegn|unlock|release|cliqu|click|clic\b"
)
_PROVES = re.compile(r"auth|verif|valid|confirm|challenge|captcha|token|unlock|release|crs|/[a-z]\d?[/?]")
_BESIDE_THE_POINT = re.compile(
    r"unsubscri|desinscri|desabonn|privacy|confidential|mentions|legal|terms|policy|facebook|linkedin|twitter|youtube|"
    r"\.(?:png|jpe?g|gif|svg|css|ico)(?:$|\?)"
)


@dataclass(frozen=True)
class Link:
    """An address and the words around it."""

    url: str
    words: str

    @property
    def score(self) -> int:
        """How much it looks like what the mail asks for; below nothing for what surely is something else."""
        address, words = self.url.lower(), fold(self.words)
        if _BESIDE_THE_POINT.search(address) or _BESIDE_THE_POINT.search(words):
            return -1
        parts = urlsplit(address)
        leads_somewhere = parts.path.strip("/") != "" or parts.query != ""
        return 3 * bool(_ASKS.search(words)) + 2 * bool(_PROVES.search(address)) + 2 * leads_somewhere


def proof_link(raw: bytes) -> str:
    """The web address at which a challenge is answered, "" when the mail names none: it is then answered by mail."""
    best = max(_links(raw), key=lambda link: link.score, default=None)
    return best.url if best and best.score > 0 else ""


def _links(raw: bytes) -> list[Link]:
    found: list[Link] = []
    for part in read(raw).own:
        if part.attached or part.kind not in {"text/plain", "text/html"}:
            continue
        text = part.text[:MAX_TEXT]
        found += _Anchors.of(text) if part.kind == "text/html" else _in_plain_text(text)
    return [link for link in found[:MOST_LINKS] if _is_web(link.url)]


def _in_plain_text(text: str) -> Iterator[Link]:
    """Each address with its line and the last line of text above it."""
    above = ""
    for line in text.splitlines():
        for match in _ADDRESS.finditer(line):
            yield Link(match[0].rstrip(_END_OF_SENTENCE), f"{above} {_ADDRESS.sub(' ', line)}")
        if line.strip():
            above = _ADDRESS.sub(" ", line)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(url) <= LONGEST_LINK and url.isprintable()


class _Anchors(HTMLParser):
    """The links of a page with their words, and those of the paragraph before."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Link] = []
        self._url = ""
        self._words: list[str] = []
        self._above = ""

    @classmethod
    def of(cls, source: str) -> list[Link]:
        reader = cls()
        try:
            reader.feed(source)
            reader.close()
        except (AssertionError, ValueError):
            pass  # what was read before the tag that makes no sense is still worth having
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._above = " ".join(self._words)[-200:]
            self._url, self._words = (dict(attrs).get("href") or "").strip(), []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url:
            self.found.append(Link(self._url, f"{' '.join(self._words)} {self._above}"))
            self._url, self._words = "", []

    def handle_data(self, data: str) -> None:
        self._words.append(data.strip())
