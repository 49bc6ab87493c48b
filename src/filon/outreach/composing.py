"""From a step of a sequence to the mail of one person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from filon.actions.people import Recipient
from filon.crm.unlocking import SOURCE as PUBLIC_DIRECTORY
from filon.mail.models import Mailbox
from filon.mail.rendering import CompiledMessage, MessageTemplate, Sender, compile_message
from filon.outreach.counting import NOTHING, Counted
from filon.outreach.models import Step
from filon.tenants.models import Workspace

COMPILED_KEPT = 256
NO_SOURCE = frozenset({"", "api"})
"""What says how a contact came into Filon, and nothing of where the data come from."""


class Manner(NamedTuple):
    """What Filon adds to words. ``counted``: what is of those who read them, who are told so. ``informs``: for people
    who do not know yet what is kept of them; it tells them (RGPD, art. 14).

    ``importance`` is that of ``mail.rendering.MessageTemplate``. ``language`` is theirs, "" for the workspace's.
    ``newsletter`` names the one that the way out leaves, "" for another message.
    """

    counted: Counted = NOTHING
    informs: bool = False
    importance: str = ""
    language: str = ""
    newsletter: str = ""


AS_USUAL = Manner()


class Words(NamedTuple):
    """A step as it is written; equal words with the same sender are compiled once. ``manner`` has its language."""

    subject: str
    body: str
    signature: str
    manner: Manner


class From(NamedTuple):
    """Who signs; ``facts`` are the ``sender_*`` variables."""

    address: str
    name: str
    facts: tuple[tuple[str, str], ...]


def compiled(step: Step, *, mailbox: Mailbox, workspace: Workspace, manner: Manner = AS_USUAL) -> CompiledMessage:
    """The step as bytes with holes, signed by the mailbox. Raises ``mail.rendering.TemplateFaults``."""
    subject = "" if step.same_thread else step.subject
    spoken = manner._replace(language=manner.language or workspace.language)
    words = Words(subject, step.body, mailbox.signature, spoken)
    return _compiled(words, _sender(mailbox, workspace))


def variables_of(person: Recipient, *, website: str, language: str) -> dict[str, str]:
    """What the text may say of a person; unknown facts are empty. ``language`` is the one of the text."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "company": person.company or "",
        "job_title": person.job_title,
        "city": person.city,
        "email": person.email,
        "data_source": told_source(person.source, language),
        "website": website,
    }


def full_name(variables: Mapping[str, str]) -> str:
    return f"{variables['first_name']} {variables['last_name']}".strip()


def way_out(language: str, newsletter: str = "") -> str:
    """The line that lets people leave, in their language (compliance §4.1): a newsletter by its name (CO-124)."""
    with translation.override(language):
        if newsletter:
            # A name is no variable, whatever braces are in it.
            name = newsletter.replace("{", "(").replace("}", ")")
            told = _("Vous recevez ce message car vous êtes inscrit à « %(newsletter)s ». Se désinscrire : %(link)s")
            return told % {"newsletter": name, "link": "{{ lien_desinscription }}"}
        return _("Vous ne souhaitez plus recevoir nos messages ? {{ lien_desinscription }}")


def told_of_counting(counted: Counted, language: str) -> str:
    """The same, for people of whom something is counted: what, and how to refuse (RGPD, art. 13 and 21); else ""."""
    with translation.override(language):
        if counted.opens and counted.clicks:
            return _(
                "Avec votre accord, nous comptons l’ouverture de ce message et les clics sur ses liens. Pour ne plus "
                "l’accepter, ou ne plus recevoir nos messages : {{ lien_desinscription }}"
            )
        if counted.opens:
            return _(
                "Avec votre accord, nous comptons l’ouverture de ce message. Pour ne plus l’accepter, ou ne plus "
                "recevoir nos messages : {{ lien_desinscription }}"
            )
        if counted.clicks:
            return _(
                "Nous comptons les clics sur les liens de ce message. Pour le refuser, ou ne plus recevoir nos "
                "messages : {{ lien_desinscription }}"
            )
    return ""


def told_of_data(language: str) -> str:
    """What the first message says to people whose data come from somebody else (RGPD, art. 14)."""
    with translation.override(language):
        return _(
            "{{ expediteur_societe }} vous écrit au sujet de votre activité professionnelle (intérêt légitime). Vos "
            "coordonnées viennent de : {{ origine_des_donnees }}. Elles sont gardées tant que vous ne vous y opposez "
            "pas, ce que le lien de ce message permet à tout moment. Répondez-nous pour les consulter, les corriger ou "
            "les effacer. Une réclamation s’adresse à l’autorité de protection des données (en France, la CNIL)."
        )


@lru_cache(maxsize=COMPILED_KEPT)
def told_source(source: str, language: str) -> str:
    """Where the data of a person come from, as it is said to them."""
    with translation.override(language):
        if source == PUBLIC_DIRECTORY:
            return _("l’annuaire public des entreprises")
        return source if source not in NO_SOURCE else _("un fichier de contacts professionnels tenu par nos équipes")


@lru_cache(maxsize=COMPILED_KEPT)
def _compiled(words: Words, sender: From) -> CompiledMessage:
    manner = words.manner
    language = manner.language
    notices = (told_of_data(language) if manner.informs else "", told_of_counting(manner.counted, language))
    template = MessageTemplate(
        subject=words.subject,
        body=words.body,
        signature=words.signature,
        way_out=way_out(language, manner.newsletter),
        notice="\n\n".join(filter(None, notices)),
        language=language,
        importance=manner.importance,
    )
    return compile_message(template, Sender(sender.address, sender.name, facts=dict(sender.facts)))


def _sender(mailbox: Mailbox, workspace: Workspace) -> From:
    owner = mailbox.owner
    facts = {"sender_company": workspace.name}
    if owner is not None:
        facts |= {"sender_first_name": owner.first_name, "sender_last_name": owner.last_name}
    name = mailbox.from_name or (owner.name if owner else "")
    return From(mailbox.email, name, tuple(sorted(facts.items())))
