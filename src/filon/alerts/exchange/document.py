"""The file of an exchange. Pure.

    {"format": "filon-alerts", "version": 1, "key_id": "…", "signature": "…", "payload": "{…}"}

``payload`` is JSON inside a string: what is signed is its very bytes (UTF-8), so that no program has to write JSON the
same way twice. The signature stands apart from it. It says ``made_at``, ``from`` and ``projects``, each with ``id``,
``changed_at``, ``company`` (``name``, ``siren``, ``postcode``), ``title``, ``category`` and ``stage`` (``code``,
``label``), ``context``, ``needs``. Nothing about persons.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from filon.alerts.exchange.signing import is_signed
from filon.kernel.errors import Refused
from filon.kernel.text import storable

FORMAT = "filon-alerts"
VERSION = 1
MAX_BYTES = 8 << 20
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Envelope:
    """A file before anybody believes it."""

    key_id: str
    signature: str
    payload: str


def written(payload: Json, *, key_id: str, sign: Any) -> bytes:
    """The file; ``sign(text)`` gives the signature of the payload."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    whole = {"format": FORMAT, "version": VERSION, "key_id": key_id, "signature": sign(text), "payload": text}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def envelope(content: bytes) -> Envelope:
    """What a file says of itself. Raises Refused for anything that is no file of an exchange."""
    if len(content) > MAX_BYTES:
        sentence = _("Ce fichier dépasse %(limit)s Mo. Exportez-le en plusieurs fois.") % {"limit": MAX_BYTES >> 20}
        raise Refused(sentence, field="file", code="too_big")
    found = _object(content)
    texts = [found.get(name) for name in ("key_id", "signature", "payload")]
    if found.get("format") != FORMAT or not all(isinstance(text, str) for text in texts):
        raise _not_ours()
    if found.get("version") != VERSION:
        sentence = _("Ce fichier vient d’une autre version de Filon : mettez la plus ancienne des deux à jour.")
        raise Refused(sentence, field="file", code="other_version")
    key_id, signature, payload = (str(text) for text in texts)
    return Envelope(storable(key_id), signature, payload)


def opened(sealed: Envelope, *, public: str) -> list[Json]:
    """The projects of a file that the key's owner signed. Raises Refused, code ``bad_signature``, for any other."""
    if not is_signed(sealed.payload, signature=sealed.signature, public=public):
        sentence = _("La signature ne correspond pas : le fichier a été modifié ou abîmé. Rien n’est importé.")
        raise Refused(sentence, field="file", code="bad_signature")
    projects = _object(sealed.payload.encode()).get("projects")
    if not isinstance(projects, list):
        raise _not_ours()
    return [project if isinstance(project, dict) else {} for project in projects]


def text_of(project: Json, *path: str) -> str:
    """A text of a project as a database takes it, "" for anything that is none."""
    found: Any = project
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return storable(found) if isinstance(found, str) else ""


def moment_of(project: Json, *, now: datetime) -> str:
    """When its source changed it, as ISO 8601 in UTC, not after ``now``: a clock that is ahead must not shut the
    project to later news. "" when it does not say."""
    try:
        at = datetime.fromisoformat(text_of(project, "changed_at"))
        moment = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):  # a zone may lead out of the years there are
        return ""
    return min(moment, now.astimezone(UTC)).isoformat()


def _object(content: bytes) -> Json:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _not_ours() from None
    if not isinstance(found, dict):
        raise _not_ours()
    return found


def _not_ours() -> Refused:
    return Refused(_("Ce n’est pas un fichier d’échange d’alertes de Filon."), field="file", code="not_ours")


def project_of(columns: Mapping[str, str], *, labels: Sequence[str]) -> Json:
    """A project as the payload tells it; ``labels`` are those of its category and stage."""
    category, stage = labels
    return {
        "id": columns["id"],
        "changed_at": columns["changed_at"],
        "company": {name: columns[name] for name in ("name", "siren", "postcode")},
        "title": columns["title"],
        "category": {"code": columns["category"], "label": category},
        "stage": {"code": columns["stage"], "label": stage},
        "context": columns["context"],
        "needs": columns["needs"],
    }
