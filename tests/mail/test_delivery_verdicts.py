from __future__ import annotations

import pytest

from filon.mail.delivery.verdicts import LOST_WAIT, MAX_TRIES, RETRY_AFTER, Fate, judge, retry_after
from filon.mail.smtp import NotSent, Outcome, Phase, Reason, Rejected, Reply, Sent, Uncertain
from filon.mail.states import Trouble

CASES: list[tuple[Outcome, Fate, Trouble | None]] = [
    (Sent(Reply(250, "queued", "2.0.0")), Fate.SENT, None),
    (Uncertain(Reason.LOST), Fate.UNCERTAIN, None),
    (Uncertain(Reason.TIMEOUT), Fate.UNCERTAIN, None),
    (NotSent(Reason.LOST, Phase.BODY), Fate.LOST, None),
    (NotSent(Reason.LOST, Phase.END_OF_DATA), Fate.LOST, None),
    (NotSent(Reason.UNREACHABLE, Phase.CONNECT), Fate.HELD, Trouble.CONNECTION),
    (NotSent(Reason.TIMEOUT, Phase.CONNECT), Fate.HELD, Trouble.CONNECTION),
    (NotSent(Reason.TLS_FAILED, Phase.CONNECT), Fate.HELD, Trouble.SECURITY),
    (NotSent(Reason.NOT_LOOPBACK, Phase.CONNECT), Fate.HELD, Trouble.SECURITY),
    (NotSent(Reason.AUTH_MISSING, Phase.AUTH), Fate.HELD, Trouble.AUTH),
    (Rejected(Phase.AUTH, 535, "5.7.8", "no"), Fate.HELD, Trouble.AUTH),
    (Rejected(Phase.AUTH, 454, "4.7.0", "later"), Fate.HELD, None),
    (Rejected(Phase.CONNECT, 421, "4.3.2", "busy"), Fate.HELD, None),
    (Rejected(Phase.CONNECT, 554, "5.7.1", "go away"), Fate.HELD, Trouble.CONNECTION),
    (Rejected(Phase.MAIL, 553, "5.7.1", "not your address"), Fate.HELD, Trouble.SENDER),
    (Rejected(Phase.MAIL, 550, "5.4.5", "daily limit"), Fate.HELD, None),
    (Rejected(Phase.MAIL, 552, "5.3.4", "too big"), Fate.REFUSED, None),
    (Rejected(Phase.RCPT, 550, "5.1.1", "unknown user"), Fate.BOUNCED, None),
    (Rejected(Phase.RCPT, 550, "5.2.1", "disabled"), Fate.BOUNCED, None),
    (Rejected(Phase.RCPT, 550, "", "unknown user"), Fate.BOUNCED, None),
    (Rejected(Phase.RCPT, 552, "5.2.2", "full"), Fate.REFUSED, None),
    (Rejected(Phase.RCPT, 550, "5.7.1", "blocked"), Fate.REFUSED, None),
    (Rejected(Phase.RCPT, 451, "4.7.1", "greylisted"), Fate.DEFERRED, None),
    (Rejected(Phase.DATA, 451, "4.3.0", "later"), Fate.DEFERRED, None),
    (Rejected(Phase.END_OF_DATA, 550, "5.7.1", "spam"), Fate.REFUSED, None),
    (Rejected(Phase.END_OF_DATA, 452, "4.3.1", "disk full"), Fate.DEFERRED, None),
]


@pytest.mark.parametrize(("outcome", "fate", "trouble"), CASES)
def test_each_end_has_one_meaning(outcome: Outcome, fate: Fate, trouble: Trouble | None) -> None:
    verdict = judge(outcome)
    assert (verdict.fate, verdict.trouble) == (fate, trouble)
    assert verdict.stops == (fate is Fate.HELD)


def test_what_the_server_said_is_kept_on_one_short_line() -> None:
    verdict = judge(Rejected(Phase.RCPT, 550, "5.1.1", "no\nsuch\nuser " + "x" * 5000))
    assert verdict.reply.startswith("550 5.1.1 no such user x")
    assert len(verdict.reply) == 500


def test_tries_are_further_and_further_apart_and_then_it_is_given_up() -> None:
    waits = [retry_after(tries, fate=Fate.DEFERRED) for tries in range(1, MAX_TRIES)]
    assert waits == list(RETRY_AFTER) == sorted(RETRY_AFTER)
    assert retry_after(MAX_TRIES, fate=Fate.DEFERRED) is None


def test_a_connection_that_broke_once_is_tried_again_soon_but_not_for_ever() -> None:
    assert retry_after(1, fate=Fate.LOST) == LOST_WAIT
    assert retry_after(2, fate=Fate.LOST) == RETRY_AFTER[1]
    assert retry_after(MAX_TRIES, fate=Fate.LOST) is None
