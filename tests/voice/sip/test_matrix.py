"""Every way in which a trunk answers, played by sipp over real sockets: how the call ends, and that sipp saw it all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from tests.voice.sip.peers import sipp
from tests.voice.sip.ports import free_port

from filon.voice.sip import sdp
from filon.voice.trunk import Answered, CallEvent, EarlyMedia, Ended, Failed, ReInvite, Ringing, Trunk, TrunkSettings

pytestmark = pytest.mark.telephony
CALLED, CALLER = "0199000001", "0199000000"
TALK_S = 0.4
EVENTS_WITHIN_S = 14
LAST_WORDS_S = 0.2


@dataclass(frozen=True)
class Plan:
    """How a scenario ends: the last event's class with the fields that matter, and what must have come before."""

    last: type[CallEvent]
    fields: dict[str, object] = field(default_factory=dict)
    before: tuple[type[CallEvent], ...] = ()
    ring_s: float = 6.0
    talk_s: float = TALK_S
    crypto: bool = False
    peer_hangs_up: bool = False


def ended(*before: type[CallEvent], by: str = "local", **more: object) -> Plan:
    return Plan(Ended, {"by": by}, (*before, Answered), **more)  # type: ignore[arg-type]  # fields of Plan


def failed(code: int, *before: type[CallEvent], ring_s: float = 6.0, crypto: bool = False, **fields: object) -> Plan:
    return Plan(Failed, {"code": code, **fields}, before, ring_s=ring_s, crypto=crypto)


CODES = (402, 403, 404, 405, 408, 410, 413, 415, 480, 484, 486, 488, 500, 502, 503, 504, 600, 603, 604, 606, 607, 608)
REFUSALS = {f"f{code}": failed(code) for code in CODES}
WITH_CAUSE = {
    f"f{code}_q850_{cause}": failed(code, q850=cause)
    for code, cause in ((480, 18), (480, 20), (503, 34), (404, 1), (486, 17), (500, 41), (603, 21))
}
PLANS = {
    **REFUSALS,
    **WITH_CAUSE,
    "ok_plain": ended(),
    "ok_ringing": ended(Ringing),
    "183_then_200": ended(EarlyMedia),
    "180_sdp_200": ended(EarlyMedia),
    "early183_then_404": failed(404, EarlyMedia, q850=1),
    "ring_cancel": failed(487, Ringing, ring_s=0.6, cause="ring_timeout"),
    "cancel_glare_200": failed(487, Ringing, ring_s=0.6, cause="ring_timeout"),
    "silent": failed(408, ring_s=1.5, cause="silent"),
    "busy_100_flood": failed(486, Ringing),
    "garbage_then_ok": ended(Ringing),
    "auth407": ended(Ringing),
    "auth401": ended(Ringing),
    "auth401_three_offers": ended(Ringing),
    "auth407_noqop": ended(Ringing),
    "auth407_sha256": ended(Ringing),
    "auth407_sha512": ended(Ringing),
    "auth407_stale": ended(Ringing),
    "auth_proxy_then_user": ended(Ringing),
    "auth407_refused": failed(407, cause="credentials"),
    "bye_challenged": ended(),
    "prack_183": ended(EarlyMedia),
    "prack_challenged": ended(EarlyMedia),
    "record_route": ended(Ringing),
    "strict_route": ended(),
    "fork_2tags": ended(EarlyMedia, Ringing),
    "fork_two_answers": ended(Ringing, talk_s=1.0),
    "redirect302": failed(302, cause="redirected"),
    "foreign_contact": failed(0, cause="foreign_address"),
    "foreign_route": failed(0, cause="foreign_address"),
    "foreign_media": failed(0, cause="foreign_address"),
    "foreign_early_media": ended(Ringing),
    "foreign_reinvite": ended(talk_s=1.0),
    "no_codec": failed(0, cause="no_codec"),
    "no_sdp_answer": failed(0, cause="no_codec"),
    "answer_in_183_only": ended(EarlyMedia),
    "pcmu_only": ended(),
    "contact_tcp_nocap": ended(),
    "compact_hdrs": ended(),
    "latin1_reason": failed(404, reason="Numéro non attribué"),
    "lossy_invite": ended(Ringing, talk_s=1.0),
    "lossy_ack": ended(talk_s=3.0),
    "uas_bye": Plan(Ended, {"by": "remote", "q850": 16}, (Answered,), peer_hangs_up=True),
    "uas_reinvite": ended(ReInvite, talk_s=1.0),
    "uas_reinvite_offerless": ended(ReInvite, talk_s=1.0),
    "uas_update_sdp": ended(ReInvite, talk_s=1.0),
    "uas_update_timer": ended(talk_s=1.0),
    "uas_options": ended(),
    "uas_info": ended(),
    "uas_refer": ended(),
    "uas_bad_tag": ended(),
    "timer_too_short": ended(),
    "timer_422_then_ok": ended(Ringing),
    "timer_refresh_update": ended(talk_s=0.6),
    "timer_refresh_reinvite": ended(talk_s=0.6),
    "srtp": ended(crypto=True),
    "srtp_refused": failed(0, cause="no_codec", crypto=True),
}


