"""What a refused call means: SIP final codes and Q.850 causes to six outcomes. Pure, and total over all of them."""

from __future__ import annotations

from enum import StrEnum

from filon.voice.events import Failed


class Outcome(StrEnum):
    """Consequences differ: only `no_answer`, `busy` and `refused` are attempts at reaching somebody."""

    UNASSIGNED = "unassigned"
    """The number does not exist, was changed, or is malformed: final."""
    NO_ANSWER = "no_answer"
    """Nobody picked up: retried."""
    BUSY = "busy"
    """Retried after a shorter delay."""
    REFUSED = "refused"
    """The person, the operator or our caller number was refused; an alarm when the rate rises."""
    CONGESTION = "congestion"
    """The trunk cannot: no attempt is counted, the call waits."""
    CONFIGURATION = "configuration"
    """The trunk is set up wrongly: it is paused and the prospect left as it was."""


class Cause(StrEnum):
    """Why a call failed, where the code alone does not say it."""

    NONE = ""
    RING_TIMEOUT = "ring_timeout"
    CANCELLED = "cancelled"
    """We hung up before anybody answered."""
    SILENT = "silent"
    """The trunk sent no word."""
    UNREACHABLE = "unreachable"
    CREDENTIALS = "credentials"
    REDIRECTED = "redirected"
    FOREIGN_ADDRESS = "foreign_address"
    """The peer wanted signalling or audio sent to an address that the trunk does not allow."""
    NO_CODEC = "no_codec"
    PROTOCOL = "protocol"
    """The peer broke the protocol in a way that cannot be worked with."""


UNASSIGNED_CODES = frozenset({404, 410, 484, 604})
NO_ANSWER_CODES = frozenset({408, 480, 487})
BUSY_CODES = frozenset({486, 600})
REFUSED_CODES = frozenset({403, 603, 607, 608})
CONFIGURATION_CODES = frozenset({
    400, 401, 402, 405, 406, 407, 413, 414, 415, 416, 417, 420, 421, 422, 423, 428, 429, 433, 436, 437, 438, 439, 440,
    470, 482, 483, 485, 488, 489, 493, 494, 505, 513, 555, 580, 606,
})  # fmt: skip
BY_Q850 = {
    1: Outcome.UNASSIGNED, 22: Outcome.UNASSIGNED, 28: Outcome.UNASSIGNED,
    17: Outcome.BUSY,
    18: Outcome.NO_ANSWER, 19: Outcome.NO_ANSWER, 20: Outcome.NO_ANSWER,
    21: Outcome.REFUSED,
    **dict.fromkeys((34, 38, 41, 42, 47), Outcome.CONGESTION),
}  # fmt: skip
BY_CAUSE = {
    Cause.RING_TIMEOUT: Outcome.NO_ANSWER,
    Cause.CANCELLED: Outcome.NO_ANSWER,
    Cause.SILENT: Outcome.CONGESTION,
    Cause.UNREACHABLE: Outcome.CONGESTION,
    Cause.CREDENTIALS: Outcome.CONFIGURATION,
    Cause.REDIRECTED: Outcome.CONFIGURATION,
    Cause.FOREIGN_ADDRESS: Outcome.CONFIGURATION,
    Cause.NO_CODEC: Outcome.CONFIGURATION,
    Cause.PROTOCOL: Outcome.CONGESTION,
}
GENERIC_CODES = frozenset({403, 404, 408, 480, 487, 500, 503, 603})
"""Codes that gateways send for many things: a Q.850 cause beside them knows better."""


def outcome(code: int, *, q850: int | None = None, cause: str = "") -> Outcome:
    """What a final code from 300 to 699 (0: no message came) with its Q.850 cause, if any, means for the prospect.

    Our own cause decides first, then what the telephone network said, then SIP. A code that nobody knows is
    congestion from 500 on, except 6xx, and a setting of the trunk below: neither counts against the prospect.
    """
    if cause and cause in BY_CAUSE:
        return BY_CAUSE[Cause(cause)]
    if q850 in BY_Q850 and (code in GENERIC_CODES or code not in _NAMED):
        return BY_Q850[q850]
    return _of_code(code)


def outcome_of(failed: Failed) -> Outcome:
    """What a call that failed means for the prospect."""
    return outcome(failed.code, q850=failed.q850, cause=failed.cause)


_NAMED = UNASSIGNED_CODES | NO_ANSWER_CODES | BUSY_CODES | REFUSED_CODES | CONFIGURATION_CODES


def _of_code(code: int) -> Outcome:
    for codes, meaning in (
        (UNASSIGNED_CODES, Outcome.UNASSIGNED),
        (NO_ANSWER_CODES, Outcome.NO_ANSWER),
        (BUSY_CODES, Outcome.BUSY),
        (REFUSED_CODES, Outcome.REFUSED),
        (CONFIGURATION_CODES, Outcome.CONFIGURATION),
    ):
        if code in codes:
            return meaning
    if 600 <= code < 700:
        return Outcome.REFUSED
    if 300 <= code < 500:
        return Outcome.CONFIGURATION
    return Outcome.CONGESTION
