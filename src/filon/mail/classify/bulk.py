"""Mail that answers nothing: newsletters, notifications, advertising, and the empty."""

from __future__ import annotations

import re

from .automatic import answers_something
from .mime import Message
from .phrases import any_language
from .verdict import Finding, Kind
from .wording import body_text, folded, new_text

_LISTS = (
    "list-id",
    "list-post",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mailer-recptid",
    "feedback-id",
    "x-mc-user",
    "x-csa-complaints",
    "x-mailgun-sid",
    "x-sg-eid",
    "x-report-abuse",
    "x-mailing-list",
    "x-google-group-id",
    "x-github-reason",
    "x-notifications",
    "x-linkedin-class",
    "x-facebook-notify",
)
_NO_REPLY = re.compile(
    r"^(?:no[-_.]?repl(?:y|ies)|ne[-_.]?pas[-_.]?repondre|do[-_.]?not[-_.]?reply|noresponder|no[-_.]?responder|nicht[-_.]?antworten|naoresponda|nepasrepondre|notif\w*|newsletters?|news|alerts?|mailer|bounces?|updates?|marketing|promo\w*|info-?lettre|offres?|facturation|billing|invoices?|automated?|robot|system|root|cron|nagios|zabbix|monitoring|daemon|wordpress)(?:[+._-]|@)",
    re.IGNORECASE,
)
_SPAM_SUBJECT = re.compile(r"^[\[*{( ]*(?:spam|junk|suspected spam|spam detected|probable spam|bulk)[\]*}):! ]")
_SPAM_WORDS = (
    r"first page (?:of|on) google|rank(?:ing)?s? (?:on|in) google|seo (?:services?|packages?|audit|expert|company|agency)|guest post|backlinks?|web ?(?:site )?(?:design|development) (?:services|company|agency)|domain authority",
    r"(?:next of kin|beneficiary|inheritance|late (?:husband|client|father)|unclaimed|lottery|you have won|winning number|million (?:us )?(?:dollars|usd|euros|pounds)|barrister|western union|atm card|compensation fund|consignment)",
    r"(?:bitcoin|btc wallet|crypto\w*) .{0,120}(?:pay|send|transfer|invest|wallet|address)|i (?:have )?(?:hacked|recorded) (?:you|your)",
    r"(?:viagra|cialis|pharmacy|replica watches|casino|porn|dating|singles in your area|weight loss|male enhancement|adult)",
    r"(?:your|the) (?:mailbox|account|password|e-?mail account|storage) .{0,80}(?:expire|suspend|verify|upgrade|validate|deactivat|re-?confirm).{0,120}(?:click|link|here|login|log in)",
    r"(?:votre|la) (?:boite|compte|messagerie|mot de passe) .{0,80}(?:expire|suspendu|verifier|mise a (?:jour|niveau)|bloque).{0,120}(?:cliqu|lien|connect)",
    r"we (?:offer|provide|are a leading|are leading|manufacture|supply) .{0,200}(?:competitive price|factory|best price|oem|bulk order|catalogue|quotation)",
)
_SPAM = re.compile("|".join(_SPAM_WORDS))


def read_bulk(message: Message) -> Finding | None:
    """Why nobody waits for an answer to this; None when it may be a person's mail."""
    headers = message.headers
    subject = folded(headers.text("subject"))
    text = new_text(body_text(message))
    carries = len(message.own) > 1 and any(
        part.attached or part.kind.startswith(("image/", "application/")) for part in message.own
    )
    if not text and not subject and not carries:
        return Finding(Kind.OTHER, "empty", "no subject and no text")
    if answers_something(headers, subject) and not _is_list_traffic(message):
        return None
    flagged = (
        headers.raw("x-spam-flag").lower().startswith("yes")
        or headers.raw("x-spam-status").lower().startswith("yes")
        or bool(_SPAM_SUBJECT.match(subject))
    )
    if flagged:
        return Finding(Kind.OTHER, "spam", "marked as spam, and answers nothing")
    mark = next((name for name in _LISTS if name in headers), "")
    if mark:
        return Finding(Kind.OTHER, "bulk", f"{mark} header")
    return _unaddressed(message, said=folded(text[:4000]))


def _is_list_traffic(message: Message) -> bool:
    """Threads of mailing lists and notifications answer, but not us."""
    headers = message.headers
    return (
        "list-id" in headers
        or "x-github-reason" in headers
        or any(_NO_REPLY.match(address) for address in headers.addresses("from"))
    )


def _unaddressed(message: Message, *, said: str) -> Finding | None:
    headers = message.headers
    if headers.raw("auto-submitted").lower().startswith(("auto-generated", "auto-notified")):
        return Finding(Kind.OTHER, "notification", f"Auto-Submitted: {headers.raw('auto-submitted')[:40]}")
    if headers.raw("precedence").lower() in {"bulk", "list", "junk"}:
        return Finding(Kind.OTHER, "bulk", f"Precedence: {headers.raw('precedence')[:20]}")
    sender = next((address for address in headers.addresses("from") if _NO_REPLY.match(address)), "")
    if sender:
        return Finding(Kind.OTHER, "notification", f"sent by {sender.partition('@')[0]}@")
    spam = _SPAM.search(said)
    if spam:
        return Finding(Kind.OTHER, "spam", f"speaks as advertising does: {spam[0][:80]}")
    if len(any_language("bulk_footer").findall(said)) >= 2:
        return Finding(Kind.OTHER, "bulk", "footer of a newsletter")
    return None
