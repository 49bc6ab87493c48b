"""What servers and programs send: reports with a machine part, failures in words, receipts, meetings, complaints."""

from __future__ import annotations

from ..build import SENT_ID, THEM_ADDRESS, basic, dsn, head, multipart, original, part, plain, recipient_block

MEETING = (
    "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@fonderie-sud.example\r\n"
    "DTSTART:20261210T090000Z\r\nSUMMARY:Visite\r\nATTENDEE;PARTSTAT={state}:mailto:" + THEM_ADDRESS + "\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def dressed(text: str, *, kind: str, status: str, form: str) -> tuple[bytes, dict[str, object]]:
    """The failure of one line, and what must be read in it."""
    said = text.replace("{to}", THEM_ADDRESS)
    if form == "words":
        sender, subject, body = said.split("|", 2)
        raw = plain(body.replace("|", "\n"), subject=subject, sender=sender, Return_Path="<>")
        return raw, {"recipient": THEM_ADDRESS} if kind == "bounce_hard" else {}
    block = recipient_block(
        THEM_ADDRESS, action="delayed" if kind == "delayed" else "failed", status=status, diagnostic=said
    )
    intro = f"This is the mail system at host mx.atelier-nord.example.\n\n<{THEM_ADDRESS}>: {said}\n"
    return dsn(intro, block), {"recipient": THEM_ADDRESS}


def other(line: str) -> bytes:
    """A meeting, a receipt, a complaint, a bulk mail, or a mail in words alone."""
    sender, subject, body = line.split("|", 2)
    form, _, rest = body.partition(":")
    if form == "CALENDAR":
        method, state = rest.split(":")
        meeting = part(MEETING.format(method=method, state=state), f"text/calendar; method={method}")
        return head(basic(sender, subject)) + multipart([part("Visite"), meeting], kind="multipart/alternative")
    if form == "MDN":
        return _report(sender, subject, rest)
    if form == "ARF":
        return _complaint(sender, subject, rest)
    if form == "LIST":
        unsubscribe = "<https://magazine.example/u>"
        return plain(rest, sender=sender, subject=subject, List_Unsubscribe=unsubscribe, Precedence="bulk")
    return plain(body.replace("|", "\n"), sender=sender, subject=subject)


def _report(sender: str, subject: str, how: str) -> bytes:
    fields = (
        f"Reporting-UA: pc; Outlook\nFinal-Recipient: rfc822;{THEM_ADDRESS}\nOriginal-Message-ID: {SENT_ID}\n"
        f"Disposition: manual-action/MDN-sent-manually; {how}\n"
    )
    parts = [part("Votre message a ete lu."), part(fields.encode(), "message/disposition-notification")]
    return head(basic(sender, subject)) + multipart(
        parts, kind="multipart/report", report_type="disposition-notification"
    )


def _complaint(sender: str, subject: str, how: str) -> bytes:
    fields = f"Feedback-Type: {how}\nUser-Agent: Feedback/1.0\nVersion: 1\nOriginal-Rcpt-To: {THEM_ADDRESS}\n"
    parts = [part("This is an email abuse report."), part(fields.encode(), "message/feedback-report")]
    back = part(original(), "message/rfc822")
    return head(basic(sender, subject)) + multipart(
        [*parts, back], kind="multipart/report", report_type="feedback-report"
    )
