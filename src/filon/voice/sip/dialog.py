"""What two telephones know of their call (RFC 3261 §12), and how it outlives the process that made it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from filon.voice.sip.headers import Malformed, parse_name_address, parse_uri
from filon.voice.sip.message import Headers, Request, Response

AFTER_CRASH = 1_000
"""Added to the CSeq by whoever ends the call of a dead process, which may have sent more than it told."""


@dataclass(frozen=True)
class Dialog:
    """Enough to send BYE, or CANCEL while nobody has answered, from another process. Made of text and numbers only."""

    call_id: str
    local: str
    """Our From with its tag."""
    remote: str
    """Their To; it has a tag from the first answer on."""
    target: str
    """Their Contact: the address of requests inside the dialog."""
    cseq: int
    remote_cseq: int = 0
    routes: tuple[str, ...] = ()
    invite_uri: str = ""
    invite_via: str = ""
    """The INVITE's top Via: a CANCEL must bear the same."""
    invite_cseq: int = 0
    invite_host: str = ""
    invite_port: int = 0
    """Where the INVITE went: a CANCEL goes there, too, whichever address of the trunk is the first by then."""
    confirmed: bool = False

    @property
    def local_tag(self) -> str:
        return parse_name_address(self.local).tag

    @property
    def remote_tag(self) -> str:
        return parse_name_address(self.remote).tag

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "routes": list(self.routes)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Dialog:
        """Read what `as_json` gave. Raises ValueError when a field is missing, unknown or of the wrong kind."""
        known = {field_.name for field_ in fields(cls)}
        if unknown := set(stored) - known:
            raise ValueError(f"unknown fields of a dialog: {', '.join(sorted(unknown))}")
        try:
            return cls(**{**stored, "routes": tuple(stored.get("routes", ()))})
        except TypeError as fault:
            raise ValueError(str(fault)) from None

    def next_hop(self) -> tuple[str, int]:
        """(host, port or 0) of the place that the peer wants requests sent to. Raises `Malformed`."""
        uri = parse_uri(parse_name_address(self.routes[0]).uri if self.routes else self.target)
        return uri.host, uri.port

    def addressed(self) -> tuple[str, list[str]]:
        """Request address and Route values: a strict router at the front takes the address's place (§12.2.1.1)."""
        if not self.routes or parse_uri(parse_name_address(self.routes[0]).uri).loose:
            return self.target, list(self.routes)
        return parse_name_address(self.routes[0]).uri, [*self.routes[1:], f"<{self.target}>"]


@dataclass
class Legs:
    """The dialogs that one INVITE opened: one for each tag of the peer (forking)."""

    base: Dialog
    early: dict[str, Dialog] = field(default_factory=dict)

    def from_response(self, response: Response, *, cseq: int) -> Dialog:
        """The dialog that a response with a To tag makes or confirms. Raises `Malformed` where it names no Contact."""
        contacts = response.all("contact")
        known = self.early.get(response.to.tag)
        if not contacts and known is None and response.code >= 200:
            raise Malformed("an answer without Contact")
        target = parse_name_address(contacts[0]).uri if contacts else (known or self.base).target
        routes = response.all("record-route")[::-1]
        return Dialog(
            self.base.call_id,
            self.base.local,
            response.get("to"),
            target,
            cseq,
            remote_cseq=known.remote_cseq if known else 0,
            routes=tuple(routes) or (known.routes if known else ()),
            invite_uri=self.base.invite_uri,
            invite_via=self.base.invite_via,
            invite_cseq=self.base.invite_cseq,
            invite_host=self.base.invite_host,
            invite_port=self.base.invite_port,
            confirmed=200 <= response.code < 300,
        )


def request_in(dialog: Dialog, method: str, *, via: str, cseq: int, extra: Headers | None = None) -> Request:
    """A request inside a dialog. Raises `Malformed` where a route of the peer cannot be read."""
    uri, routes = dialog.addressed()
    headers = [("via", via), *(("route", route) for route in routes), ("max-forwards", "70")]
    headers += [
        ("from", dialog.local),
        ("to", dialog.remote),
        ("call-id", dialog.call_id),
        ("cseq", f"{cseq} {method}"),
    ]
    return Request([*headers, *(extra or [])], method=method, uri=uri)


def cancel_of(dialog: Dialog) -> Request:
    """The CANCEL of an INVITE that has not been answered (RFC 3261 §9.1)."""
    headers = [("via", dialog.invite_via), ("max-forwards", "70"), ("from", dialog.local)]
    to = dialog.remote.partition(";tag=")[0]
    headers += [("to", to), ("call-id", dialog.call_id), ("cseq", f"{dialog.invite_cseq} CANCEL")]
    return Request(headers, method="CANCEL", uri=dialog.invite_uri)
