"""What was said of a row, as files (ST-99) and other programs (ST-90) get it. Pure, over rows that were read with
``queries.full.with_said``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from filon.calls.full.comments import comment_of
from filon.calls.full.models import Qualification
from filon.calls.full.states import VERDICTS, Field
from filon.calls.full.statuses import LEVEL_NAMES
from filon.calls.models import Prospect
from filon.calls.states import Level
from filon.kernel.ui.templatetags.ui import phone

NEW = ("new_first_name", "new_last_name", "new_job_title", "new_email")
_BEFORE: Mapping[Field, Callable[[Prospect], dict[str, str]]] = {
    Field.PERSON: lambda row: {
        "first_name": row.first_name,
        "last_name": row.last_name,
        "job_title": row.job_title,
    },
    Field.EMAIL: lambda row: {"email": row.email},
    Field.PHONE: lambda row: {"phone": row.phone},
}


def said_of(row: Prospect) -> dict[str, str]:
    """The cells of the columns ``columns.CHANGES``, and those that Full words otherwise than Light."""
    said: Qualification | None = getattr(row, "qualification", None)
    cells = {
        "level": str(LEVEL_NAMES[Level(row.level)]) if row.level else "",
        "comment": comment_of(row),
        "new_values": ", ".join(str(Field(each["field"]).label) for each in changes_of(row)),
        "extract": " ".join(f"{each.field}:{each.id}" for each in row.extracts.all()),
    }
    words = dict(VERDICTS)
    verdicts = {field.value: str(words[getattr(said, field.value)]) if said else "" for field in Field}
    new = {name: str(getattr(said, name)) if said else "" for name in NEW}
    doubt = ", ".join(str(Field(name).label) for name in said.doubt) if said else ""
    number = phone(said.new_phone) if said and said.new_phone else ""
    return cells | verdicts | new | {"new_phone": number, "doubt": doubt}


def changes_of(row: Prospect) -> list[dict[str, Any]]:
    """Each modified field with its values before and after, as plain data."""
    said: Qualification | None = getattr(row, "qualification", None)
    if said is None:
        return []
    modified = [field for field in Field if getattr(said, field.value) == "modified"]
    return [_change(field, row, said) for field in modified]


def told_of(row: Prospect, *, site: str) -> dict[str, Any]:
    """What a program gets of a row of Full beside what it gets of one of Light; links begin with ``site``."""
    said: Qualification | None = getattr(row, "qualification", None)
    verdicts = {
        field.value: {
            "verdict": getattr(said, field.value),
            "reason": getattr(said, f"{field.value}_reason"),
            "doubt": field.value in said.doubt,
        }
        for field in (Field if said else ())
        if said
    }
    return {
        "person": {
            **_BEFORE[Field.PERSON](row),
            "email": row.email,
            "external_id": row.external_id,
            "siret": row.siret,
        },
        "comment": comment_of(row),
        "verdicts": verdicts,
        "changes": changes_of(row),
        "extracts": [
            {"field": each.field, "start": each.start, "end": each.end, "url": f"{site}{_path(each.id)}"}
            for each in row.extracts.all()
            if each.audio
        ],
        "objected": bool(said and said.objected),
        "put_through": bool(said and said.put_through),
    }


def _change(field: Field, row: Prospect, said: Qualification) -> dict[str, Any]:
    before = _BEFORE[field](row)
    after = {name: str(getattr(said, f"new_{name}")) for name in before}
    return {"field": field.value, "before": before, "after": after, "doubt": field.value in said.doubt}


def _path(extract_id: object) -> str:
    return reverse("calls:extract", args=[extract_id])
