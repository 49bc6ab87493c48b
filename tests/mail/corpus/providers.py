"""What providers and filters say when they refuse: one line each, in the words of their kind."""

from __future__ import annotations

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
