"""What mail servers send back when a mail cannot be delivered (RFC 3464)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from filon.demo.behaviours.replies import Received, token


@dataclass(frozen=True, slots=True)
class Failure:
    """``status`` is an enhanced status code (RFC 3463), ``diagnostic`` the words of the server."""

    status: str
    diagnostic: str


UNKNOWN_USER = Failure("5.1.1", "550 5.1.1 <{recipient}>: Recipient address rejected: User unknown")
MAILBOX_FULL = Failure("4.2.2", "452 4.2.2 <{recipient}>: Over quota, mailbox full")


def bounce(received: Received, failure: Failure, *, at: datetime) -> bytes:
    """A report of non-delivery with the headers of the mail it is about."""
    domain = received.recipient.rpartition("@")[2]
    report = MIMEMultipart("report", f"=_{token(received, 'boundary')}")
    report.set_param("report-type", "delivery-status")
    report["From"] = f"Mail Delivery Subsystem <mailer-daemon@mx.{domain}>"
    report["To"] = received.reply_to
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(at)
    report["Message-ID"] = f"<{token(received, 'bounce')}@mx.{domain}>"
    report["Auto-Submitted"] = "auto-replied"
    diagnostic = failure.diagnostic.format(recipient=received.recipient)
    report.attach(
        MIMEText(
            f"This is the mail system at host mx.{domain}.\n\nYour message could not be delivered:\n\n"
            f"<{received.recipient}>: {diagnostic}\n",
        )
    )
    report.attach(_status(received.recipient, status=failure.status, diagnostic=diagnostic))
    report.attach(_headers(received))
    return report.as_bytes(policy=policy.SMTP)


def _status(recipient: str, *, status: str, diagnostic: str) -> Message:
    host, person = Message(policy=policy.SMTP), Message(policy=policy.SMTP)
    host["Reporting-MTA"] = f"dns; mx.{recipient.rpartition('@')[2]}"
    person["Final-Recipient"] = f"rfc822; {recipient}"
    person["Action"] = "failed"
    person["Status"] = status
    person["Diagnostic-Code"] = f"smtp; {diagnostic}"
    part = Message(policy=policy.SMTP)
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([host, person])
    return part


def _headers(received: Received) -> Message:
    copied = EmailMessage(policy=policy.SMTP)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        if received.header(name):
            copied[name] = received.header(name)
    part = Message(policy=policy.SMTP)
    part["Content-Type"] = "text/rfc822-headers"
    part.set_payload(copied.as_string())
    return part
