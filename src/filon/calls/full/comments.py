"""The comment of a row: what came of its call, and advice for the salesperson who calls next (ST-55, ST-56, ST-98).

Composed in the reader's language from what the row keeps, hence as often as one likes. A user may write another one
instead (``operations.commenting``). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filon.calls.full.advice import ADVICE, OPENINGS
from filon.calls.full.models import Qualification
from filon.calls.full.states import Field
from filon.calls.models import Prospect
from filon.calls.reachability import FIRST_LEVEL_SCORE
from filon.calls.states import ProspectState, Status
from filon.kernel.ui.templatetags.ui import phone
from filon.voice.dialogue.elision import elided, marked
from filon.voice.dialogue.findings import Reason

MOST_ADVICE = 3
"""Sentences of advice beside the opening: more are not read before a call."""


def comment_of(row: Prospect) -> str:
    """What a user wrote, else what Filon says of the row; "" while it has no last word."""
    said: Qualification | None = getattr(row, "qualification", None)
    return said.comment if said and said.comment else composed(row, said)


def composed(row: Prospect, said: Qualification | None) -> str:
    """Filon's comment: report, opening of the next call, advice. ``said`` is None where nobody was spoken to."""
    if row.state != ProspectState.DONE or not row.status:
        return ""
    facts = _facts(row, said)
    status = Status(row.status)
    report = [REPORTS[status](facts), *_beside(facts)]
    if facts.objected:
        return " ".join([*report, _("Ce numéro est opposé : ne le rappelez pas.")])
    advice = [_timing(row, status), *(say for code in facts.advice if (say := str(ADVICE.get(code, ""))))]
    return " ".join(filter(None, [*report, OPENINGS[status](facts.words), *advice[: MOST_ADVICE + 1]]))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What sentences are made of. ``words`` fill their places; ``reason`` is why person or address are invalidated."""

    words: Mapping[str, str]
    replaced: bool
    person_reason: str
    email_reason: str
    through: bool
    objected: bool
    doubt: tuple[str, ...]
    advice: tuple[str, ...]

    def say(self, sentence: str) -> str:
        return elided(sentence % marked(self.words), language=get_language() or "")


def _facts(row: Prospect, said: Qualification | None) -> _Facts:
    person = f"{row.first_name} {row.last_name}".strip() or _("cette personne")
    new = f"{said.new_first_name} {said.new_last_name}".strip() if said else ""
    title = said.new_job_title if said else ""
    words = {
        "person": person,
        "title": title or row.job_title,
        "new": f"{new} ({title})" if new and title else new,
        "ask": new or person,
        "email": row.email,
        "new_email": said.new_email if said else "",
        "phone": phone(said.new_phone) if said and said.new_phone else "",
        "attempts": str(row.attempts_made),
    }
    return _Facts(
        words=words,
        replaced=bool(new),
        person_reason=said.person_reason if said else "",
        email_reason=said.email_reason if said else "",
        through=bool(said and said.put_through),
        objected=bool(said and said.objected),
        doubt=tuple(said.doubt) if said else (),
        advice=tuple(said.advice) if said else (),
    )


def _beside(facts: _Facts) -> list[str]:
    """What was found beside person and address."""
    told = []
    if facts.through:
        told.append(_("La personne elle-même a pris l’appel."))
    if facts.words["phone"]:
        told.append(facts.say(_("Autre numéro indiqué : %(phone)s.")))
    if facts.doubt:
        fields = ", ".join(str(Field(name).label).lower() for name in facts.doubt)
        told.append(_("À vérifier à l’écoute de l’extrait : %(fields)s.") % {"fields": fields})
    return told


def _timing(row: Prospect, status: Status) -> str:
    """How easily somebody is reached there (ST-56)."""
    if row.score is None or row.hold_s is None or status == Status.BARRIER_NOT_ALLOWED:
        return ""
    if row.score >= FIRST_LEVEL_SCORE:
        return _("Le standard décroche vite.")
    return _("Prévoyez de patienter : %(seconds)s s avant une personne, lors de l’appel %(attempts)s.") % {
        "seconds": round(row.hold_s),
        "attempts": row.attempts_made,
    }


def _validated_without_email(facts: _Facts) -> str:
    if facts.email_reason == Reason.REFUSED or not facts.words["email"]:
        return facts.say(_("Le standard confirme que %(person)s est en poste et ne donne pas d’adresse e-mail."))
    return facts.say(_("Le standard confirme que %(person)s est en poste ; l’adresse %(email)s n’est pas la bonne."))


def _modified(facts: _Facts) -> str:
    if facts.replaced:
        return facts.say(_("Le standard indique %(new)s à la place de %(person)s."))
    return facts.say(_("%(person)s est en poste, avec une autre fonction : %(title)s."))


def _email_alone_invalidated(facts: _Facts) -> str:
    if facts.email_reason == Reason.REFUSED or not facts.words["email"]:
        return facts.say(_("Le standard n’a pas voulu donner d’adresse e-mail, et n’a rien dit de %(person)s."))
    return facts.say(_("L’adresse %(email)s n’est pas la bonne ; le standard n’a rien dit de %(person)s."))


def _invalidated(facts: _Facts) -> str:
    match facts.person_reason:
        case Reason.LEFT:
            return facts.say(_("%(person)s ne travaille pas, ou plus, dans cette société."))
        case Reason.OTHER_SERVICE:
            return _("Ce numéro est celui d’un autre service.")
        case Reason.UNKNOWN:
            return facts.say(_("Le standard ne connaît pas %(person)s."))
    return facts.say(_("Le standard ne confirme pas %(person)s."))


def _given(facts: _Facts) -> str:
    return facts.say(_("Adresse donnée : %(new_email)s."))


REPORTS: Mapping[Status, Callable[[_Facts], str]] = {
    Status.PERSON_VALIDATED: lambda f: f.say(_("Le standard confirme que %(person)s est en poste.")),
    Status.PERSON_EMAIL_VALIDATED: lambda f: f.say(
        _("Le standard confirme que %(person)s est en poste, et son adresse.")
    ),
    Status.PERSON_VALIDATED_EMAIL_INVALIDATED: _validated_without_email,
    Status.PERSON_VALIDATED_EMAIL_MODIFIED: lambda f: f.say(
        _("Le standard confirme que %(person)s est en poste et donne une autre adresse : %(new_email)s.")
    ),
    Status.EMAIL_VALIDATED: lambda f: f.say(_("Le standard confirme l’adresse de %(person)s.")),
    Status.PERSON_MODIFIED: _modified,
    Status.PERSON_EMAIL_MODIFIED: lambda f: f"{_modified(f)} {_given(f)}",
    Status.EMAIL_MODIFIED: lambda f: f.say(
        _("Le standard donne l’adresse %(new_email)s, sans dire clairement si %(person)s est en poste.")
    ),
    Status.PERSON_INVALIDATED_EMAIL_MODIFIED: lambda f: f"{_invalidated(f)} {_given(f)}",
    Status.EMAIL_INVALIDATED: _email_alone_invalidated,
    Status.PERSON_INVALIDATED: _invalidated,
    Status.BARRIER_HUMAN: lambda f: f.say(_("Une personne a répondu et n’a rien confirmé de %(person)s.")),
    Status.BARRIER_NOT_ALLOWED: lambda f: _("Le standard n’est pas habilité à donner d’informations."),
    Status.NO_ANSWER: lambda f: f.say(_("Personne n’a décroché, tentatives : %(attempts)s.")),
    Status.IVR: lambda f: _("Un serveur vocal a répondu."),
    Status.VOICEMAIL: lambda f: _("Un répondeur a répondu."),
    Status.SILENCE: lambda f: _("Un fax, de la musique, une tonalité, ou une personne inaudible."),
    Status.UNASSIGNED: lambda f: _("Ce numéro n’est pas attribué."),
}
"""What came of the call, for each status."""
