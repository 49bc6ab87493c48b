"""A whole call with a trunk that says anything, in virtual time: it ends, and nobody else is talked to."""

from __future__ import annotations

import asyncio

from tests.voice.fuzz.virtual import run
from tests.voice.sip.wire import OFFER, TRUNK, Wire, agent_on, description

from filon.voice.events import CallEvent, Ended, Failed
from filon.voice.incoming import Reception
from filon.voice.sip.invite import Order
from filon.voice.sip.message import Request
from filon.voice.sip.outgoing import OutgoingCall

FOREIGN = ("192.0.2.66", 5060)
CODES = (100, 180, 183, 199, 200, 202, 300, 302, 401, 404, 407, 422, 481, 486, 491, 500, 503, 600, 699, 183)
METHODS = ("INVITE", "ACK", "BYE", "UPDATE", "OPTIONS", "CANCEL", "PRACK", "REFER", "INFO", "NOTIFY", "X")
TAGS = ("far", "near", "", "third")
CONTACT = b"Contact: <sip:far@127.0.0.1:5060>\r\nContent-Type: application/sdp\r\n"
RING_S, LONGEST_S = 30.0, 60.0
OVER_WITHIN_S = 600.0
MOST_MESSAGES = 4_000


def agent(data: bytes) -> None:
    """The steps are cut at zero bytes; the first bytes of each say what is done, the rest is the peer's own words."""
    run(_play(data.split(b"\0")[:24]))


async def _play(steps: list[bytes]) -> None:
    wire = Wire(reliable=bool(steps and steps[0][:1] == b"R"))
    ours = agent_on(wire, max_call_seconds=LONGEST_S)
    Reception(ours, lambda _: None)
    order = Order("0199000001", "0199000000", OFFER, RING_S)
    call = OutgoingCall(ours, order, finished=lambda: None)
    call.start()
    seen: list[CallEvent] = []
    reader = asyncio.ensure_future(_read(call, seen))
    for step in steps:
        if len(step) > 2:
            await _step(step, wire=wire, call=call)
    async with asyncio.timeout(OVER_WITHIN_S):
        await reader
    assert isinstance(seen[-1], Failed | Ended)
    await asyncio.sleep(OVER_WITHIN_S)
    assert ours.counters.faults == 0
    assert {peer[0] for _, peer in wire.sent} == {TRUNK[0]}
    assert len(wire.sent) < MOST_MESSAGES
    assert not ours.owners, "a call that is over is forgotten"


async def _read(call: OutgoingCall, seen: list[CallEvent]) -> None:
    seen.extend([event async for event in call.events()])


async def _step(step: bytes, *, wire: Wire, call: OutgoingCall) -> None:
    kind, choice, words = step[0] % 8, step[1], step[2:]
    source = FOREIGN if step[0] == 0x7F else TRUNK
    if kind < 4:
        call._agent.received(_response(wire, kind, choice, words), source)
    elif kind < 6:
        call._agent.received(_request(wire, kind, choice, words), source)
    elif kind == 6:
        call._agent.received(words, source)
    elif choice % 4 == 0:
        call.hangup()
    await asyncio.sleep(choice / 16 if kind == 7 else 0)


def _response(wire: Wire, kind: int, choice: int, words: bytes) -> bytes:
    """An answer to the first or the last of what we asked."""
    asked = [message for message in wire.messages() if isinstance(message, Request)]
    request = asked[0] if kind < 3 else asked[-1]
    answer = request.respond(CODES[choice % len(CODES)], "Words", tag=TAGS[choice // 64])
    answer.headers = [(name, value) for name, value in answer.headers if name != "content-length"]
    return _with_words(answer.encode(), words, contact=kind != 1)


def _request(wire: Wire, kind: int, choice: int, words: bytes) -> bytes:
    first = next(message for message in wire.messages() if isinstance(message, Request))
    method = METHODS[choice % len(METHODS)]
    headers = [("via", f"SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK{choice}{len(wire.sent)}"), ("max-forwards", "70")]
    headers += [("from", f"<sip:far@127.0.0.1>;tag={TAGS[choice // 64]}"), ("to", first.get("from"))]
    headers += [("call-id", first.call_id), ("cseq", f"{len(wire.sent)} {method}")]
    return _with_words(Request(headers, method=method, uri="sip:a@h").encode(), words, contact=kind == 4)


def _with_words(message: bytes, words: bytes, *, contact: bool) -> bytes:
    """The peer's header lines, and its body after an empty line; our own description where it gives none."""
    head = message.partition(b"Content-Length")[0] + (CONTACT if contact else b"")
    lines, _, body = words.partition(b"\n\n")
    if lines[:1] == b"+":
        lines, body = lines[1:], description()
    return head + lines.strip(b"\r\n") + (b"\r\n" if lines.strip(b"\r\n") else b"") + b"\r\n" + body
