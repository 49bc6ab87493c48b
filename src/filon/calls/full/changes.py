"""What « Mettre à jour la fiche » would write, from what was said of a row. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from filon.calls.full.models import Qualification
from filon.calls.full.people import person_key
from filon.calls.models import Prospect
from filon.kernel.values import InvalidValue, parse_email, parse_phone
from filon.voice.dialogue.findings import Reason, Verdict

SAME_LAST_NAME = 0.75
"""Two last names so alike, of one first name, are one person whose name was misspelt."""
NOWHERE = frozenset({Verdict.INVALIDATED.value})


@dataclass(frozen=True)
class Changes:
    """``values`` are columns of a contact and what they become; ``card`` are those of a card that is not there yet.

    ``replaced``: they are another person's, whose card it will be. ``left``: the person's card turns grey (CO-35).
    """

    values: Mapping[str, str] = field(default_factory=dict)
    card: Mapping[str, str] = field(default_factory=dict)
    replaced: bool = False
    left: bool = False


def changes_to_apply(row: Prospect, said: Qualification) -> Changes:
    """Modified values are written, an address that is said to be wrong goes, who left turns grey.

    Of somebody the switchboard does not know, or whose number this is not, nothing is written.
    """
    if said.person in NOWHERE:
        return Changes(left=said.person_reason == Reason.LEFT)
    replaced = bool(said.new_last_name or said.new_first_name) and not _is_same_person(row, said)
    values = {**_person(said), **_email(said, replaced=replaced), **_phone(said)}
    card = dict(values)
    if not replaced:
        email = {} if said.email == Verdict.INVALIDATED and said.email_reason == Reason.WRONG else {"email": row.email}
        given = {"first_name": row.first_name, "last_name": row.last_name, "job_title": row.job_title, **email}
        card = given | values
    confirmed = any(getattr(said, name) in (Verdict.VALIDATED, Verdict.MODIFIED) for name in ("person", "email"))
    named = card.get("first_name") or card.get("last_name")
    return Changes(values=values, card=card if named and (values or confirmed) else {}, replaced=replaced)


def _is_same_person(row: Prospect, said: Qualification) -> bool:
    """A correction of how the name is written, or somebody else."""
    if person_key(said.new_first_name, said.new_last_name) == row.person_key:
        return True
    first_names = {person_key(said.new_first_name, ""), person_key(row.first_name, "")} - {""}
    last_names = person_key("", said.new_last_name), person_key("", row.last_name)
    return len(first_names) <= 1 and SequenceMatcher(None, *last_names).ratio() >= SAME_LAST_NAME


def _person(said: Qualification) -> dict[str, str]:
    """A last name alone corrects the last name and leaves the first one."""
    told = {"first_name": said.new_first_name, "last_name": said.new_last_name, "job_title": said.new_job_title}
    return {name: value for name, value in told.items() if value}


def _email(said: Qualification, *, replaced: bool) -> dict[str, str]:
    """An address that cannot be one is left for a person to mend."""
    if said.email == Verdict.INVALIDATED and said.email_reason == Reason.WRONG and not replaced:
        return {"email": ""}
    try:
        return {"email": parse_email(said.new_email).key} if said.new_email else {}
    except InvalidValue:
        return {}


def _phone(said: Qualification) -> dict[str, str]:
    try:
        return {"phone": parse_phone(said.new_phone).e164} if said.new_phone else {}
    except InvalidValue:
        return {}
