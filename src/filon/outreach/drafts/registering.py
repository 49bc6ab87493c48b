"""What messages written by hand add to the rooms below and to the pages, once all apps exist."""

from __future__ import annotations

from filon.actions import origins
from filon.directory.web.extensions import add_to_filter
from filon.outreach.drafts import listeners, sentences
from filon.outreach.drafts.events import LetterRefused
from filon.outreach.drafts.origin import LETTER, Handwritten
from filon.outreach.drafts.web import panels
from filon.timeline import names

__all__ = ["listeners", "register", "sentences"]  # registered by being imported


def register() -> None:
    origins.register(LETTER, Handwritten())
    names.register("origin_id", sentences.draft_names)
    add_to_filter("mails", (LetterRefused.kind,))
    panels.register()
