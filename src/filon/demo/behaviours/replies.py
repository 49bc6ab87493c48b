"""What people and their mail programs write back: replies, absences, removal requests, challenges."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

INTERESTED = (
    "Bonjour,\n\nMerci pour votre message, le sujet nous intéresse. Pouvez-vous m'appeler jeudi matin ?",
    "Bonjour,\n\nPourquoi pas. Envoyez-moi une présentation et quelques créneaux la semaine prochaine.",
    "Bonjour,\n\nVous tombez bien, nous y réfléchissions. Quels sont vos tarifs ?",
)
QUESTIONS = (
    "Bonjour,\n\nTravaillez-vous aussi avec des sociétés de notre taille ?",
    "Bonjour,\n\nComment avez-vous eu mon adresse ? Et que proposez-vous exactement ?",
    "Bonjour,\n\nEst-ce compatible avec l'outil que nous utilisons déjà ?",
)
REFUSALS = (
    "Bonjour,\n\nMerci, mais nous n'avons pas de besoin pour le moment.",
    "Bonjour,\n\nNous travaillons déjà avec un prestataire et nous en sommes contents.",
)
REMOVALS = (
    "Bonjour,\n\nMerci de ne plus me contacter.",
    "Bonjour,\n\nVeuillez supprimer mon adresse de vos fichiers.",
)
_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORTEST_ABSENCE = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Received:
    """The mail a sample prospect got, as far as an answer needs it. Identifiers keep their brackets."""

    message: EmailMessage
    recipient: str

    @classmethod
    def of(cls, raw: bytes, recipient: str) -> Received:
        """Read ``raw``, which Filon sent to ``recipient``."""
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return cls(message, recipient)

    @property
    def subject(self) -> str:
        return self.header("Subject")

    @property
    def message_id(self) -> str:
        return self.header("Message-ID")

    @property
    def is_follow_up(self) -> bool:
        return bool(self.header("In-Reply-To"))

    @property
    def is_automatic(self) -> bool:
        """Machines are not answered (RFC 3834 §2)."""
        return self.header("Auto-Submitted").lower() not in ("", "no")

    @property
    def reply_to(self) -> str:
        return self._address("Reply-To") or self._address("From")

    @property
    def sender(self) -> str:
        return self.header("From")

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain", "html"))
        try:
            return str(part.get_content()) if part is not None else ""
        except (LookupError, ValueError):
            return ""

    @property
    def recipient_name(self) -> str:
        """As the mail called the person, else made of the address: ``jeanne.martin@`` is Jeanne Martin."""
        for address in getattr(self.message["To"], "addresses", ()):
            if address.addr_spec.lower() == self.recipient.lower() and address.display_name:
                return str(address.display_name)
        words = self.recipient.partition("@")[0].replace("-", ".").replace("_", ".").split(".")
        return " ".join(word.capitalize() for word in words if word)

    def header(self, name: str) -> str:
        return str(self.message[name] or "").strip()

    def _address(self, name: str) -> str:
        found = getattr(self.message[name], "addresses", ())
        return str(found[0].addr_spec) if found else ""


def reply(received: Received, text: str, *, at: datetime) -> bytes:
    """A person's answer: ``text``, signed, above the quoted mail, in the same thread."""
    answer = _answer(received, _re(received.subject), at=at)
    quote = "\n".join(f"> {line}" for line in received.text.strip().splitlines())
    wrote = f"Le {_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}, {received.sender} a écrit :"
    answer.set_content(f"{text.strip()}\n\n{received.recipient_name}\n\n{wrote}\n{quote}\n", cte="quoted-printable")
    return answer.as_bytes()


def absence(received: Received, *, at: datetime) -> bytes:
    """An automatic answer until a date (RFC 3834)."""
    back = back_on(at.date())
    last = back - timedelta(days=1)
    answer = _answer(received, f"Réponse automatique : {received.subject}", at=at)
    answer["Auto-Submitted"] = "auto-replied"
    answer["X-Auto-Response-Suppress"] = "All"
    answer.set_content(
        f"Bonjour,\n\nJe suis en congés jusqu'au {_day(last)} inclus, de retour le {_day(back)}.\n"
        f"Je prendrai connaissance de votre message à mon retour.\n\n{received.recipient_name}\n",
        cte="quoted-printable",
    )
    return answer.as_bytes()


def challenge(received: Received, *, at: datetime) -> bytes:
    """A filter asks the sender to prove that a person writes (OL-24)."""
    answer = _answer(received, "Votre message est en attente", at=at)
    secret = token(received, "challenge")
    del answer["From"]
    answer["From"] = Address("Filtre anti-spam", addr_spec="ne-pas-repondre@filtre.example")
    answer["Auto-Submitted"] = "auto-replied"
    answer.set_content(
        f"Bonjour,\n\nVotre message destiné à {received.recipient} est en attente.\n"
        "Pour qu'il soit remis, cliquez sur « Je ne suis pas un robot » et suivez les étapes :\n\n"
        f"https://filtre.example/verification/{secret}\n\nCette demande ne vous sera faite qu'une seule fois.\n",
        cte="quoted-printable",
    )
    return answer.as_bytes()


def back_on(today: date) -> date:
    """The Monday after at least five days away."""
    earliest = today + _SHORTEST_ABSENCE
    return earliest + timedelta(days=(7 - earliest.weekday()) % 7 or 7)


def _answer(received: Received, subject: str, *, at: datetime) -> EmailMessage:
    answer = EmailMessage(policy=policy.SMTP)
    domain = received.recipient.rpartition("@")[2]
    answer["From"] = Address(received.recipient_name, addr_spec=received.recipient)
    answer["To"] = received.reply_to
    answer["Subject"] = subject
    answer["Date"] = format_datetime(at)
    answer["Message-ID"] = f"<{token(received, subject)}@{domain}>"
    if received.message_id:
        answer["In-Reply-To"] = received.message_id
        answer["References"] = " ".join(filter(None, (received.header("References"), received.message_id)))
    return answer


def _re(subject: str) -> str:
    return subject if subject[:3].lower() == "re:" else f"Re: {subject}"


def token(received: Received, purpose: str) -> str:
    """A word that is always the same for the same mail, recipient and purpose."""
    seed = f"{received.message_id}:{received.recipient}:{purpose}"
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:24]


def _day(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
