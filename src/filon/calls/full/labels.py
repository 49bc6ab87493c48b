"""How what was said of a row is worded and coloured on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls.full.changes import changes_to_apply
from filon.calls.full.models import Qualification
from filon.calls.full.states import REASONS, VERDICTS, Field
from filon.calls.full.statuses import LEVEL_NAMES
from filon.calls.labels import LEVEL_TONES, Badge, level_badge
from filon.calls.models import Prospect
from filon.calls.states import Level, ProspectState, Status
from filon.kernel.ui.templatetags.ui import phone
from filon.voice.dialogue.findings import Verdict

VERDICT_TONES: Mapping[str, str] = {
    Verdict.VALIDATED: "ok",
    Verdict.MODIFIED: "warn",
    Verdict.INVALIDATED: "bad",
    Verdict.AMBIGUOUS: "info",
    Verdict.UNTOUCHED: "",
}
WHY_LEVEL: Mapping[Level, str | Promise] = {
    Level.FIRST: gettext_lazy("Votre interlocuteur est en poste, le standard le confirme."),
    Level.LATER: gettext_lazy("Le standard répond, mais quelque chose reste à faire avant d’appeler."),
    Level.NEVER: gettext_lazy("Le téléphone mène mal à cette personne : préférez l’e-mail ou un autre canal."),
}
"""ST-47…49, in a sentence for the one who wonders about a colour."""


class Told(NamedTuple):
    """A field of the file and what became of it. ``after`` is "" where nothing replaces what the file says."""

    code: str
    label: str
    verdict: str
    tone: str
    word: str
    before: str
    after: str
    why: str
    doubt: bool

    @property
    def changed(self) -> bool:
        return self.verdict in (Verdict.MODIFIED, Verdict.INVALIDATED)


def status_badge(row: Prospect) -> Badge:
    """The status of a row in the colour and shape of its level (ST-46, A-ST-6), as in Light while it has none."""
    if row.state != ProspectState.DONE or row.level is None or not row.status:
        return level_badge(row)
    return Badge(LEVEL_TONES[Level(row.level)], str(Status(row.status).label))


def level_name(row: Prospect) -> str:
    """The level as ST-47…49 call it; "" before the last call."""
    return str(LEVEL_NAMES[Level(row.level)]) if row.level and row.state == ProspectState.DONE else ""


def person_of(first_name: str, last_name: str, job_title: str = "") -> str:
    """ "Claire Martin, directrice des achats"."""
    return ", ".join(part for part in (f"{first_name} {last_name}".strip(), job_title) if part)


def told(row: Prospect, said: Qualification) -> list[Told]:
    """Every field with its verdict, before and after."""
    return [_told(row, said, Field(name)) for name in Field.values]


def _told(row: Prospect, said: Qualification, field: Field) -> Told:
    before, after = _VALUES[field](row, said)
    verdict = str(getattr(said, field.value))
    return Told(
        code=field.value,
        label=str(field.label),
        verdict=verdict,
        tone=VERDICT_TONES[verdict],
        word=str(dict(VERDICTS)[verdict]),
        before=before,
        after=after if verdict == Verdict.MODIFIED else "",
        why=_why(row, said, field),
        doubt=field.value in said.doubt,
    )


def _why(row: Prospect, said: Qualification, field: Field) -> str:
    """The reason of a verdict. No address in the file and none given: the switchboard refused (ST-62, ST-70)."""
    reason = getattr(said, f"{field.value}_reason")
    if field is Field.EMAIL and said.email == Verdict.INVALIDATED and not row.email:
        return _("Le standard n’a pas voulu donner d’adresse")
    return str(dict(REASONS).get(reason, ""))


def _person(row: Prospect, said: Qualification) -> tuple[str, str]:
    """Somebody else brings their own function; a name spelt otherwise, or another function, leaves the rest."""
    before = person_of(row.first_name, row.last_name, row.job_title)
    if changes_to_apply(row, said).replaced:
        return before, person_of(said.new_first_name, said.new_last_name, said.new_job_title)
    names = (said.new_first_name or row.first_name, said.new_last_name or row.last_name)
    return before, person_of(*names, said.new_job_title or row.job_title)


_VALUES: Mapping[Field, Callable[[Prospect, Qualification], tuple[str, str]]] = {
    Field.PERSON: _person,
    Field.EMAIL: lambda row, said: (row.email, said.new_email),
    Field.PHONE: lambda row, said: (phone(row.phone), phone(said.new_phone)),
}