def offer_at(port: int, *, crypto: bool = False) -> sdp.Offer:
    return sdp.Offer("127.0.0.1", port, crypto=sdp.Crypto.fresh() if crypto else None)


async def call(trunk: Trunk, plan: Plan) -> list[CallEvent]:
    """Place a call as the plan says and return everything that happened."""
    placed = await trunk.place(CALLED, CALLER, offer_at(free_port(), crypto=plan.crypto), plan.ring_s)
    seen: list[CallEvent] = []
    async with asyncio.timeout(EVENTS_WITHIN_S):
        async for event in placed.events():
            seen.append(event)
            if isinstance(event, Answered) and not plan.peer_hangs_up:
                asyncio.get_running_loop().call_later(plan.talk_s, placed.hangup)
    return seen


async def played(scenario: str, plan: Plan, *, transport: str = "udp") -> tuple[list[CallEvent], int, str]:
    async with sipp(scenario, transport="t1" if transport == "tcp" else "u1") as peer:
        settings = TrunkSettings(
            host="127.0.0.1", port=peer.port, transport=transport, user="alice", password="secret", caller=CALLER
        )
        async with await Trunk.open(settings) as trunk:
            seen = await call(trunk, plan)
            await asyncio.sleep(LAST_WORDS_S)
            result = await peer.result()
            assert trunk.agent.counters.faults == 0
            assert trunk.live == 0
        return seen, result, peer.complaints()


def judge(plan: Plan, seen: list[CallEvent]) -> None:
    last = seen[-1]
    assert type(last) is plan.last, seen
    assert {name: getattr(last, name) for name in plan.fields} == plan.fields
    assert set(plan.before) <= {type(event) for event in seen}, seen


@pytest.mark.parametrize("scenario", sorted(PLANS))
def test_a_trunk_that_answers_like_this(scenario: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if scenario.startswith("timer_refresh"):  # half an interval of at least 90 s is too long a test
        monkeypatch.setattr("filon.voice.sip.session_timer.Refresh.seconds", property(lambda _: 0.4))
    seen, result, complaints = asyncio.run(played(scenario, PLANS[scenario]))
    assert result == 0, complaints
    judge(PLANS[scenario], seen)


@pytest.mark.parametrize(
    "scenario", ["ok_ringing", "f486", "ring_cancel", "auth407", "uas_bye", "uas_reinvite", "record_route", "prack_183"]
)
def test_a_trunk_over_tcp(scenario: str) -> None:
    seen, result, complaints = asyncio.run(played(scenario, PLANS[scenario], transport="tcp"))
    assert result == 0, complaints
    judge(PLANS[scenario], seen)
