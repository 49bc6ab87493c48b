"""Réglages › Téléphonie › Parole: hear the voice that people will hear."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.calls.callers import LONGEST_SENTENCE
from filon.calls.web.sound import played
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.middleware import WorkspaceRequest
from filon.voice.speech.transcript import Samples
from filon.voice.speech.voices import BadVoice, voice_from


@require_POST
def try_voice(request: WorkspaceRequest) -> HttpResponse:
    """[Écouter]: a player with the sentence, said by this installation's voice."""
    text = request.POST.get("text", "").strip()[:LONGEST_SENTENCE]
    if not text:
        return refused(request, Refused(_("Écrivez d’abord une phrase.")))
    if say(text, language=request.workspace.language) is None:
        return refused(request, Refused(_("La voix de cette installation ne répond pas : prévenez qui l’héberge.")))
    url = f"{reverse('calls:voice_said')}?{urlencode({'text': text})}"
    return web.show(request, "calls/full/voice.html", {"url": url})


@require_safe
def said(request: WorkspaceRequest) -> HttpResponse:
    """The sentence as sound; it was said once already, and is remembered."""
    samples = say(request.GET.get("text", "")[:LONGEST_SENTENCE], language=request.workspace.language)
    if samples is None:
        raise Http404
    return played(samples)


def say(text: str, *, language: str) -> Samples | None:
    """A sentence as people will hear it; None where this installation's voice cannot say it."""
    try:
        return voice_from(settings.FILON_VOICE).say(text, language=language)
    except BadVoice:
        return None
