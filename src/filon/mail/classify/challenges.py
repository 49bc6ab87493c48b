"""Filters that hold a message until its sender proves to be a person (OL-24)."""

from __future__ import annotations

import re

from .bounce.senders import is_daemon
from .letter import Letter
from .phrases import any_language
from .verdict import Finding, Kind
from .wording import folded

# Services by the traces they leave in senders, links and words; a trace alone proves nothing, since filters also
# rewrite links in ordinary mail and refuse mail in bounces.
_SERVICES = {
    "mailinblack": r"mailinblack|mail-?in-?black|\bmib[.-]|mib-daemon",
    "spamarrest": r"spam ?arrest",
    "boxbe": r"boxbe",
    "vade": r"vade(?:secure|retro)|vade secure",
    "altospam": r"altospam|oktey",
    "mailcleaner": r"mailcleaner",
    "spamenmoins": r"spamenmoins",
    "earthlink": r"spamblocker|earthlink\.net",
    "sendio": r"sendio",
    "tmda": r"\btmda\b",
    "boxtrapper": r"bxd\.cgi|boxtrapper|verify#\w",
    "bluebottle": r"bluebottle",
    "knowspam": r"knowspam",
    "choicemail": r"choicemail|digiportal",
    "uol": r"antispam\.?uol|uol\.com\.br|anti-?spam uol",
    "cleanmail": r"cleanmail",
    "mailblocks": r"mailblocks",
    "vanquish": r"vanquish",
    "totalblock": r"totalblock",
    "zerospam": r"0spam|zerospam",
}
_SERVICE = {name: re.compile(pattern) for name, pattern in _SERVICES.items()}
_INVITING = re.compile(r"@invitations?\.mailinblack|@mib\.|mib-daemon@|@spamenmoins|@boxbe\.|@spamarrest")
_LINK = re.compile(r"https?://|www\.|cid:|cliqu(?:ez|er|ant) (?:ci-|ici|sur le bouton)|click (?:here|below|the button)")
_REPLY_TO_PASS = re.compile(
    r"(?:(?<!not )reply|repl(?:y|ying)|respond|repond\w+|responda|antworten|rispond\w+) (?:simplement |just |einfach )?"
    r"(?:to |a |auf |directement )?(?:this|ce|cet|este|diese|questo)|reply with|retype|captcha|"
    r"code (?:below|suivant|ci-dessous)|subject line"
)
_SUBJECT = re.compile(
    r"verif|confirm|authent|valid|identif|challenge|captcha|action required|sender|expediteur|anti-?spam|robot|"
    r"guest list|waitlist|whitelist|unlock|attente|retenu|held|quarantine|mailinblack|require|clic pour"
)
_CODE = re.compile(r"\b[45]\d\d[ -]|\b[45]\.\d\.\d")
_LONGEST_DEMAND = 900  # characters: whoever asks strangers for proof is brief
_PROOF = re.compile(
    r"authentifi\w+|confirm\w*|verifi\w+|verify\w*|prove\b|captcha|reply with|click (?:the|this|on)|recopie\w*|"
    r"saisi\w+|valide[rz]|bestatig\w+|demostr\w+|comprob\w+|conferm\w+"
)
_STRANGER = re.compile(
    r"premiere? (?:fois|message|mail|e-?mail)|first (?:time|message|e-?mail)|(?:un)?known senders?|inconnue?\b|"
    r"not (?:yet )?(?:known|recogni[sz]ed)|pas (?:encore )?(?:connue?|reconnue?)|automate\b|robot|humain|human|"
    r"people i (?:do not |don't )?know|(?:in|dans|en) (?:my|his|her|the|les|mes|ses|sus|mis) cont[a-z]+s\b|"
    r"anti-?spam|expediteur (?:legitime|inconnu|autorise|de confiance)|unbekannt|desconocid|sconosciut|"
    r"primera vez|prima volta"
)
_PASSES = re.compile(
    r"(?:message|e-?mail|mail|courriel|mensaje|correo|nachricht|messaggio)s? .{0,60}(?:attend|attente|distribu|remis|"
    r"delivr|transmis|retenu|held|pending|reach|waiting|release|gets? through|entreg|zugestellt|consegn|accept|ecrivez|"
    r"inbox|zuruckgehalten|bloque)|"
    r"(?:accepts?|attend|attente|ecrivez|escribe|schreiben) .{0,60}(?:mail|message|courriel|confirmation|@)"
)
_MAIL = re.compile(
    r"message|mensaje|e-?mail|mail|courriel|correo|nachricht|messaggio|mensagem|bericht|sender|expediteur"
)


def read_challenge(letter: Letter) -> Finding | None:
    """A request to prove that a person writes: its words with a way to answer it, or a known service's invitation."""
    headers, said, subject = letter.headers, letter.said, letter.subject
    urls = " ".join(letter.links)
    sender = folded(
        f"{headers.raw('from')} {headers.raw('sender')} {headers.raw('reply-to')} {headers.raw('return-path')}"
    )
    traces = f"{sender} {urls.lower()} {headers.raw('message-id').lower()} {subject} {said}"
    service = next((name for name, pattern in _SERVICE.items() if pattern.search(traces)), "")
    sure = any_language("challenge_sure").search(f"{subject} . {said}")
    invited = _INVITING.search(sender)
    certain = sure or invited
    if certain:
        return Finding(Kind.CHALLENGE, service or "challenge", f"asks for proof of a person: {certain[0][:100]}")
    asked = any_language("challenge").search(said)
    asked = asked or _asked_in_parts(said, subject, known=bool(service))
    if asked is None or not _answerable(said, urls):
        return None
    refused = is_daemon(headers) and not _stranger_asked(said, subject)
    if not service and (refused or not _about_our_mail(said, subject)):
        return None
    return Finding(Kind.CHALLENGE, service or "challenge", f"asks for proof of a person: {asked[0][:100]}")


def _stranger_asked(said: str, subject: str) -> bool:
    """Proof asked in parts, in a mail that tells of no failure: servers that refuse speak of spam too."""
    failed = any_language("undelivered").search(said) or _CODE.search(said)
    return not failed and bool(_asked_in_parts(said, subject, known=False))


def _asked_in_parts(said: str, subject: str, *, known: bool) -> re.Match[str] | None:
    """Proof asked in words of no phrase: a proof, what becomes of the mail, and a stranger or a known service."""
    if len(said) > _LONGEST_DEMAND:
        return None
    text = f"{subject} . {said}"
    strange = known or _STRANGER.search(text)
    return _PROOF.search(text) if strange and _PASSES.search(text) else None


def _answerable(said: str, urls: str) -> bool:
    return bool(urls) or bool(_LINK.search(said)) or bool(_REPLY_TO_PASS.search(said))


def _about_our_mail(said: str, subject: str) -> bool:
    """Without a known service: the mail speaks of mail, and asks in its subject or in few words."""
    return bool(_MAIL.search(f"{subject} {said}")) and (bool(_SUBJECT.search(subject)) or len(said) < 1500)
