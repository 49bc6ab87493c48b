from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Security(models.TextChoices):
    """How a connection is protected. PLAIN is accepted to loopback only."""

    TLS = "tls", _("TLS (port 465 ou 993)")
    STARTTLS = "starttls", _("STARTTLS (port 587 ou 143)")
    PLAIN = "plain", _("Aucune (même machine)")


class MailboxState(models.TextChoices):
    NEW = "new", _("À vérifier")
    CONNECTED = "connected", _("Connectée")
    BROKEN = "broken", _("Désynchronisée")
    PAUSED = "paused", _("En pause")


class Trouble(models.TextChoices):
    """What keeps a broken mailbox from sending. A mailbox whose answers cannot be read must not send either: it would
    write to people who have answered."""

    AUTH = "auth", _("Identifiant ou mot de passe refusé")
    CONNECTION = "connection", _("Serveur injoignable")
    SECURITY = "security", _("Connexion non sécurisée")
    SENDER = "sender", _("Expéditeur refusé par le serveur")
    READING = "reading", _("Lecture des réponses refusée")


class Direction(models.TextChoices):
    OUT = "out", _("Envoyé")
    IN = "in", _("Reçu")


class MessageState(models.TextChoices):
    """An outgoing message: SENDING is committed before the first byte leaves (architecture §5).

    QUEUED: it was about to leave and surely did not; its action is planned again and the same row will be used.
    """

    QUEUED = "queued", _("En attente")
    SENDING = "sending", _("En cours d'envoi")
    SENT = "sent", _("Envoyé")
    FAILED = "failed", _("Échec")
    UNCERTAIN = "uncertain", _("Incertain")
    RECEIVED = "received", _("Reçu")


class MailKind(models.TextChoices):
    """What an incoming mail is, as ``mail.classify`` decides it."""

    HUMAN = "human", _("Réponse")
    AUTO_REPLY = "auto_reply", _("Réponse automatique")
    BOUNCE_HARD = "bounce_hard", _("Erreur définitive")
    BOUNCE_SOFT = "bounce_soft", _("Erreur passagère")
    DELAYED = "delayed", _("Retardé")
    CHALLENGE = "challenge", _("Vérification humaine")
    UNSUBSCRIBE = "unsubscribe", _("Demande de retrait")
    COMPLAINT = "complaint", _("Plainte")
    CALENDAR = "calendar", _("Rendez-vous")
    RECEIPT = "receipt", _("Accusé")
    OTHER = "other", _("Autre")


ANSWERS = (MailKind.HUMAN, MailKind.CALENDAR)
"""A person wrote, or answered an invitation (OL-36)."""

FOR_A_PERSON = (*ANSWERS, MailKind.CHALLENGE)
"""What only a user can deal with: it stays to be done until somebody says that it is."""


class ClickState(models.TextChoices):
    """NEW: not judged yet. PROGRAM: followed together with others, by something that reads mail for people."""

    NEW = "new", _("À juger")
    PERSON = "person", _("Une personne")
    PROGRAM = "program", _("Un programme")
