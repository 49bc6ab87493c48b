"""Menus read, where an installation has something to read them with."""

from __future__ import annotations

from uuid import UUID

from filon.calls.ivr import transcribing
from filon.calls.ivr.menu import options
from filon.calls.ivr.models import HeardMenu
from filon.calls.recordings import path_of
from filon.kernel.jobs import job


@job()
def transcribe_menu(*, attempt_id: UUID) -> None:
    """Read one menu with the transcriber of this installation, and its options from the words."""
    transcriber = transcribing.current()
    menu = HeardMenu.objects.select_related("attempt").filter(attempt_id=attempt_id).first()
    if transcriber is None or menu is None or menu.attempt is None:
        return
    menu.text = transcriber.transcribe(path_of(menu.attempt), language=menu.language)
    menu.transcriber = transcriber.name[:60]
    menu.options = [{"digits": o.digits, "label": o.label} for o in options(menu.text, language=menu.language)]
    menu.save(update_fields=["text", "transcriber", "options"])
