"""One spelling, hence one hash, for each address, domain, number and company."""

from __future__ import annotations

from functools import lru_cache

from filon.consent.states import Kind
from filon.kernel.secrets import fingerprint
from filon.kernel.text import fold


def hashed(kind: str, value: str) -> bytes:
    """The keyed hash under which ``value`` is listed. Case, spaces and a leading ``@`` or ``www.`` do not matter."""
    return _of_domain(canonical(kind, value)) if kind == Kind.DOMAIN else fingerprint(kind, canonical(kind, value))


def person_of(siren: str, first_name: str, last_name: str) -> str:
    """A person of a company as the list names them when nobody knows an address: by company and folded name."""
    return f"{siren}:{fold(last_name)}:{fold(first_name)}"


def canonical(kind: str, value: str) -> str:
    """The one spelling of ``value``; numbers and SIRENs are expected in E.164 and in nine digits."""
    bare = value.strip().lower()
    if kind == Kind.DOMAIN:
        return bare.rpartition("@")[2].removeprefix("www.").rstrip(".")
    return "".join(bare.split()) if kind in {Kind.PHONE, Kind.SIREN} else bare


@lru_cache(maxsize=8192)
def _of_domain(domain: str) -> bytes:
    """Remembered: the people of one batch share the domains of their companies."""
    return fingerprint(Kind.DOMAIN, domain)
