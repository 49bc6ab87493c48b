"""How what happens to mail is told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.mail import events
from filon.mail.states import MailKind, Trouble
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.MailSent.kind, icon="send")
def sent(data: Data) -> str:
    return _("E-mail envoyé")


@sentence(events.MailFailed.kind, icon="mail-x", tone="bad")
def failed(data: Data) -> str:
    if data.get("code") == "too_many_tries":
        return _("E-mail abandonné après plusieurs essais")
    return _("E-mail refusé par le serveur du destinataire")


@sentence(events.MailUncertain.kind, icon="mail-question-mark", tone="warning")
def uncertain(data: Data) -> str:
    return _("E-mail peut-être envoyé : la connexion a été coupée à la fin")


@sentence(events.MailResolved.kind, icon="mail-check")
def resolved(data: Data) -> str:
    return _("Doute levé : l’e-mail est parti") if data.get("sent") else _("Doute levé : l’e-mail n’était pas parti")


@sentence(events.MailboxBroken.kind, icon="unplug", tone="bad")
def broken(data: Data) -> str:
    code = data.get("code", "")
    label = Trouble(code).label if code in Trouble.values else code
    return _("Boîte mail désynchronisée : %(reason)s") % {"reason": str(label).lower()}


@sentence(events.MailboxMended.kind, icon="plug-zap", tone="good")
def mended(data: Data) -> str:
    return _("Boîte mail de nouveau connectée")


@sentence(events.ReplyReceived.kind, icon="reply", tone="good")
def replied(data: Data) -> str:
    return _("A répondu")


@sentence(events.AutoReplyReceived.kind, icon="palmtree")
def auto_replied(data: Data) -> str:
    if not data.get("return_on"):
        return _("Réponse automatique")
    back = date_format(date.fromisoformat(data["return_on"]), _("j F"))
    return _("Réponse automatique : de retour le %(day)s") % {"day": back}


@sentence(events.BounceReceived.kind, icon="mail-x", tone="warning")
def bounced(data: Data) -> str:
    if data.get("hard"):
        return _("E-mail revenu : l’adresse n’existe pas ou plus")
    return _("E-mail revenu : erreur passagère chez le destinataire")


@sentence(events.RemovalRequested.kind, icon="ban", tone="bad")
def removal(data: Data) -> str:
    return _("A demandé à ne plus recevoir d’e-mails")


@sentence(events.ComplaintReceived.kind, icon="octagon-alert", tone="bad")
def complained(data: Data) -> str:
    return _("A signalé un e-mail comme indésirable")


@sentence(events.ChallengeReceived.kind, icon="shield-question-mark", tone="warning")
def challenged(data: Data) -> str:
    return _("Son filtre demande une vérification humaine avant de remettre l’e-mail")


@sentence(events.MailOpened.kind, icon="mail-open")
def opened(data: Data) -> str:
    return _("A ouvert l’e-mail")


@sentence(events.MailClicked.kind, icon="mouse-pointer-click", tone="good")
def clicked(data: Data) -> str:
    return _("A cliqué sur un lien de l’e-mail")


@sentence(events.MailHandled.kind, icon="check")
def handled(data: Data) -> str:
    if data.get("what") == MailKind.CHALLENGE:
        return _("Vérification humaine faite")
    return _("Réponse traitée")


@sentence(events.MailReopened.kind, icon="undo-2")
def reopened(data: Data) -> str:
    return _("Remis à traiter")


words.register(
    "mail",
    gettext_lazy("E-mails"),
    {
        "mail.sent": gettext_lazy("E-mail envoyé"),
        "mail.failed": gettext_lazy("E-mail refusé par le serveur"),
        "mail.uncertain": gettext_lazy("Envoi incertain"),
        "mail.resolved": gettext_lazy("Envoi incertain élucidé"),
        "mail.replied": gettext_lazy("Réponse reçue"),
        "mail.opened": gettext_lazy("E-mail ouvert"),
        "mail.clicked": gettext_lazy("Lien cliqué"),
        "mail.auto_replied": gettext_lazy("Réponse automatique reçue"),
        "mail.bounced": gettext_lazy("E-mail revenu en erreur"),
        "mail.challenged": gettext_lazy("Vérification demandée"),
        "mail.complained": gettext_lazy("Signalé comme indésirable"),
        "mail.removal_requested": gettext_lazy("Demande de ne plus écrire"),
        "mail.handled": gettext_lazy("Message traité"),
        "mail.reopened": gettext_lazy("Message remis à traiter"),
        "mail.mailbox_broken": gettext_lazy("Boîte mail coupée"),
        "mail.mailbox_mended": gettext_lazy("Boîte mail rétablie"),
    },
)
