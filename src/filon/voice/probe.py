"""`trunk test`: which step of a trunk fails, with a sentence for each. Whoever picks up hears a soft tone."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from filon.voice.causes import Cause, outcome_of
from filon.voice.events import Answered, EarlyMedia, Failed, Ringing
from filon.voice.probe_audio import AudioCheck
from filon.voice.settings import TrunkSettings
from filon.voice.sip import sdp
from filon.voice.sip.authentication import CODES
from filon.voice.sip.headers import authority
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.resolve import Names, OutOfReach, Place, SystemNames, Unresolved, resolve
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


UNPROVEN = "unproven"
"""Code of a finding that is neither good nor bad: only a number that echoes tells whether our sound arrives."""


class Check(StrEnum):
    """What is tried, in this order."""

    DNS = "dns"
    REACHABLE = "reachable"
    AUTHENTICATION = "authentication"
    CALLER = "caller"
    CODEC = "codec"
    ANSWER = "answer"
    OUTWARDS = "outwards"
    INWARDS = "inwards"


@dataclass(frozen=True)
class Step:
    """`code` names the finding for whoever translates; `sentence` says it, and what to do, in English.

    `words` are the trunk's own, for whoever calls its support.
    """

    check: Check
    ok: bool
    code: str
    sentence: str
    words: str = ""


Told = Callable[[Step], None]
"""Hears of each step as soon as it is known, in the loop of the test: it must not wait."""


class _Steps(list[Step]):
    """The steps so far, each told as it is found."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told

    def add(self, *steps: Step) -> None:
        """What has a finding keeps it, unless it turns out to fail after all."""
        for step in steps:
            known = [each.check for each in self]
            if step.check in known and step.ok:
                continue
            if step.check in known:
                del self[known.index(step.check) :]
            self.append(step)
            self._told(step)

    @property
    def failed(self) -> bool:
        return bool(self) and not self[-1].ok


async def try_trunk(
    settings: TrunkSettings, number: str, *, names: Names | None = None, told: Told = lambda step: None
) -> list[Step]:
    """Try a trunk with one real call to `number`. The steps in order; the last one is the one that failed, if any."""
    names = names or SystemNames()
    steps = _Steps(told)
    steps.add(await _dns(settings, names))
    if steps.failed:
        return steps
    patient = settings.timers if settings.timers != STANDARD else IMPATIENT
    try:
        trunk = await Trunk.open(replace(settings, timers=patient), names=names)
    except OutOfReach as fault:
        steps.add(_step(Check.DNS, "out_of_reach", f"{fault}: the name changed its address meanwhile."))
        return steps
    except OSError as fault:
        steps.add(_step(Check.REACHABLE, "not_connected", f"No connection to the trunk: {_words(fault)}."))
        return steps
    async with trunk:
        steps.add(await _reachable(trunk))
        if not steps.failed and trunk.registration:
            steps.add(await _registered(trunk))
        if not steps.failed:
            await _call(trunk, number, steps)
    return steps


def _step(check: Check, code: str, sentence: str, *, ok: bool = False, words: str = "") -> Step:
    return Step(check, ok, code, sentence, words)


async def _dns(settings: TrunkSettings, names: Names) -> Step:
    place = Place(settings.host, settings.port, settings.transport)
    try:
        found = await resolve(place, names=names, chance=random.SystemRandom())
    except Unresolved:
        sentence = f"The name {settings.host} has no address: check how it is written, and the name service."
        return _step(Check.DNS, "no_address", sentence)
    inside = [address for address, _ in found if settings.within_reach and not settings.within_reach(address)]
    if inside:
        sentence = f"{settings.host} is {inside[0]}, on a private network that FILON_TRUNK_NETWORKS does not open."
        return _step(Check.DNS, "out_of_reach", sentence)
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


async def _call(trunk: Trunk, number: str, steps: _Steps) -> None:
    audio = AudioCheck()
    address = trunk.settings.bind or source_address(trunk.agent.peer)
    try:
        crypto = sdp.Crypto.fresh() if trunk.settings.srtp else None
        offer = sdp.Offer(address, await audio.open(address), trunk.settings.codecs, crypto=crypto)
        call = await trunk.place(number, trunk.settings.caller, offer, RING_S)
        await _follow(call, audio, offer, steps)
    finally:
        audio.close()


