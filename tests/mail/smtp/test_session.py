from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.mail.smtp import (
    Envelope,
    NotSent,
    Outcome,
    Phase,
    Reason,
    Rejected,
    Sent,
    SmtpSession,
    SmtpSettings,
    TimeLimits,
    Uncertain,
)

from ..peers import DROP, HANG, Answers, SmtpPeer

QUICK = TimeLimits(connect=2, greeting=0.25, command=0.25, body=0.25, end_of_data=0.25, goodbye=0.1)
ENVELOPE = Envelope("claire@ventes.example", "jo@a.example")
DATA = b"Subject: Bonjour\r\n\r\nUne ligne\r\n.une autre\r\n"
LONG = b"Subject: Long\r\n\r\n" + b"une ligne de plus\r\n" * 1_000_000


def _session(peer: SmtpPeer, **more: object) -> SmtpSession:
    return SmtpSession(SmtpSettings("127.0.0.1", peer.port, security="plain", limits=QUICK, **more))  # type: ignore[arg-type]  # keyword arguments of a dataclass


def _send(answers: Answers, extensions: tuple[str, ...] = ("PIPELINING",)) -> tuple[Outcome, SmtpPeer]:
    with SmtpPeer(answers, extensions=extensions) as peer:
        session = _session(peer)
        outcome = session.send(ENVELOPE, DATA)
        session.close()
    return outcome, peer


@pytest.fixture(params=[("PIPELINING",), ()], ids=["pipelined", "step by step"])
def extensions(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return request.param


def test_a_message_arrives_as_it_was(extensions: tuple[str, ...]) -> None:
    outcome, peer = _send({}, extensions)
    assert isinstance(outcome, Sent)
    assert (outcome.reply.code, outcome.reply.enhanced, outcome.reply.text) == (250, "2.0.0", "queued as 1")
    assert peer.messages == [DATA]
    assert peer.heard[0][1:4] == ["MAIL FROM:<claire@ventes.example>", "RCPT TO:<jo@a.example>", "DATA"]


@pytest.mark.parametrize(
    ("verb", "answer", "phase", "permanent"),
    [
        ("GREETING", "554 5.3.2 not here", Phase.CONNECT, True),
        ("GREETING", "421 4.3.2 later", Phase.CONNECT, False),
        ("MAIL", "550 5.4.5 daily limit", Phase.MAIL, True),
        ("RCPT", "550 5.1.1 unknown", Phase.RCPT, True),
        ("RCPT", "451 4.7.1 greylisted", Phase.RCPT, False),
        ("RCPT", "421 4.7.0 busy", Phase.RCPT, False),
        ("DATA", "554 5.3.0 no", Phase.DATA, True),
        ("EOD", "550 5.7.1 spam", Phase.END_OF_DATA, True),
        ("EOD", "421 4.3.0 closing", Phase.END_OF_DATA, False),
    ],
)
def test_a_refusal_is_told_with_its_phase(
    verb: str, answer: str, phase: Phase, permanent: bool, extensions: tuple[str, ...]
) -> None:
    outcome, peer = _send({verb: answer}, extensions)
    assert isinstance(outcome, Rejected)
    assert (outcome.phase, outcome.code, outcome.permanent) == (phase, int(answer[:3]), permanent)
    assert outcome.enhanced == answer[4:9]
    assert peer.messages == []


@pytest.mark.parametrize("verb", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(("fault", "reason"), [(DROP, Reason.LOST), (HANG, Reason.TIMEOUT), ("banana", Reason.GARBAGE)])
def test_what_breaks_before_the_final_dot_was_certainly_not_sent(
    verb: str, fault: str, reason: Reason, extensions: tuple[str, ...]
) -> None:
    outcome, peer = _send({verb: fault}, extensions)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is reason
    assert peer.messages == []


def test_a_connection_lost_in_the_middle_of_the_message_was_certainly_not_sent() -> None:
    with SmtpPeer({"BODY": DROP}) as peer:
        outcome = _session(peer).send(ENVELOPE, LONG)
    assert isinstance(outcome, NotSent)
    assert (outcome.reason, outcome.phase) == (Reason.LOST, Phase.BODY)


def test_a_refusal_in_the_middle_of_the_message_is_heard() -> None:
    with SmtpPeer({"BODY": "552 5.3.4 too big"}) as peer:
        outcome = _session(peer).send(ENVELOPE, LONG)
    assert outcome == Rejected(Phase.BODY, 552, "5.3.4", "too big")


def test_a_short_message_cut_by_the_server_is_never_taken_for_sent() -> None:
    outcome, peer = _send({"BODY": DROP})
    assert isinstance(outcome, NotSent | Uncertain)
    assert peer.messages == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(DROP, Reason.LOST), (HANG, Reason.TIMEOUT), ("banana", Reason.GARBAGE), ("354 more?", Reason.GARBAGE)],
)
def test_what_breaks_after_the_final_dot_is_uncertain(fault: str, reason: Reason, extensions: tuple[str, ...]) -> None:
    outcome, peer = _send({"EOD": fault}, extensions)
    assert isinstance(outcome, Uncertain)
    assert outcome.reason is reason
    assert len(peer.messages) == 1


