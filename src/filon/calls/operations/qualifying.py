"""What somebody at a switchboard said, written beside the row in the transaction that ends its call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from filon.calls.full.models import Extract, Qualification
from filon.calls.full.people import person_key
from filon.calls.full.states import Field
from filon.calls.full.statuses import status_of
from filon.calls.models import Attempt, Prospect
from filon.calls.states import Status
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.imports.names import split_name
from filon.kernel.text import squash, storable
from filon.kernel.values import InvalidValue, parse_email, parse_phone
from filon.voice.dialogue.findings import Finding, Findings, Verdict

SOURCE = "call"
"""Where an objection came from, as the opposition list keeps it."""
QUOTE_CHARS = 2_000
ADVICE_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptExtract:
    """Words of a call that were kept as sound: they were said from ``start`` to ``end`` seconds of ``audio``, a path in
    the media folder. ``field`` is of ``full.states.Field``."""

    field: str
    start: float
    end: float
    audio: str = ""
    quote: str = ""


def write_findings(
    attempt: Attempt, findings: Findings | None, *, extracts: Iterable[KeptExtract], now: datetime
) -> Status:
    """Keep what was found in the call of a row at which somebody was spoken to; answers the status it gives.

    Without findings, because nothing could be said or understood, somebody answered and told nothing (ST-76). One
    extract for each modified field, with or without its sound (ST-97), and for one in doubt whose sound was kept. Who
    wants no more calls gets none from this transaction on (compliance §4.4).
    """
    row = attempt.prospect
    found = _told_again(findings or Findings(), row)
    if found.objected:
        oppose(attempt, now=now)
    Qualification.objects.create(row=row, attempt=attempt, created_at=now, **_columns(row, found))
    kept = {each.field: each for each in extracts}
    made = [
        _extract(attempt, name, finding, kept=kept.get(name), now=now)
        for name, finding in _fields(found)
        if finding.verdict is Verdict.MODIFIED or (finding.doubt and name in kept)
    ]
    Extract.objects.bulk_create(made)
    return status_of(found)


def oppose(attempt: Attempt, *, now: datetime) -> None:
    """Who answered wants no more calls to this number. Safe to do twice.

    In a rehearsal it was a practice switchboard that said so, in place of the number's owner.
    """
    if not attempt.campaign.practice:
        suppress(Kind.PHONE, attempt.phone, reason=Reason.ASKED, now=now, source=SOURCE)


def _fields(found: Findings) -> list[tuple[Field, Finding]]:
    return [(Field.PERSON, found.person), (Field.EMAIL, found.email), (Field.PHONE, found.phone)]


def _told_again(found: Findings, row: Prospect) -> Findings:
    """The address of the file, said once more, was not changed: it is validated, with a doubt (A-ST-25)."""
    if not row.email or _email(found.email) != row.email.lower():
        return found
    return replace(found, email=replace(found.email, verdict=Verdict.VALIDATED, value="", doubt=True))


def _columns(row: Prospect, found: Findings) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, finding in _fields(found):
        columns |= {name.value: finding.verdict.value, f"{name.value}_reason": finding.reason.value}
    return {
        **columns,
        **_new_person(row, found.person),
        "new_email": _email(found.email),
        "new_phone": _phone(found.phone),
        "doubt": [name.value for name, finding in _fields(found) if finding.doubt],
        "barrier": found.barrier.value,
        "objected": found.objected,
        "put_through": found.put_through,
        "advice": [code[:40] for code in dict.fromkeys(found.advice)][:ADVICE_MOST],
        "turns": [{**asdict(turn), "text": storable(turn.text)} for turn in found.turns],
    }


def _new_person(row: Prospect, finding: Finding) -> Mapping[str, str]:
    """The new name in its two parts, empty where only the function is another one."""
    if finding.verdict is not Verdict.MODIFIED:
        return {}
    first, last = split_name(_clean(finding.value))
    if person_key(first, last) == row.person_key:
        first, last = "", ""
    title = _clean(finding.title)
    return {"new_first_name": first[:100], "new_last_name": last[:100], "new_job_title": title[:160]}


def _email(finding: Finding) -> str:
    """As addresses are kept; one that is none stays as it was understood, for a person to mend."""
    if finding.verdict is not Verdict.MODIFIED:
        return ""
    try:
        return parse_email(finding.value).key
    except InvalidValue:
        return _clean(finding.value)[:254]


def _phone(finding: Finding) -> str:
    if finding.verdict is not Verdict.MODIFIED:
        return ""
    try:
        return parse_phone(finding.value).e164
    except InvalidValue:
        return _clean(finding.value)[:20]


def _extract(attempt: Attempt, name: Field, finding: Finding, *, kept: KeptExtract | None, now: datetime) -> Extract:
    start = kept.start if kept else finding.start or 0.0
    return Extract(
        row=attempt.prospect,
        attempt=attempt,
        field=name,
        start=start,
        end=max(start, kept.end if kept else finding.end or 0.0),
        quote=_clean((kept.quote if kept else "") or finding.quote)[:QUOTE_CHARS],
        audio=kept.audio if kept else "",
        created_at=now,
    )


def _clean(text: str) -> str:
    return squash(storable(text))