async def _follow(call: Call, audio: AudioCheck, offer: sdp.Offer, steps: _Steps) -> None:
    rang = early = False
    async for event in call.events():
        match event:
            case Ringing() | EarlyMedia():
                rang, early = True, early or isinstance(event, EarlyMedia)
                steps.add(*_passed(up_to=Check.CALLER))
            case Answered():
                steps.add(*_passed(up_to=Check.ANSWER, codec=event.answer.codec.name))
                await audio.exchange(event.answer, LISTEN_S, offer=offer)
                steps.add(*_heard(audio, event))
                call.hangup()
                return
            case Failed():
                steps.add(*refused(event, rang=rang, early=early))


def refused(failed: Failed, *, rang: bool = False, early: bool = False) -> list[Step]:
    """The steps that a refused call proves, and the one that it fails at. Pure, total over all refusals.

    `rang`: the trunk had let the call through, so that whoever refuses it afterwards is the called number.
    """
    words = f"{failed.code} {failed.reason}".strip() if failed.code else failed.reason
    return (None if rang else _barred(failed, words)) or _not_reached(failed, words, early=early)


def _barred(failed: Failed, words: str) -> list[Step] | None:
    """The trunk itself does not let the call through."""
    if failed.cause == Cause.CREDENTIALS:
        return [
            _step(Check.AUTHENTICATION, "credentials", f"The trunk refuses the call: {failed.reason}.", words=words)
        ]
    if failed.cause in (Cause.SILENT, Cause.UNREACHABLE):
        sentence = "The trunk answers a ping, yet not a call: it may not know this machine."
        return [_step(Check.AUTHENTICATION, "ignored", sentence, words=words)]
    if failed.code in CALLER_CODES:
        sentence = f"The trunk refuses the call ({words}): the caller number is not ours to show, or calls are barred."
        return [*_passed(up_to=Check.AUTHENTICATION), _step(Check.CALLER, "refused", sentence, words=words)]
    return None


def _not_reached(failed: Failed, words: str, *, early: bool) -> list[Step]:
    if failed.cause == Cause.NO_CODEC or failed.code in CODEC_CODES:
        sentence = f"No audio was agreed on ({words}): allow PCMA or PCMU, and SRTP only where the trunk has it."
        return [*_passed(up_to=Check.CALLER), _step(Check.CODEC, "none", sentence, words=words)]
    if failed.cause == Cause.FOREIGN_ADDRESS:
        sentence = f"Refused for safety: {failed.reason}. If it is the operator's, add its network to the trunk."
        return [*_passed(up_to=Check.CALLER), _step(Check.CODEC, "foreign_address", sentence, words=words)]
    heard = "announcement heard, " if early else ""
    sentence = f"Nobody answered ({heard}{words}): test with a number that picks up, best one that echoes."
    return [*_passed(up_to=Check.CALLER), _step(Check.ANSWER, outcome_of(failed).value, sentence, words=words)]


def _passed(*, up_to: Check, codec: str = "") -> list[Step]:
    steps = [
        _step(Check.AUTHENTICATION, "accepted", "The trunk accepts our calls.", ok=True),
        _step(Check.CALLER, "accepted", "The trunk accepts the caller number.", ok=True),
        _step(Check.CODEC, "agreed", f"Audio was agreed on: {codec}.", ok=True),
        _step(Check.ANSWER, "answered", "The number picked up.", ok=True),
    ]
    order = [step.check for step in steps]
    return steps[: order.index(up_to) + 1]


def _heard(audio: AudioCheck, answered: Answered) -> Iterable[Step]:
    """Our sound first: proven by its echo, and by nothing else."""
    if audio.echoes:
        yield _step(Check.OUTWARDS, "echoed", "Our sound arrives: the number sent our tone back.", ok=True)
    else:
        sentence = "Only a number that echoes can prove that our sound arrives."
        yield _step(Check.OUTWARDS, UNPROVEN, sentence, ok=True)
    if audio.heard:
        yield _step(Check.INWARDS, "heard", f"Sound comes in ({audio.heard} packets).", ok=True)
    else:
        where = f"{answered.answer.address}, port {answered.answer.port}"
        sentence = f"Answered, but no audio came from {where}: a firewall or an address rewriting is in the way."
        yield _step(Check.INWARDS, "deaf", sentence)


def _words(fault: OSError) -> str:
    return fault.strerror or str(fault) or type(fault).__name__
