"""A trunk as the voice engine wants it. The password leaves the row here and nowhere else."""

from __future__ import annotations

import ipaddress

from django.conf import settings

from filon.calls.models import Trunk
from filon.calls.reach import reach_of
from filon.calls.states import TrunkKind
from filon.voice.settings import TrunkSettings
from filon.voice.sip.sdp import DIGITS, PCMA, PCMU, Codec

CODECS = {"PCMA": PCMA, "PCMU": PCMU}


def settings_of(trunk: Trunk) -> TrunkSettings:
    """Raises ValueError for what no operator can be reached with, or a practice trunk that leads off this machine."""
    if trunk.kind == TrunkKind.PRACTICE and not is_loopback(trunk.host):
        raise ValueError("a practice trunk leads to this machine only")
    return TrunkSettings(
        host=trunk.host,
        port=port_of(trunk),
        transport=trunk.transport,
        user=trunk.user,
        password=trunk.password,
        caller=trunk.caller,
        domain=trunk.domain,
        register=trunk.register,
        srtp=trunk.srtp,
        codecs=codecs_of(trunk.codecs),
        max_concurrent=trunk.max_concurrent,
        calls_per_second=trunk.calls_per_second,
        max_call_seconds=float(trunk.max_call_seconds),
        allowed=tuple(trunk.extra_networks),
        within_reach=reach_of(trunk.kind),
    )


def port_of(trunk: Trunk) -> int:
    """A practice line without a port leads to the switchboards of this very installation: copies stand side by side."""
    if trunk.kind == TrunkKind.PRACTICE and not trunk.port:
        return int(settings.FILON_SWITCHBOARDS_PORT)
    return trunk.port


def codecs_of(names: list[str]) -> tuple[Codec, ...]:
    """In the order wanted, with digits. Raises ValueError for one that Filon does not speak."""
    unknown = set(names) - set(CODECS)
    if unknown or not names:
        raise ValueError(f"the codecs of a trunk are among {', '.join(CODECS)}")
    return (*(CODECS[name] for name in names), DIGITS)


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine; a name is not trusted to be."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
