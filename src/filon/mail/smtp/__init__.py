"""Sending over SMTP with every phase in sight, so that each message ends in exactly one known way."""

from __future__ import annotations

from filon.mail.smtp.exchange import Envelope, OnPhase
from filon.mail.smtp.outcomes import NotSent, Outcome, Phase, Reason, Rejected, Reply, Sent, Uncertain
from filon.mail.smtp.pool import SmtpPool
from filon.mail.smtp.session import SmtpSession
from filon.mail.smtp.settings import SmtpSettings, TimeLimits

__all__ = [
    "Envelope",
    "NotSent",
    "OnPhase",
    "Outcome",
    "Phase",
    "Reason",
    "Rejected",
    "Reply",
    "Sent",
    "SmtpPool",
    "SmtpSession",
    "SmtpSettings",
    "TimeLimits",
    "Uncertain",
]
