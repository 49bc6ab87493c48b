"""Standard reports of non-delivery (RFC 3464), of delay and of success."""

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
    multipart,
    original,
    part,
    recipient_block,
)

POSTFIX = (
    "This is the mail system at host mx.atelier-nord.example.\n\nI'm sorry to have to inform you "
    "that your message could not be delivered.\n\n"
)

# name → (status, diagnostic, kind, reason)
FAILURES = {
    "unknown": (
        "5.1.1",
        "550 5.1.1 <j.martin@fonderie-sud.example>: Recipient address rejected: User unknown",
        "bounce_hard",
        "user_unknown",
    ),
    "no_domain": ("5.4.4", "", "bounce_hard", "domain_unknown"),
    "disabled": (
        "5.2.1",
        "550 5.2.1 The email account that you tried to reach is disabled",
        "bounce_hard",
        "account_disabled",
    ),
    "no_such_user": ("5.0.0", "550 No such user here", "bounce_hard", "user_unknown"),
    "does_not_exist": (
        "5.5.0",
        "554 delivery error: dd This user doesn't have a yahoo.com account",
        "bounce_hard",
        "user_unknown",
    ),
    "moved": ("5.1.6", "551 5.1.6 Recipient no longer on server", "bounce_hard", "moved"),
    "full": ("5.2.2", "552 5.2.2 Mailbox full", "bounce_soft", "mailbox_full"),
    "full_temporary": ("4.2.2", "452 4.2.2 Over quota", "bounce_soft", "mailbox_full"),
    "quota_in_text": (
        "5.0.0",
        "552 Requested mail action aborted: exceeded storage allocation",
        "bounce_soft",
        "mailbox_full",
    ),
    "size": ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", "bounce_soft", "too_big"),
    "policy": ("5.7.1", "554 5.7.1 Message rejected due to local policy", "bounce_soft", "policy"),
    "spam": ("5.7.1", "550 5.7.1 Message identified as SPAM", "bounce_soft", "spam"),
    "blocklist": (
        "5.7.1",
        "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org",
        "bounce_soft",
        "blocked",
    ),
    "dmarc": (
        "5.7.26",
        "550 5.7.26 Unauthenticated email from atelier-nord.example is not accepted due to domain's DMARC policy",
        "bounce_soft",
        "authentication",
    ),
    "expired": (
        "4.4.1",
        "connect to mx.fonderie-sud.example[192.0.2.9]:25: Connection timed out",
        "bounce_soft",
        "network",
    ),
    "greylisted": ("4.7.1", "451 4.7.1 Greylisting in action, please come back later", "bounce_soft", "greylisted"),
    "loop": ("5.4.6", "554 5.4.6 Too many hops", "bounce_soft", "loop"),
    "relay": ("5.7.1", "550 5.7.1 Unable to relay", "bounce_soft", ""),
}


def _failures() -> list[Case]:
    made = []
    for name, (status, diagnostic, kind, reason) in FAILURES.items():
        raw = dsn(
            f"{POSTFIX}<{THEM_ADDRESS}>: {diagnostic}\n",
            recipient_block(THEM_ADDRESS, status=status, diagnostic=diagnostic),
        )
        expect = {"recipient": THEM_ADDRESS, **({"reason": reason} if reason else {})}
        made.append(case(f"dsn_{name}", raw, kind, **expect))
    return made


def _exchange() -> bytes:
    text = (
        "Delivery has failed to these recipients or groups:\n\nj.martin@fonderie-sud.example\nThe email "
        "address you entered couldn't be found. "
        "Please check the recipient's email address and try to resend the message.\n\nDiagnostic "
        "information for administrators:\n\n"
        "Generating server: EX01.fonderie-sud.example\n\nj.martin@fonderie-sud.example\nRemote Server "
        "returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address "
        "lookup'\n"
    )
    return dsn(
        text,
        recipient_block(
            THEM_ADDRESS, status="5.1.10", diagnostic="550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found"
        ),
        subject="Undeliverable: Maintenance de vos fours",
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@fonderie-sud.example>",
    )


