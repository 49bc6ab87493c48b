"""Reports in the shape of particular servers: Microsoft, Google, Yahoo, French providers, filters in front of servers."""

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

MICROSOFT = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@atelier-nord.example>"
GOOGLE = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
DAEMON = "Mail Delivery System <MAILER-DAEMON@relay.example>"

# name → (status, what the remote server said, kind, reason)
MICROSOFT_SAYS = {
    "blocked_at_edge": ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", "bounce_hard", "user_unknown"),
    "remote_unknown": (
        "5.1.351",
        "550 5.1.351 Remote server returned unknown recipient or mailbox unavailable",
        "bounce_hard",
        "user_unknown",
    ),
    "domain_gone": (
        "5.4.310",
        "550 5.4.310 DNS domain fonderie-sud.example does not exist",
        "bounce_hard",
        "domain_unknown",
    ),
    "null_mx": ("5.1.10", "550 5.1.10 Recipient address has null MX", "bounce_hard", "domain_unknown"),
    "not_allowed": (
        "5.7.133",
        "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup",
        "bounce_soft",
        "sender_refused",
    ),
    "banned_sender": ("5.1.8", "550 5.1.8 Access denied, bad outbound sender", "bounce_soft", "sender_refused"),
    "our_ip": ("5.7.606", "550 5.7.606 Access denied, banned sending IP [192.0.2.7]", "bounce_soft", "blocked"),
    "expired": ("4.4.7", "400 4.4.7 Message delayed", "bounce_soft", "expired"),
    "storage": (
        "5.2.2",
        ("554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded"),
        "bounce_soft",
        "mailbox_full",
    ),
    "too_large": (
        "5.2.3",
        "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
        "bounce_soft",
        "too_big",
    ),
    "transport_rule": (
        "5.7.1",
        "550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
        "bounce_soft",
        "policy",
    ),
}

# name → (diagnostic as the provider words it, kind, reason)
PROVIDERS_SAY = {
    "gmail_disabled": (
        (
            "550-5.2.1 The email account that you tried to reach is disabled. Learn more at 550 5.2.1 "
            "https://support.google.com/mail/?p=DisabledUser"
        ),
        "bounce_hard",
        "account_disabled",
    ),
    "gmail_full": (
        (
            "452-4.2.2 The email account that you tried to reach is over quota. 452 4.2.2 "
            "https://support.google.com/mail/?p=OverQuotaTemp"
        ),
        "bounce_soft",
        "mailbox_full",
    ),
    "gmail_rate": (
        (
            "450-4.2.1 The user you are trying to contact is receiving mail too quickly. 450 4.2.1 "
            "https://support.google.com/mail/?p=ReceivingRate"
        ),
        "bounce_soft",
        "rate_limited",
    ),
    "gmail_spam": (
        (
            "550-5.7.1 Our system has detected that this message is likely unsolicited mail. 550 5.7.1 "
            "https://support.google.com/mail/?p=UnsolicitedMessageError"
        ),
        "bounce_soft",
        "spam",
    ),
    "orange_unknown": (
        "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_418",
        "bounce_hard",
        "user_unknown",
    ),
    "orange_reputation": (
        "550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]: IP address reputation",
        "bounce_soft",
        "blocked",
    ),
    "free_unknown": (
        "550 5.7.1 <j.martin@fonderie-sud.example>: Recipient address rejected: User unknown",
        "bounce_hard",
        "user_unknown",
    ),
    "sfr_full": (
        "552 5.1.1 <j.martin@fonderie-sud.example> Quota exceeded (mailbox for user is full)",
        "bounce_soft",
        "mailbox_full",
    ),
    "laposte_inactive": (
        "550 5.5.0 Boite du destinataire archivee. Archived recipient (in reply to RCPT TO command)",
        "bounce_hard",
        "account_disabled",
    ),
    "yahoo_policy": (
        "554 Message not allowed - [PH01] Email not accepted for policy reasons.",
        "bounce_soft",
        "policy",
    ),
    "yahoo_disabled": (
        (
            "554 delivery error: dd Sorry your message cannot be delivered. This account has been disabled "
            "or discontinued [#102]."
        ),
        "bounce_hard",
        "account_disabled",
    ),
    "aol_full": (
        "552 5.2.2 : AOL will not accept delivery of this message. The mailbox is full",
        "bounce_soft",
        "mailbox_full",
    ),
    "mimecast": (
        "550 Rejected by header based Anti-Spoofing policy - https://community.mimecast.example",
        "bounce_soft",
        "policy",
    ),
    "proofpoint": ("550 5.7.0 Blocked - see https://ipcheck.proofpoint.example/?ip=192.0.2.7", "bounce_soft", ""),
    "barracuda": (
        "554 Service unavailable; Client host [relay.example] blocked using Barracuda Reputation",
        "bounce_soft",
        "blocked",
    ),
    "mailchannels": ("550 5.7.1 [CS] Message blocked due to spam content in the message.", "bounce_soft", "spam"),
    "amavis": ("554 5.7.0 Reject, id=12345-01 - spam", "bounce_soft", "spam"),
    "no_ptr": (
        "550 5.7.25 [192.0.2.7] The IP address sending this message does not have a PTR record setup",
        "bounce_soft",
        "blocked",
    ),
    "sender_check": ("550 Sender verify failed", "bounce_soft", "sender_refused"),
    "tls": ("530 5.7.0 Must issue a STARTTLS command first", "bounce_soft", "network"),
    "virus": ("554 5.7.1 Virus found in the message", "bounce_soft", "content"),
    "inactive": ("550 Mailbox is inactive", "bounce_hard", "account_disabled"),
    "suspended": ("550 The account is suspended", "bounce_hard", "account_disabled"),
    "bare_550": ("550 mailbox unavailable", "bounce_hard", "mailbox_unavailable"),
    "german": ("550 5.1.1 Empfaenger unbekannt / Benutzer nicht gefunden", "bounce_hard", "user_unknown"),
    "spanish": ("550 5.1.1 El usuario no existe", "bounce_hard", "user_unknown"),
    "italian": ("550 Casella del destinatario inesistente", "bounce_hard", "user_unknown"),
}


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


def _google() -> bytes:
    page = (
        "<html><body><h2>Adresse introuvable</h2><p>Votre message n'a pas été remis à "
        "<b>j.martin@fonderie-sud.example</b>, car l'adresse est introuvable.</p></body></html>"
    )
    headers = head(
        basic(
            GOOGLE,
            "Delivery Status Notification (Failure)",
            Return_Path="<>",
            Auto_Submitted="auto-replied",
            X_Failed_Recipients=THEM_ADDRESS,
            In_Reply_To=SENT_ID,
        )
    )
    words = multipart(
        [part("** Adresse introuvable **\n"), part(page, "text/html")], kind="multipart/alternative", boundary="in"
    )
    status = recipient_block(
        THEM_ADDRESS, diagnostic="550-5.1.1 The email account that you tried to reach does not exist."
    )
    return headers + multipart(
        [
            words.split(b"\n", 1)[1],
            part(b"Reporting-MTA: dns; googlemail.com\n\n" + status.encode(), "message/delivery-status"),
            part(original(), "message/rfc822"),
        ],
        kind="multipart/report",
        report_type="delivery-status",
        boundary="out",
    )


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