def test_nobody_there_is_not_sent() -> None:
    with SmtpPeer() as peer:
        port = peer.port
    outcome = SmtpSession(SmtpSettings("127.0.0.1", port, security="plain", limits=QUICK)).send(ENVELOPE, DATA)
    assert isinstance(outcome, NotSent)
    assert (outcome.reason, outcome.phase) == (Reason.UNREACHABLE, Phase.CONNECT)


def test_the_connection_is_kept_and_a_refused_message_leaves_no_trace(extensions: tuple[str, ...]) -> None:
    with SmtpPeer({"RCPT": ["250 ok", "550 5.1.1 no", "250 ok"]}, extensions=extensions) as peer:
        session = _session(peer)
        outcomes = [session.send(ENVELOPE, DATA) for _ in range(4)]
        session.close()
    assert [type(o) for o in outcomes] == [Sent, Rejected, Sent, Sent]
    assert len(peer.heard) == 1
    assert peer.heard[0].count("RSET") == 1
    assert peer.heard[0][-1] == "QUIT"


def test_a_kept_connection_that_died_is_opened_again_without_a_word(extensions: tuple[str, ...]) -> None:
    with SmtpPeer({"MAIL": ["250 ok", DROP, "250 ok"]}, extensions=extensions) as peer:
        session = _session(peer)
        outcomes = [session.send(ENVELOPE, DATA) for _ in range(2)]
        session.close()
    assert [type(o) for o in outcomes] == [Sent, Sent]
    assert (len(peer.heard), len(peer.messages)) == (2, 2)


def test_a_limit_of_messages_per_connection_is_met_once_and_then_known() -> None:
    with SmtpPeer({"MAIL": ["250 ok", "250 ok", "421 4.7.0 too many", *["250 ok"] * 9]}) as peer:
        session = _session(peer)
        outcomes = [session.send(ENVELOPE, DATA) for _ in range(6)]
        session.close()
    assert all(isinstance(o, Sent) for o in outcomes)
    assert [sum(c.startswith("MAIL") for c in heard) for heard in peer.heard] == [3, 2, 2]


def test_our_own_limit_per_connection_is_kept() -> None:
    with SmtpPeer() as peer:
        session = _session(peer, per_connection=2)
        for _ in range(5):
            session.send(ENVELOPE, DATA)
        session.close()
    assert [sum(c.startswith("MAIL") for c in heard) for heard in peer.heard] == [2, 2, 1]


def test_the_end_of_data_is_announced_before_the_server_can_accept() -> None:
    seen: list[tuple[Phase, int]] = []
    with SmtpPeer() as peer:
        session = _session(peer)
        session.send(ENVELOPE, DATA, on_phase=lambda phase: seen.append((phase, len(peer.messages))))
        session.close()
    assert seen == [(Phase.CONNECT, 0), (Phase.MAIL, 0), (Phase.BODY, 0), (Phase.END_OF_DATA, 0)]


def test_when_the_announcement_fails_nothing_is_sent() -> None:
    def journal_full(phase: Phase) -> None:
        if phase is Phase.END_OF_DATA:
            raise OSError("disk full")

    with SmtpPeer() as peer:
        session = _session(peer)
        with pytest.raises(OSError, match="disk full"):
            session.send(ENVELOPE, DATA, on_phase=journal_full)
        assert isinstance(session.send(ENVELOPE, DATA), Sent)
        session.close()
    assert (len(peer.heard), len(peer.messages)) == (2, 1)


@pytest.mark.parametrize("address", ["a b@x.example", "a@x.example>\r\nRCPT TO:<b@x.example", "é@x.example"])
def test_an_envelope_address_cannot_carry_a_command(address: str) -> None:
    with pytest.raises(ValueError, match="visible ASCII"):
        Envelope("claire@ventes.example", address)


@settings(max_examples=40, deadline=None)
@given(
    verb=st.sampled_from(["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "EOD"]),
    noise=st.one_of(
        st.text(alphabet=st.characters(max_codepoint=255), max_size=40),
        st.from_regex(r"[1-6][0-9]{2}[ -][ -~]{0,20}", fullmatch=True),
    ),
)
def test_whatever_the_server_says_the_outcome_tells_the_truth(verb: str, noise: str) -> None:
    outcome, peer = _send({verb: noise + "\n"})
    if isinstance(outcome, Sent):
        assert peer.messages == [DATA]
    if peer.messages:
        assert isinstance(outcome, Sent | Uncertain)
