"""A hostile or unlucky trunk, message by message: nothing crashes, hangs, or is sent to a third address."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.voice.sip.wire import OFFER, TRUNK, Wire, agent_on, answer_to, description

from filon.voice.events import Answered, CallEvent, Ended, Failed, ReInvite
from filon.voice.incoming import MissedCall, Reception, missed_call
from filon.voice.sip.dialog import Dialog
from filon.voice.sip.invite import Order
from filon.voice.sip.message import Request, parse
from filon.voice.sip.outgoing import OutgoingCall
from filon.voice.sip.timers import Timers
from filon.voice.sip.user_agent import UserAgent
from filon.voice.trunk import Trunk

CONTACT = "contact: <sip:far@127.0.0.1:5060>"
SDP_TYPE = "content-type: application/sdp"
QUICK = Timers(t1=0.002, t2=0.008, t4=0.01)


class Scene:
    """One call on a wire."""

    def __init__(self, **options: object) -> None:
        self.wire = Wire(reliable=bool(options.pop("reliable", True)))
        self.agent: UserAgent = agent_on(self.wire, **options)
        order = Order("0199000001", "0199000000", OFFER, 60.0)
        self.call = OutgoingCall(self.agent, order, finished=lambda: None)
        self.call.start()
        self.seen: list[CallEvent] = []
        self.reader = asyncio.ensure_future(self._read())

    async def _read(self) -> None:
        async for event in self.call.events():
            self.seen.append(event)

    @property
    def invite(self) -> Request:
        first = parse(self.wire.sent[0][0])
        assert isinstance(first, Request)
        return first

    def hear(self, data: bytes, *, source: tuple[str, int] = TRUNK) -> None:
        self.agent.received(data, source)

    def answered(self, *extra: str, body: bytes = b"") -> None:
        self.hear(answer_to(self.invite, 200, CONTACT, SDP_TYPE, *extra, body=body or description()))

    def request(self, method: str, cseq: int, *extra: str, body: bytes = b"", tag: str = "far") -> None:
        ours = self.invite
        headers = [("via", f"SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK{method}{cseq}"), ("max-forwards", "70")]
        headers += [("from", f"<sip:far@127.0.0.1>;tag={tag}"), ("to", ours.get("from")), ("call-id", ours.call_id)]
        headers += [("cseq", f"{cseq} {method}"), *(tuple(line.split(": ", 1)) for line in extra)]  # type: ignore[misc]  # pairs
        self.hear(Request(headers, body, method=method, uri="sip:alice@127.0.0.1").encode())

    def methods(self) -> list[str]:
        return [message.first_line().split(" ")[0] for message in self.wire.messages()]

    def answers(self) -> list[str]:
        lines = [message.first_line() for message in self.wire.messages()]
        return [line[8:11] for line in lines if line.startswith("SIP")]

    async def settle(self, seconds: float = 0.0) -> None:
        await asyncio.sleep(seconds)
        await asyncio.sleep(0)


def scene(play: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(play(), 10))  # type: ignore[arg-type]  # a coroutine


def test_a_message_of_a_third_address_is_not_heard() -> None:
    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 486), source=("192.0.2.66", 5060))
        await s.settle()
        assert s.seen == []
        assert s.agent.counters.foreign == 1

    scene(play)


@pytest.mark.parametrize(
    "lines",
    [
        (SDP_TYPE, "contact: <sip:far@192.0.2.66>"),
        (SDP_TYPE, CONTACT, "record-route: <sip:192.0.2.66;lr>"),
        (SDP_TYPE, "contact: <sip:far@thief.test>"),
        (SDP_TYPE, "contact: nonsense"),
        (SDP_TYPE, CONTACT, "record-route: nonsense"),
        (SDP_TYPE,),
    ],
)
def test_an_answer_that_leads_elsewhere_is_ended_by_the_trunk_itself(lines: tuple[str, ...]) -> None:
    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 200, *lines, body=description()))
        await s.settle()
        assert isinstance(s.seen[-1], Failed)
        assert s.seen[-1].cause in ("foreign_address", "protocol")
        assert s.methods() == ["INVITE", "ACK", "BYE"]
        assert {peer for _, peer in s.wire.sent} == {TRUNK}

    scene(play)


def test_a_re_invite_that_moves_the_audio_elsewhere_is_refused_and_the_call_goes_on() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.request("INVITE", 1, SDP_TYPE, body=description("192.0.2.66"))
        await s.settle()
        assert s.wire.last().first_line().startswith("SIP/2.0 488")
        assert "192.0.2.66" in s.wire.last().get("warning")
        assert not any(isinstance(event, ReInvite | Ended) for event in s.seen)

    scene(play)


def test_a_hold_with_music_of_a_third_address_hears_nobody() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.request("INVITE", 1, SDP_TYPE, body=description("192.0.2.66", direction="sendonly"))
        await s.settle()
        changed = s.seen[-1]
        assert isinstance(changed, ReInvite)
        assert (changed.answer.held, changed.answer.address) == (True, "0.0.0.0")

    scene(play)


def test_a_contact_cannot_move_the_call_elsewhere() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.request("UPDATE", 1, "contact: <sip:far@192.0.2.66>")
        s.call.hangup()
        assert s.methods()[-2:] == ["SIP/2.0", "BYE"]
        assert {peer for _, peer in s.wire.sent} == {TRUNK}

    scene(play)


def test_a_request_with_an_old_number_or_a_foreign_tag_changes_nothing() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.request("OPTIONS", 5)
        s.request("BYE", 4)
        s.request("BYE", 6, tag="forged")
        await s.settle()
        assert s.answers() == ["200", "500", "481"]
        assert isinstance(s.seen[-1], Answered)

    scene(play)


def test_phones_that_ring_at_once_count_their_requests_each_for_itself() -> None:
    async def play() -> None:
        s = Scene()
        for tag in ("a", "b"):
            s.hear(answer_to(s.invite, 180, f"contact: <sip:{tag}@127.0.0.1:5060>", tag=tag))
        s.request("OPTIONS", 7, tag="b")
        s.hear(answer_to(s.invite, 200, "contact: <sip:a@127.0.0.1:5060>", SDP_TYPE, body=description(), tag="a"))
        s.request("UPDATE", 8, "contact: <sip:b@127.0.0.1:5060>", tag="b")
        s.request("BYE", 9, tag="b")
        await s.settle()
        assert isinstance(s.seen[-1], Answered)
        assert s.call.dialog().target == "sip:a@127.0.0.1:5060"
        s.request("BYE", 3, tag="a")
        await s.settle()
        assert isinstance(s.seen[-1], Ended)
        assert s.answers() == ["200", "481", "481", "200"]

    scene(play)


def test_the_early_audio_of_another_phone_is_no_answer() -> None:
    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 183, CONTACT, SDP_TYPE, body=description(), tag="a"))
        s.hear(answer_to(s.invite, 200, CONTACT, tag="b"))
        await s.settle()
        assert isinstance(s.seen[-1], Failed)
        assert s.methods()[-1] == "BYE"

    scene(play)


def test_only_who_called_may_end_a_call_that_is_not_answered() -> None:
    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 180, CONTACT))
        s.request("BYE", 1)
        await s.settle()
        assert s.answers() == ["481"]
        s.answered()
        await s.settle()
        assert isinstance(s.seen[-1], Answered)

    scene(play)


def test_an_invite_whose_cancelling_has_no_effect_is_let_go() -> None:
    async def play() -> None:
        s = Scene(timers=QUICK)
        s.hear(answer_to(s.invite, 180, CONTACT))
        s.call.hangup()
        cancel = s.wire.messages()[1]
        assert isinstance(cancel, Request)
        s.hear(answer_to(cancel, 200))
        await s.settle(QUICK.patience + 0.1)
        assert isinstance(s.seen[-1], Failed)
        assert not s.agent._clients
        s.answered()
        assert s.methods()[-2:] == ["ACK", "BYE"]

    scene(play)


def test_a_refresh_follows_where_the_peer_has_moved() -> None:
    async def play() -> None:
        s = Scene()
        s.answered("session-expires: 90;refresher=uac", "allow: UPDATE")
        s.call._session._refresh()
        update = s.wire.last()
        assert isinstance(update, Request)
        s.hear(answer_to(update, 200, "contact: <sip:moved@127.0.0.1:5060>", "session-expires: 90;refresher=uac"))
        assert s.call.dialog().target == "sip:moved@127.0.0.1:5060"
        s.call._session._refresh()
        refused = s.wire.last()
        assert isinstance(refused, Request)
        s.hear(answer_to(refused, 500))
        assert s.call._session._timer is not None
        assert not any(isinstance(event, Ended) for event in s.seen)

    scene(play)


class Clock:
    """What is to be done later, done when a test says so."""

    def __init__(self, agent: UserAgent) -> None:
        self.waits: list[tuple[float, Callable[[], None]]] = []
        self._plain = agent.later
        agent.later = self._later  # type: ignore[method-assign]  # the clock of this test

    def _later(self, delay: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        self.waits.append((delay, action))
        return self._plain(1_000.0, action)


def test_a_refused_refresh_is_asked_for_again_while_the_session_lasts() -> None:
    async def play() -> None:
        s = Scene()
        clock = Clock(s.agent)
        s.answered("session-expires: 90;refresher=uac", "allow: UPDATE")
        next(action for wait, action in clock.waits if wait == 45)()
        waits: list[float] = []
        for code, extra in ((405, ()), (422, ("min-se: 1800",)), (500, ())):
            refused = s.wire.last()
            assert isinstance(refused, Request)
            s.hear(answer_to(refused, code, *extra))
            waits.append(clock.waits[-1][0])
            clock.waits[-1][1]()
        again = s.wire.last()
        asked = [m for m in s.wire.messages() if isinstance(m, Request) and m.get("session-expires")]
        assert [(m.method, m.get("session-expires"), m.get("min-se")) for m in asked] == [
            ("UPDATE", "90;refresher=uac", ""),
            ("INVITE", "90;refresher=uac", ""),
            ("INVITE", "1800;refresher=uac", "1800"),
            ("INVITE", "1800;refresher=uac", "1800"),
        ]
        assert [round(wait) for wait in waits] == [0, 45, 45]
        s.call._session._expires_at = s.agent.loop.time() + 15
        assert isinstance(again, Request)
        s.hear(answer_to(again, 500))
        assert round(clock.waits[-1][0]) == 10
        clock.waits[-1][1]()
        await s.settle()
        assert isinstance(s.seen[-1], Ended)
        assert s.seen[-1].reason == "the peer refuses to refresh the session"

    scene(play)


@pytest.mark.parametrize(("address", "moved"), [("127.0.0.1", True), ("192.0.2.66", False)])
def test_the_answer_to_our_refresh_may_move_the_audio_but_not_elsewhere(address: str, moved: bool) -> None:
    async def play() -> None:
        s = Scene()
        s.answered("session-expires: 90;refresher=uac")
        s.call._session._refresh()
        asked = s.wire.last()
        assert isinstance(asked, Request)
        terms = (CONTACT, SDP_TYPE, "session-expires: 90;refresher=uac")
        s.hear(answer_to(asked, 200, *terms, body=description(address, 40_000)))
        await s.settle()
        changed = [event.answer.port for event in s.seen if isinstance(event, ReInvite)]
        assert changed == ([40_000] if moved else [])
        assert s.methods()[-1] == "ACK"
        assert not any(isinstance(event, Ended) for event in s.seen)

    scene(play)


@pytest.mark.parametrize(
    ("lines", "refresher"),
    [((), "uas"), (("supported: timer",), "uac"), (("supported: timer", "x: y"), "uac")],
)
def test_we_refresh_for_a_peer_that_cannot(lines: tuple[str, ...], refresher: str) -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.request("UPDATE", 2, "contact: <sip:far@127.0.0.1:5060>", "session-expires: 120", *lines)
        said = s.wire.last()
        assert said.get("session-expires") == f"120;refresher={refresher}"
        assert said.get("require") == ("timer" if refresher == "uac" else "")

    scene(play)


def test_a_flood_of_forks_progress_and_requests_is_bounded() -> None:
    async def play() -> None:
        s = Scene()
        for number in range(3_000):
            s.hear(answer_to(s.invite, 180, CONTACT, tag=f"t{number}"))
        assert len(s.call._legs.early) <= 16
        s.answered()
        for number in range(1, 600):
            s.request("INFO", number)
        await s.settle()
        assert isinstance(s.seen[-1], Ended)
        assert len(s.seen) < 100

    scene(play)


def test_hanging_up_twice_sends_one_bye() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.call.hangup()
        s.call.hangup()
        await s.settle()
        assert s.methods() == ["INVITE", "ACK", "BYE"]
        assert [type(event) for event in s.seen] == [Answered, Ended]

    scene(play)


def test_a_call_given_up_before_its_connection_is_up_is_never_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        opened: list[Callable[[], None]] = []
        monkeypatch.setattr(Wire, "ready", lambda _wire, _peer, action: opened.append(action))
        s = Scene()
        s.call.hangup()
        opened[0]()
        await s.settle()
        assert s.wire.sent == []
        assert [type(event) for event in s.seen] == [Failed]

    scene(play)


def test_an_answer_after_the_end_is_ended_too() -> None:
    async def play() -> None:
        s = Scene()
        s.call.hangup()
        s.answered()
        await s.settle()
        assert s.methods() == ["INVITE", "ACK", "BYE"]
        assert [type(event) for event in s.seen] == [Failed]

    scene(play)


def test_a_ring_that_starts_after_the_end_is_cancelled() -> None:
    async def play() -> None:
        s = Scene()
        s.call.hangup()
        s.hear(answer_to(s.invite, 180, CONTACT))
        assert s.methods() == ["INVITE", "CANCEL"]
        assert s.wire.messages()[1].get("via") == s.invite.get("via")

    scene(play)


def test_an_answer_that_comes_again_is_acknowledged_again() -> None:
    async def play() -> None:
        s = Scene()
        s.answered()
        s.answered()
        await s.settle()
        assert s.methods() == ["INVITE", "ACK", "ACK"]
        assert s.wire.sent[1] == s.wire.sent[2]
        assert [type(event) for event in s.seen] == [Answered]

    scene(play)


def test_an_invite_is_sent_again_until_somebody_is_heard() -> None:
    async def play() -> None:
        s = Scene(reliable=False, timers=QUICK)
        while len(s.wire.sent) < 3:
            await s.settle(0.001)
        assert {data for data, _ in s.wire.sent} == {s.wire.sent[0][0]}
        s.hear(answer_to(s.invite, 180, CONTACT))
        known = len(s.wire.sent)
        await s.settle(0.05)
        assert len(s.wire.sent) == known

    scene(play)


def test_silence_ends_the_call_after_timer_b() -> None:
    async def play() -> None:
        s = Scene(reliable=False, timers=QUICK)
        await s.settle(QUICK.patience + 0.1)
        assert isinstance(s.seen[-1], Failed)
        assert s.seen[-1].cause == "silent"
        assert set(s.methods()) == {"INVITE"}
        assert 4 <= len(s.methods()) <= 7

    scene(play)


def test_a_bye_is_repeated_until_timer_f() -> None:
    async def play() -> None:
        s = Scene(reliable=False, timers=QUICK)
        s.answered()
        s.call.hangup()
        await s.settle(QUICK.patience + 0.1)
        sent = s.methods().count("BYE")
        assert 2 <= sent <= 20
        await s.settle(QUICK.patience)
        assert s.methods().count("BYE") == sent

    scene(play)


def test_a_call_has_a_longest_duration() -> None:
    async def play() -> None:
        s = Scene(max_call_seconds=0.02)
        s.answered()
        await s.settle(0.05)
        assert isinstance(s.seen[-1], Ended)
        assert (s.seen[-1].by, s.methods()[-1]) == ("limit", "BYE")

    scene(play)


def test_a_call_that_comes_in_is_refused_until_that_is_acknowledged() -> None:
    async def play() -> None:
        s = Scene(reliable=False, timers=QUICK)
        missed: list[MissedCall] = []
        Reception(s.agent, missed.append)
        headers = [
            ("via", "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKin"),
            ("to", "<sip:0199000000@h>"),
            ("call-id", "in"),
        ]
        headers += [("from", "Anonymous <sip:anonymous@anonymous.invalid>;tag=9"), ("cseq", "1 INVITE")]
        s.hear(Request(headers, method="INVITE", uri="sip:0199000000@h").encode())
        await s.settle(0.04)
        refusals = [m for m in s.wire.messages() if m.first_line().startswith("SIP/2.0 480")]
        s.hear(Request([*headers[:-1], ("cseq", "1 ACK")], method="ACK", uri="sip:0199000000@h").encode())
        known = len(s.wire.sent)
        await s.settle(0.04)
        later = [m for m in s.wire.messages()[known:] if m.first_line().startswith("SIP/2.0 480")]
        assert (len(refusals) > 2, later) == (True, [])
        assert [(told.caller, told.called) for told in missed] == [("", "0199000000")]

    scene(play)


@pytest.mark.parametrize(
    ("lines", "caller"),
    [
        ([("p-asserted-identity", "<sip:+33199000002@h>")], "+33199000002"),
        ([("p-asserted-identity", "<sip:+33199000002@h>"), ("privacy", "user; id")], ""),
        ([("p-asserted-identity", "<sip:+33199000002@h>"), ("privacy", "header"), ("privacy", "id ")], ""),
        ([("p-asserted-identity", "<<<")], "+33199000001"),
    ],
)
def test_mo_26_a_number_that_is_withheld_is_not_kept(lines: list[tuple[str, str]], caller: str) -> None:
    headers = [("from", "<sip:+33199000001@h>;tag=9"), ("to", "<sip:0199000000@h>"), ("call-id", "in")]
    assert missed_call(Request([*headers, *lines], method="INVITE", uri="sip:0199000000@h")).caller == caller


def test_a_re_invite_that_is_never_acknowledged_ends_the_call() -> None:
    async def play() -> None:
        s = Scene(timers=QUICK)
        s.answered()
        s.request("INVITE", 1, SDP_TYPE, body=description())
        await s.settle(QUICK.patience + 0.1)
        assert isinstance(s.seen[-1], Ended)
        assert s.seen[-1].by == "lost"

    scene(play)


def test_another_process_ends_the_call_of_a_dead_one() -> None:
    async def play() -> None:
        s = Scene()
        s.answered("record-route: <sip:proxy@127.0.0.1;lr>")
        stored = Dialog.from_json(s.call.dialog().as_json())
        wire = Wire()
        reaper = Trunk(s.agent.settings, agent_on(wire))
        ending = asyncio.ensure_future(reaper.end(stored))
        await s.settle()
        bye = wire.last()
        assert isinstance(bye, Request)
        assert (bye.method, bye.call_id, bye.get("route")) == ("BYE", s.invite.call_id, "<sip:proxy@127.0.0.1;lr>")
        assert bye.cseq[0] > stored.cseq
        reaper.agent.received(answer_to(bye, 200), TRUNK)
        assert await ending

    scene(play)


def test_a_call_that_can_be_cancelled_no_more_is_not_known_to_be_over() -> None:
    """Its dialer died between the ACK and its stored dialog: what is known of it is how it rang."""

    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 180, CONTACT))
        stored = Dialog.from_json(s.call.dialog().as_json())
        wire = Wire()
        reaper = Trunk(s.agent.settings, agent_on(wire))
        ending = asyncio.ensure_future(reaper.end(stored))
        await s.settle()
        cancel = wire.last()
        assert isinstance(cancel, Request)
        reaper.agent.received(answer_to(cancel, 481), TRUNK)
        await s.settle()
        bye = wire.last()
        assert isinstance(bye, Request)
        assert bye.method == "BYE"
        reaper.agent.received(answer_to(bye, 503), TRUNK)
        assert not await ending

    scene(play)


def test_another_process_cancels_a_call_that_rings() -> None:
    async def play() -> None:
        s = Scene()
        stored = Dialog.from_json(s.call.dialog().as_json())
        wire = Wire()
        reaper = Trunk(s.agent.settings, agent_on(wire))
        ending = asyncio.ensure_future(reaper.end(stored))
        await s.settle()
        cancel = wire.last()
        assert isinstance(cancel, Request)
        assert (cancel.method, cancel.get("via")) == ("CANCEL", s.invite.get("via"))
        reaper.agent.received(answer_to(cancel, 200), TRUNK)
        assert await ending

    scene(play)


@pytest.mark.parametrize("known", [True, False])
def test_another_process_cancels_where_the_invite_went(known: bool) -> None:
    """Not where the trunk's name leads first by then; an address that is the trunk's no more is left alone."""

    async def play() -> None:
        s = Scene()
        stored = Dialog.from_json({**s.call.dialog().as_json(), "invite_host": "127.0.0.2", "invite_port": 5062})
        wire = Wire()
        reaper = Trunk(s.agent.settings, agent_on(wire))
        if known:
            reaper.agent.allow.add(["127.0.0.2"])
        ending = asyncio.ensure_future(reaper.end(stored))
        await s.settle()
        data, peer = wire.sent[-1]
        cancel = parse(data)
        assert isinstance(cancel, Request)
        assert (cancel.method, peer) == ("CANCEL", ("127.0.0.2", 5062) if known else TRUNK)
        reaper.agent.received(answer_to(cancel, 200), peer)
        assert await ending

    scene(play)


def test_a_dialog_tells_where_its_invite_went() -> None:
    async def play() -> None:
        s = Scene()
        s.hear(answer_to(s.invite, 180, CONTACT))
        ringing = s.call.dialog()
        assert (ringing.invite_host, ringing.invite_port) == TRUNK

    scene(play)


@pytest.mark.parametrize("stored", [{}, {"call_id": 1, "bogus": 2}])
def test_a_stored_dialog_that_is_none_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"dialog|argument"):
        Dialog.from_json(stored)


LINES = st.sampled_from(
    [
        CONTACT,
        SDP_TYPE,
        "contact: <sip:x@192.0.2.66>",
        "contact: <sip:>",
        "record-route: <sip:127.0.0.1>",
        "record-route: \x00",
        "require: 100rel",
        "rseq: 1",
        "rseq: 99999999999999",
        "session-expires: 1;refresher=uac",
        "www-authenticate: Digest realm=\"\", nonce=\"\"",
        "proxy-authenticate: Digest realm=\"r\", nonce=\"n\", stale=true",
        "reason: Q.850;cause=999999",
        "min-se: 12",
    ]
)  # fmt: skip
CODES = st.sampled_from([100, 180, 183, 199, 200, 202, 302, 401, 407, 422, 486, 491, 503, 600, 699])
METHODS = st.sampled_from(["INVITE", "BYE", "UPDATE", "OPTIONS", "CANCEL", "PRACK", "REFER", "X"])
OFFERS = st.sampled_from([description("192.0.2.66"), description(), b""])
STEP = (
    st.tuples(st.just("answer"), CODES, st.lists(LINES, max_size=4), st.binary(max_size=60) | st.just(description()))
    | st.tuples(st.just("request"), METHODS, st.lists(LINES, max_size=3), OFFERS)
    | st.tuples(st.just("hangup"), st.none(), st.none(), st.none())
    | st.tuples(st.just("noise"), st.none(), st.none(), st.binary(max_size=100))
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=12))
def test_whatever_the_trunk_says_nothing_breaks_and_nobody_else_is_talked_to(steps: list[Any]) -> None:
    async def play() -> None:
        s = Scene()
        for number, (kind, what, lines, body) in enumerate(steps, 1):
            if kind == "answer":
                invites = [m for m in s.wire.messages() if isinstance(m, Request) and m.method == "INVITE"]
                s.hear(answer_to(invites[-1], what, *lines, body=body)) if "\x00" not in "".join(lines) else None
            elif kind == "request":
                s.request(what, number, *[line for line in lines if "\x00" not in line], body=body)
            elif kind == "hangup":
                s.call.hangup()
            else:
                s.hear(body)
        s.call.hangup()
        s.hear(answer_to(s.invite, 180))
        s.hear(answer_to(s.invite, 487))
        await s.settle()
        await s.settle()
        assert s.agent.counters.faults == 0
        assert {peer[0] for _, peer in s.wire.sent} == {"127.0.0.1"}
        assert s.reader.done() or s.agent._clients
        s.reader.cancel()

    scene(play)