def _nested() -> bytes:
    inner = dsn(POSTFIX, recipient_block(THEM_ADDRESS, diagnostic="550 5.1.1 User unknown"))
    headers = basic("Postmaster <postmaster@relay.example>", "Fwd: failure notice", Return_Path="<>")
    return head(headers) + multipart([part(inner, "message/rfc822")], boundary="outer")


def _human_with_report() -> bytes:
    inner = dsn(POSTFIX, recipient_block(THEM_ADDRESS, diagnostic="550 5.1.1 User unknown"))
    headers = basic(subject="TR: Undelivered Mail Returned to Sender", In_Reply_To=SENT_ID)
    note = part("Bonjour, j'ai reçu ceci, que dois-je faire ?\n\nJeanne")
    return head(headers) + multipart([note, part(inner, "message/rfc822")], boundary="outer")


DELAY = "Your message has been delayed and is still awaiting delivery. It will be retried until it is 5 days old.\n"

CASES: tuple[Case, ...] = (
    *_failures(),
    case("dsn_exchange", _exchange(), "bounce_hard", status="5.1.10", recipient=THEM_ADDRESS),
    case(
        "dsn_headers_only",
        dsn(POSTFIX, recipient_block(THEM_ADDRESS, diagnostic="550 5.1.1 User unknown"), whole=False),
        "bounce_hard",
        status="5.1.1",
        recipient=THEM_ADDRESS,
        message_ids=(SENT_KEY,),
    ),
    case(
        "dsn_two_recipients",
        dsn(
            POSTFIX,
            recipient_block("ok@fonderie-sud.example", action="relayed", status="2.0.0"),
            recipient_block(THEM_ADDRESS, status="5.1.1"),
        ),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
    case(
        "dsn_delayed",
        dsn(
            DELAY,
            recipient_block(
                THEM_ADDRESS, action="delayed", status="4.4.1", Will_Retry_Until="Sat, 21 Nov 2026 09:00:00 +0100"
            ),
            subject="Delayed Mail (still being retried)",
        ),
        "delayed",
        status="4.4.1",
        recipient=THEM_ADDRESS,
    ),
    case(
        "dsn_delivered",
        dsn(
            "Your message was successfully delivered.\n",
            recipient_block(THEM_ADDRESS, action="delivered", status="2.0.0"),
            subject="Successful Mail Delivery Report",
        ),
        "receipt",
        recipient=THEM_ADDRESS,
    ),
    case(
        "dsn_relayed",
        dsn(
            "Relayed.\n",
            recipient_block(THEM_ADDRESS, action="relayed", status="2.1.9"),
            subject="Relayed: Maintenance",
        ),
        "receipt",
    ),
    case(
        "dsn_original_recipient",
        dsn(
            POSTFIX,
            recipient_block(
                "jm@intern.fonderie-sud.example",
                diagnostic="550 5.1.1 unknown user",
                Original_Recipient=f"rfc822;{THEM_ADDRESS}",
            ),
        ),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
    case("dsn_nested", _nested(), "bounce_hard", recipient=THEM_ADDRESS, message_ids=(SENT_KEY,)),
    case(
        "dsn_forwarded_by_human",
        _human_with_report(),
        "human",
        text="Bonjour, j'ai reçu ceci, que dois-je faire ?\n\nJeanne",
    ),
    case(
        "dsn_original_is_matched", dsn(POSTFIX, recipient_block(THEM_ADDRESS)), "bounce_hard", message_ids=(SENT_KEY,)
    ),
    case(
        "dsn_without_type",
        head(
            basic(
                "Mail Delivery Subsystem <MAILER-DAEMON@relay.example>",
                "Returned mail: see transcript for details",
                Return_Path="<>",
            )
        )
        + multipart(
            [
                part(
                    "   ----- The following addresses had permanent fatal errors "
                    "-----\n<j.martin@fonderie-sud.example>\n    (reason: 550 5.1.1 User unknown)\n"
                ),
                part(
                    ("Reporting-MTA: dns; relay.example\n\n" + recipient_block(THEM_ADDRESS)).encode(),
                    "message/delivery-status",
                ),
                part(original(), "message/rfc822"),
            ]
        ),
        "bounce_hard",
        recipient=THEM_ADDRESS,
    ),
)
