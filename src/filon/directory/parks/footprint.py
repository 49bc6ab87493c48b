"""Software that a home page shows of itself (CO-10). Pure: an answer goes in, software with its sign comes out.

The signs are in ``signatures.json``: plain pieces of text, in lower case, each with where to look for it.

* ``generator``: how the page's ``<meta name="generator">`` begins;
* ``address``: part of the address of a script, a style sheet, an image, a frame or a form of the page;
* ``header``: how a header of the answer begins, written ``name: value``;
* ``text``: part of the page as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files

ADDRESSES = {"script": "src", "link": "href", "img": "src", "iframe": "src", "form": "action"}


@dataclass(frozen=True)
class Sign:
    """What gives a piece of software away, and where."""

    where: str
    has: str


@dataclass(frozen=True)
class Signature:
    """A piece of software and its signs. ``source`` is the vendor's documentation of what it puts into pages."""

    name: str
    vendor: str
    trade: str
    source: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Seen:
    """A piece of software that a page shows, by which sign."""

    name: str
    vendor: str
    trade: str
    sign: str


@cache
def signatures() -> tuple[Signature, ...]:
    """All that is known, by name."""
    rows = json.loads(files("filon.directory.parks").joinpath("signatures.json").read_text("utf-8"))
    return tuple(
        Signature(
            name=row["name"],
            vendor=row["vendor"],
            trade=row["trade"],
            source=row["source"],
            signs=tuple(Sign(sign["in"], sign["has"]) for sign in row["signs"]),
        )
        for row in rows
    )


def recognise(html: str, headers: Mapping[str, str]) -> list[Seen]:
    """The software that a page and the headers of its answer show, by name; each once, by its first sign."""
    page = _Page()
    with suppress(AssertionError):  # how html.parser gives a broken declaration up; what stands before it counts
        page.feed(html)
    text = html.lower()
    told = [f"{name}: {value}".lower() for name, value in headers.items()]

    def shows(sign: Sign) -> bool:
        match sign.where:
            case "generator":
                return any(generator.startswith(sign.has) for generator in page.generators)
            case "address":
                return any(sign.has in address for address in page.addresses)
            case "header":
                return any(header.startswith(sign.has) for header in told)
            case _:
                return sign.has in text

    found = ((known, next((sign for sign in known.signs if shows(sign)), None)) for known in signatures())
    return [Seen(known.name, known.vendor, known.trade, sign.has) for known, sign in found if sign is not None]


class _Page(HTMLParser):
    """Addresses and generators of a page, in lower case; whatever is wrong with its HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.generators: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: (value or "").strip().lower() for name, value in attrs}
        if tag == "meta" and told.get("name") == "generator":
            self.generators.append(told.get("content", ""))
        elif address := told.get(ADDRESSES.get(tag, ""), ""):
            self.addresses.append(address)
