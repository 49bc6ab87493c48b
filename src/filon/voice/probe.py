"""`trunk test`: which step of a trunk fails, with a sentence for each. Whoever picks up hears a soft tone."""

from __future__ import annotations

import asyncio
import random
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum

from filon.voice.causes import Cause, outcome_of
from filon.voice.events import Answered, CallEvent, EarlyMedia, Failed
from filon.voice.probe_audio import AudioCheck
from filon.voice.settings import TrunkSettings
from filon.voice.sip import sdp
from filon.voice.sip.authentication import CODES
from filon.voice.sip.headers import authority
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.resolve import Names, Place, SystemNames, Unresolved, resolve
from filon.voice.sip.timers import STANDARD, Timers
from filon.voice.sip.transport import source_address
from filon.voice.sip.user_agent import AGENT, UserAgent
from filon.voice.trunk import Call, Trunk

RING_S = 30.0
LISTEN_S = 4.0
IMPATIENT = Timers(t1=0.1, t2=1.0, t4=1.0)
"""A person waits for the result: 6 s of silence are enough."""


CALLER_CODES = frozenset({403, 603, 607, 608})
CODEC_CODES = frozenset({415, 488, 606})


class Check(StrEnum):
    DNS = "dns"
    REACHABLE = "reachable"
    AUTHENTICATION = "authentication"
    CALLER = "caller"
    CODEC = "codec"
    AUDIO = "audio"


@dataclass(frozen=True)
class Step:
    """`code` names the finding for whoever translates; `sentence` says it, and what to do, in English."""

    check: Check
    ok: bool
    code: str
    sentence: str


async def test_trunk(settings: TrunkSettings, number: str) -> list[Step]:
    """Try a trunk with one real call to `number`. The steps in order; the last one is the one that failed, if any."""
    return await try_trunk(settings, number, names=SystemNames())


async def try_trunk(settings: TrunkSettings, number: str, *, names: Names) -> list[Step]:
    """`test_trunk` with a name service of the caller's."""
    steps = [await _dns(settings, names)]
    if not steps[-1].ok:
        return steps
    patient = settings.timers if settings.timers != STANDARD else IMPATIENT
    try:
        trunk = await Trunk.open(replace(settings, timers=patient), names=names)
    except OSError as fault:
        return [*steps, _step(Check.REACHABLE, "not_connected", f"No connection to the trunk: {_words(fault)}.")]
    async with trunk:
        steps.append(await _reachable(trunk))
        if steps[-1].ok and trunk.registration:
            steps.append(await _registered(trunk))
        if steps[-1].ok:
            steps += await _call(trunk, number)
    return steps


def _step(check: Check, code: str, sentence: str, *, ok: bool = False) -> Step:
    return Step(check, ok, code, sentence)


async def _dns(settings: TrunkSettings, names: Names) -> Step:
    place = Place(settings.host, settings.port, settings.transport)
    try:
        found = await resolve(place, names=names, chance=random.SystemRandom())
    except Unresolved:
        sentence = f"The name {settings.host} has no address: check how it is written, and the name service."
        return _step(Check.DNS, "no_address", sentence)
    return _step(Check.DNS, "resolved", f"{settings.host} is {found[0][0]}, port {found[0][1]}.", ok=True)


async def _reachable(trunk: Trunk) -> Step:
    """Any answer to OPTIONS will do, a refusal too."""
    agent = trunk.agent
    heard: asyncio.Future[Response | None] = agent.loop.create_future()

    def on_response(response: Response | None) -> None:
        if not heard.done():
            heard.set_result(response)

    agent.send(_options(agent), agent.peer, on_response)
    response = await heard
    where = f"{agent.peer[0]}, port {agent.peer[1]}, {trunk.settings.transport.upper()}"
    if response is None:
        sentence = f"Nothing answers at {where}: check host, port and transport, and that the firewall lets SIP out."
        return _step(Check.REACHABLE, "silent", sentence)
    return _step(Check.REACHABLE, "answers", f"The trunk answers at {where} ({response.code}).", ok=True)


def _options(agent: UserAgent) -> Request:
    host = authority(agent.settings.realm_host, 0)
    headers: Headers = [
        ("via", agent.via()),
        ("max-forwards", "70"),
        ("from", f"<sip:{agent.settings.caller or 'filon'}@{host}>;tag={secrets.token_hex(8)}"),
        ("to", f"<sip:{host}>"),
        ("call-id", secrets.token_hex(16)),
        ("cseq", "1 OPTIONS"),
        ("contact", agent.contact()),
        ("user-agent", AGENT),
    ]
    return Request(headers, method="OPTIONS", uri=f"sip:{host}")


