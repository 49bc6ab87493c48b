"""Why, in the words of the telephone network: the Reason header (RFC 3326), and where it redirects to."""

from __future__ import annotations

import re

from filon.voice.sip.headers import parameters, parse_name_address, readable
from filon.voice.sip.message import Message, Response

_CAUSE = re.compile(r"\d{1,3}")


def q850(message: Message) -> tuple[int | None, str]:
    """The Q.850 cause (1 to 127) and its text; (None, "") where the message names none."""
    for reason in message.all("reason"):
        protocol, _, rest = reason.partition(";")
        if protocol.strip().lower() != "q.850":
            continue
        values = parameters(";" + rest)
        cause = values.get("cause", "")
        if _CAUSE.fullmatch(cause) and 1 <= int(cause) <= 127:
            return int(cause), readable(values.get("text", ""))
    return None, ""


def redirection(response: Response) -> str:
    """Never followed: another address could be anybody, and cost anything. Raises `Malformed`."""
    contacts = response.all("contact")
    where = parse_name_address(contacts[0]).uri if contacts else "an address that it does not name"
    return f"the trunk redirects the call to {where}; redirections are not followed"
