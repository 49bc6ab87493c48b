"""What newsletters add to the rooms below and to the pages, once all apps exist."""

from __future__ import annotations

from filon.actions import origins
from filon.outreach.newsletters import listeners, sentences
from filon.outreach.newsletters.operations.sending import NEWSLETTER
from filon.outreach.newsletters.origin import Newsletters
from filon.outreach.newsletters.web import extending

__all__ = ["listeners", "register", "sentences"]  # registered by being imported


def register() -> None:
    origins.register(NEWSLETTER, Newsletters())
    extending.register()