async def _registered(trunk: Trunk) -> Step:
    assert trunk.registration
    await trunk.registration.settled.wait()
    if trunk.registration.registered:
        return _step(Check.AUTHENTICATION, "registered", "The trunk has taken our registration.", ok=True)
    code = "credentials" if trunk.registration.code in CODES else "not_registered"
    sentence = (
        f"No registration: {trunk.registration.problem}. Check user name and password, and whether one is needed."
    )
    return _step(Check.AUTHENTICATION, code, sentence)


async def _call(trunk: Trunk, number: str) -> list[Step]:
    audio = AudioCheck()
    address = trunk.settings.bind or source_address(trunk.agent.peer)
    try:
        crypto = sdp.Crypto.fresh() if trunk.settings.srtp else None
        offer = sdp.Offer(address, await audio.open(address), trunk.settings.codecs, crypto=crypto)
        call = await trunk.place(number, trunk.settings.caller, offer, RING_S)
        return await _follow(call, audio, offer)
    finally:
        audio.close()


async def _follow(call: Call, audio: AudioCheck, offer: sdp.Offer) -> list[Step]:
    last: CallEvent | None = None
    early = False
    async for event in call.events():
        early = early or isinstance(event, EarlyMedia)
        if isinstance(event, Answered):
            await audio.exchange(event.answer, LISTEN_S, offer=offer)
            steps = [*_passed(up_to=Check.CODEC, codec=event.answer.codec.name), _heard(audio, event)]
            call.hangup()
            return steps
        last = event
    assert isinstance(last, Failed)
    return refused(last, early=early)


def refused(failed: Failed, *, early: bool = False) -> list[Step]:
    """The steps that a refused call proves, and the one that it fails at. Pure, total over all refusals."""
    words = f"{failed.code} {failed.reason}".strip() if failed.code else failed.reason
    if failed.cause == Cause.CREDENTIALS:
        return [_step(Check.AUTHENTICATION, "credentials", f"The trunk refuses the call: {failed.reason}.")]
    if failed.cause in (Cause.SILENT, Cause.UNREACHABLE):
        return [
            _step(Check.REACHABLE, "silent", "The trunk answers a ping, yet not a call: it may not know this machine.")
        ]
    if failed.code in CALLER_CODES:
        sentence = f"The trunk refuses the call ({words}): the caller number is not ours to show, or calls are barred."
        return [*_passed(up_to=Check.AUTHENTICATION), _step(Check.CALLER, "refused", sentence)]
    if failed.cause == Cause.NO_CODEC or failed.code in CODEC_CODES:
        sentence = f"No audio was agreed on ({words}): allow PCMA or PCMU, and SRTP only where the trunk has it."
        return [*_passed(up_to=Check.CALLER), _step(Check.CODEC, "none", sentence)]
    if failed.cause == Cause.FOREIGN_ADDRESS:
        sentence = f"Refused for safety: {failed.reason}. If it is the operator's, add its network to the trunk."
        return [*_passed(up_to=Check.CALLER), _step(Check.AUDIO, "foreign_address", sentence)]
    heard = "announcement heard, " if early else ""
    sentence = f"Nobody answered ({heard}{words}): test with a number that picks up, best one that echoes."
    return [*_passed(up_to=Check.CALLER), _step(Check.AUDIO, outcome_of(failed).value, sentence)]


def _passed(*, up_to: Check, codec: str = "") -> list[Step]:
    steps = [
        _step(Check.AUTHENTICATION, "accepted", "The trunk accepts our calls.", ok=True),
        _step(Check.CALLER, "accepted", "The trunk accepts the caller number.", ok=True),
        _step(Check.CODEC, "agreed", f"Audio was agreed on: {codec}.", ok=True),
    ]
    order = [step.check for step in steps]
    return steps[: order.index(up_to) + 1]


def _heard(audio: AudioCheck, answered: Answered) -> Step:
    if not audio.heard:
        where = f"{answered.answer.address}, port {answered.answer.port}"
        sentence = f"Answered, but no audio came from {where}: a firewall or an address rewriting is in the way."
        return _step(Check.AUDIO, "deaf", sentence)
    if audio.echoes:
        return _step(Check.AUDIO, "both_ways", "Audio passes both ways: our tone came back.", ok=True)
    sentence = f"Audio comes in ({audio.heard} packets). Only a number that echoes can prove that ours arrives."
    return _step(Check.AUDIO, "one_way", sentence, ok=True)


def _words(fault: OSError) -> str:
    return fault.strerror or str(fault) or type(fault).__name__
