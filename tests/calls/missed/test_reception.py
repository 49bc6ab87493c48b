"""An INVITE to our number, over a real socket, becomes a missed call."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from filon.calls.missed import reception
from filon.kernel.ids import uuid7
from filon.voice.settings import TrunkSettings
from filon.voice.trunk import Trunk

INVITE = (
    "INVITE sip:0199000001@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK776\r\n"
    "Max-Forwards: 70\r\nTo: <sip:0199000001@127.0.0.1>\r\nFrom: <sip:0199000041@127.0.0.1>;tag=1928\r\n"
    "Call-ID: a84b4c76e66710\r\nCSeq: 1 INVITE\r\nContact: <sip:0199000041@127.0.0.1:{port}>\r\n"
    "Content-Length: 0\r\n\r\n"
)


def test_mo_26_a_call_that_comes_in_is_refused_and_handed_over_to_be_written_down() -> None:
    handed: list[Callable[[], object]] = []

    async def ring() -> bytes:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            peer.bind(("127.0.0.1", 0))
            peer.setblocking(False)
            port = peer.getsockname()[1]
            async with await Trunk.open(TrunkSettings(host="127.0.0.1", port=port, bind="127.0.0.1")) as trunk:
                reception.receive_on(trunk, workspace_id=uuid7(), trunk_id=uuid7(), later=handed.append)
                loop = asyncio.get_running_loop()
                await loop.sock_sendto(peer, INVITE.format(port=port).encode(), trunk.agent.here())
                answer = await asyncio.wait_for(loop.sock_recv(peer, 4096), 5)
                while b" 100 " in answer.split(b"\r\n")[0]:
                    answer = await asyncio.wait_for(loop.sock_recv(peer, 4096), 5)
                return answer

    assert asyncio.run(ring()).startswith(b"SIP/2.0 480 ")
    assert len(handed) == 1
