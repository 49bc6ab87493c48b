"""Words of `FILON_RECOGNISER` and `FILON_VOICE` that are addresses of servers."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class BadRecogniser(ValueError):
    """A spec that names no recogniser; the message says what is wrong, and how to mend it."""


@dataclass(frozen=True)
class Address:
    """A server: its address, a key that is sent to it, and what follows `#` (`#model=…&voice=…`)."""

    url: str
    key: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str, default: str) -> str:
        return dict(self.options).get(name, default)


def address(spec: str, *, known: tuple[str, ...]) -> Address:
    """`https://:KEY@host/path#model=NAME`. Raises ValueError with a sentence that does not hold the key."""
    parts = urlsplit(spec)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = "", None
    if not host:
        raise ValueError("expected the address of a server, such as https://host:8000/path")
    shown = f"[{host}]" if ":" in host else host
    bare = SplitResult(parts.scheme, f"{shown}:{port}" if port else shown, parts.path or "/", parts.query, "")
    options = tuple((name, values[-1]) for name, values in parse_qs(parts.fragment, keep_blank_values=True).items())
    if unknown := [name for name, _ in options if name not in known]:
        raise ValueError(f"#{unknown[0]}: expected {', '.join(known)} after the #")
    return Address(bare.geturl(), unquote(parts.password or ""), options)
