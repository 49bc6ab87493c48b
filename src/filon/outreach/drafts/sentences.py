"""How messages written by hand are told on a timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.outreach.drafts.events import LetterRefused
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.wording import reason_of
from filon.tenants.reader import current_reader
from filon.timeline import words
from filon.timeline.names import Name
from filon.timeline.sentences import sentence


@sentence(LetterRefused.kind, icon="mail-x", tone="bad")
def letter_refused(data: Mapping[str, Any]) -> str:
    said = [reason_of(str(code)) for code in data.get("reasons", ())]
    return _("E-mail non envoyé : %(reasons)s") % {"reasons": " ; ".join(said)} if said else _("E-mail non envoyé")


def draft_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    """Who wrote it; a link to it for its author and for managers."""
    rows = Draft.objects.filter(id__in=set(ids)).select_related("author").only("id", "author")
    reader = current_reader()
    return {
        draft.id: Name(
            _("écrit par %(who)s") % {"who": draft.author.name} if draft.author else _("écrit à la main"),
            reverse("outreach:draft", args=[draft.id]) if reader is None or reader.user_id == draft.author_id else "",
        )
        for draft in rows
    }


words.register(
    "outreach",
    gettext_lazy("Campagnes e-mail"),
    {LetterRefused.kind: gettext_lazy("E-mail écrit à la main, non envoyé")},
)
