"""Requests to be written to no more: by List-Unsubscribe (RFC 2369), or in a person's words."""

from __future__ import annotations

import re

from .mime import Message
from .phrases import any_language, whole
from .verdict import Finding, Kind
from .wording import body_text, folded, new_text

MAX_READ = 3000
_TOKEN = r"(?:[:=\s_-]+[\w.@+=:/-]{1,200})?"
_ADDRESSED = re.compile(
    r"(?:^|[+._=-])(?:unsub(?:scribe)?|list-?unsubscribe|desabo\w*|desinscri\w*|opt-?out|remove|removal|leave|baja|abmelde\w*|signoff)(?:[+._=@-]|$)"
)
_BY_PROGRAM = re.compile(
    r"(?:automatically|automatiquement|automatisch|automaticamente) (?:generated|genere|erzeugt|generad)|(?:apple )?mail (?:for|pour|on)|sent (?:by|from) (?:gmail|outlook|mail)|unsubscribe|desinscri|desabonn|list-unsubscribe"
)
_END = re.compile(r"[\s.!,;:)(\"'*-]+$")
_GREETING = re.compile(
    r"^(?:bonjour|bonsoir|hello|hi|hey|dear \w+|madame|monsieur|madame,? monsieur|messieurs|hola|buenos dias|buenas tardes|guten tag|hallo|sehr geehrte damen und herren|buongiorno|ciao|salve|bom dia|ola|goedendag|beste|goedemorgen|salut)\b[^a-z]{0,3}(?:madame|monsieur|camille|all|team|there|\w+,)?[,.! ]*"
)
_CLOSING = re.compile(
    r"[,.! ]*(?:bien )?(?:cordialement|cdt|cdlt|merci(?: d'avance| beaucoup)?|bonne journee|salutations(?: distinguees)?|thanks?(?: you)?|regards|best|best regards|kind regards|saludos|gracias|un saludo|danke|mit freundlichen grussen|mfg|grazie|cordiali saluti|saluti|obrigad[oa]|atenciosamente|bedankt|met vriendelijke groet(?:en)?|groeten|alvast bedankt|vielen dank)\b.*$"
)


def read_list_removal(message: Message) -> Finding | None:
    """A mail that a program or a person sends to a List-Unsubscribe address: nothing but the wish, in subject or address."""
    subject = _END.sub("", folded(message.headers.text("subject")))
    said = folded(new_text(body_text(message))[:MAX_READ])
    to = next(iter(message.headers.addresses("to")), "")
    wished = whole("removal_subject", then=_TOKEN).match(subject)
    short = len(said) < 200 or bool(_BY_PROGRAM.search(said))
    if wished and short:
        return Finding(Kind.UNSUBSCRIBE, "list_unsubscribe", f"subject: {subject[:100]}")
    if (
        _ADDRESSED.search(to.partition("@")[0])
        and (len(said) < 40 or _BY_PROGRAM.search(said))
        and not any_language("absent").search(said)
    ):
        return Finding(Kind.UNSUBSCRIBE, "list_unsubscribe", f"sent to {to.partition('@')[0][:40]}@")
    return None


def read_removal(text: str) -> Finding | None:
    """A person's request, in the new text of a mail."""
    said = folded(text[:MAX_READ])
    core = _END.sub("", _CLOSING.sub("", _GREETING.sub("", said)))
    if core and whole("removal_alone").match(core):
        return Finding(Kind.UNSUBSCRIBE, "removal_word", f"says only: {core[:60]}")
    if any_language("removal_void").search(said):
        return None
    asked = any_language("removal").search(said)
    if asked is None:
        return None
    return Finding(Kind.UNSUBSCRIBE, "removal_request", f"asks: {asked[0][:100]}")
