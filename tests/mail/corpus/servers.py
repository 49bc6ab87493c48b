"""Reports in the shape of particular servers: Microsoft, Google, OVH, MDaemon, GroupWise, filters."""

from __future__ import annotations

from .build import (
    SENT_ID,
    SENT_KEY,
    THEM_ADDRESS,
    Case,
    basic,
    case,
    dsn,
    head,
    html,
    multipart,
    original,
    part,
    plain,
    recipient_block,
)
from .providers import MICROSOFT_SAYS, PROVIDERS_SAY

MICROSOFT = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@atelier-nord.example>"
GOOGLE = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
DAEMON = "Mail Delivery System <MAILER-DAEMON@relay.example>"


def _microsoft(status: str, said: str) -> bytes:
    text = (
        f"Delivery has failed to these recipients or groups:\n\n{THEM_ADDRESS}<mailto:{THEM_ADDRESS}>\n"
        "Your message wasn't delivered. The recipient's mailbox may be full, or the address may be "
        "wrong, or a policy may forbid it.\n\n"
        f"Diagnostic information for administrators:\n\nGenerating server: PR3PR07.prod.example\n\n{THEM_ADDRESS}\n"
        f"Remote Server returned '{said}'\n\nOriginal message headers:\n\nReceived: from PR3PR07.prod.example\n"
    )
    return dsn(
        text,
        recipient_block(THEM_ADDRESS, status=status, diagnostic=said),
        sender=MICROSOFT,
        subject="Undeliverable: Maintenance de vos fours",
        In_Reply_To=SENT_ID,
    )


GOOGLE_PAGE = (
    "<html><body><h2>Adresse introuvable</h2><p>Votre message n'a pas été remis à "
    "<b>j.martin@fonderie-sud.example</b>, car l'adresse est introuvable.</p></body></html>"
)


def _google() -> bytes:
    seen = {"Return_Path": "<>", "X_Failed_Recipients": THEM_ADDRESS, "In_Reply_To": SENT_ID}
    headers = head(basic(GOOGLE, "Delivery Status Notification (Failure)", Auto_Submitted="auto-replied", **seen))
    both = [part("** Adresse introuvable **\n"), part(GOOGLE_PAGE, "text/html")]
    words = multipart(both, kind="multipart/alternative", boundary="in")
    said = "550-5.1.1 The email account that you tried to reach does not exist."
    status = "Reporting-MTA: dns; googlemail.com\n\n" + recipient_block(THEM_ADDRESS, diagnostic=said)
    parts = [
        words.split(b"\n", 1)[1],
        part(status.encode(), "message/delivery-status"),
        part(original(), "message/rfc822"),
    ]
    return headers + multipart(parts, kind="multipart/report", report_type="delivery-status", boundary="out")


OFFICE_PAGE = (
    "<html><body><p>Votre message à <b>j.martin@fonderie-sud.example</b> n'a pas pu être "
    "remis.</p><p>La boîte aux lettres de <b>j.martin</b> est pleine et ne peut plus accepter de "
    "messages.</p>"
    "<p>camille &nbsp; Office 365 &nbsp; j.martin</p></body></html>"
)
OVH = (
    "Ceci est le système de messagerie.\n\nVotre message n'a pas pu être remis à un ou plusieurs "
    "destinataires.\n\n<j.martin@fonderie-sud.example>: host mx1.fonderie-sud.example said: 550 "
    "5.1.1 Recipient not found (in reply to RCPT TO command)\n"
)
MDAEMON = (
    "The following addresses had delivery problems:\n\n  j.martin@fonderie-sud.example\n    "
    "Permanent Failure: 550 No such user here\n"
)
GROUPWISE = (
    "The message that you sent was undeliverable to the following:\n\tj.martin (user not "
    "found)\n\nPossibly truncated original message follows:\n"
)
LAST_WARNING = (
    "Subject: Maintenance\n\nDelivery to the following recipients has been delayed.\n\n       "
    "j.martin@fonderie-sud.example\n\nTHIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR "
    "MESSAGE.\n"
)
POSTMASTER_FR = (
    "Bonjour,\n\nVotre courriel destiné à j.martin@fonderie-sud.example a été rejeté par notre politique de sécurité.\n"
)


def _words(body: str, *, subject: str, sender: str = DAEMON) -> bytes:
    return plain(body, subject=subject, sender=sender, Return_Path="<>")


CASES: tuple[Case, ...] = (
    *(
        case(
            f"microsoft_{name}",
            _microsoft(status, said),
            kind,
            reason=reason,
            recipient=THEM_ADDRESS,
            message_ids=(SENT_KEY,),
        )
        for name, (status, said, kind, reason) in MICROSOFT_SAYS.items()
    ),
    *(
        case(
            f"said_{name}",
            dsn(
                "See below.\n",
                recipient_block(THEM_ADDRESS, status="5.0.0" if said[0] == "5" else "4.0.0", diagnostic=said),
            ),
            kind,
            **({"reason": reason} if reason else {}),
            recipient=THEM_ADDRESS,
        )
        for name, (said, kind, reason) in PROVIDERS_SAY.items()
    ),
    case("google_html", _google(), "bounce_hard", status="5.1.1", recipient=THEM_ADDRESS, message_ids=(SENT_KEY,)),
    case(
        "office_french_full",
        html(
            OFFICE_PAGE,
            subject="Non remis : Maintenance de vos fours",
            sender="Microsoft Outlook <postmaster@atelier-nord.example>",
        ),
        "bounce_soft",
        reason="mailbox_full",
        recipient=THEM_ADDRESS,
    ),
    case(
        "ovh_words",
        _words(OVH, subject="Undelivered Mail Returned to Sender"),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
    ),
    case(
        "mdaemon_words",
        _words(MDAEMON, subject="Permanent Delivery Failure", sender="MDaemon <MDaemon@relay.example>"),
        "bounce_hard",
        reason="user_unknown",
        recipient=THEM_ADDRESS,
    ),
    case(
        "groupwise_words",
        _words(GROUPWISE, subject="Message status - undeliverable", sender="Mailer <postmaster@relay.example>"),
        "bounce_hard",
        reason="user_unknown",
    ),
    case(
        "microsoft_delay_words",
        _words(LAST_WARNING, subject="Delivery Status Notification (Delay)", sender="postmaster@relay.example"),
        "delayed",
        recipient=THEM_ADDRESS,
    ),
    case(
        "french_policy_words",
        _words(POSTMASTER_FR, subject="Message rejeté", sender="Postmaster <postmaster@fonderie-sud.example>"),
        "bounce_soft",
        reason="policy",
    ),
    case(
        "refused_before_recipient",
        _words(
            "A message that you sent could not be delivered.\n\n  j.martin@fonderie-sud.example\n    host "
            "mx.example [192.0.2.9]\n"
            "    SMTP error from remote mail server after MAIL FROM:<camille@atelier-nord.example>:\n    550 "
            "No such domain here\n",
            subject="Mail delivery failed",
        ),
        "bounce_soft",
        reason="sender_refused",
    ),
)
