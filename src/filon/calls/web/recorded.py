"""The recording that a campaign's probe says: sent, heard, taken away."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from filon.calls.recorded import operations
from filon.calls.recorded.models import RecordedSentence
from filon.calls.web.campaigns import own
from filon.calls.web.sound import played
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


class RecordingForm(forms.Form):
    recording = forms.FileField(
        label=gettext_lazy("Fichier son"),
        help_text=gettext_lazy("WAV, MP3, OGG, FLAC ou AIFF, 10 secondes au plus."),
        error_messages={"required": gettext_lazy("Choisissez un fichier son.")},
    )
    says_so = forms.BooleanField(
        label=gettext_lazy("La phrase dit dès les premiers mots que l’appel est automatique"),
        error_messages={"required": gettext_lazy("La loi le demande : enregistrez une phrase qui le dit.")},
    )


@require_POST
def keep(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Envoyer]: what is wrong with the file is said where it was chosen."""
    campaign = own(request, campaign_id)
    form = RecordingForm(request.POST, request.FILES)
    if form.is_valid():
        sound, now, by = form.cleaned_data["recording"], request.clock.now(), request.user.pk
        if attempt(form, lambda: operations.keep(campaign.id, sound, now=now, by=by)):
            home = reverse("calls:campaign_settings", args=[campaign.id])
            return web.done(
                request, toast=_("Enregistrement gardé : il sera dit dès le prochain appel."), redirect=home
            )
    context = {"campaign": campaign, "form": form, "recorded": recorded_of(campaign.id)}
    return web.show(request, "calls/recorded.html", context, status=422)


@require_POST
def remove(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    campaign = own(request, campaign_id)
    operations.remove(campaign.id)
    home = reverse("calls:campaign_settings", args=[campaign.id])
    return web.done(request, toast=_("Enregistrement retiré."), redirect=home)


@require_safe
def listen(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """As the called people hear it."""
    sentence = one(RecordedSentence, campaign_id=own(request, campaign_id).id)
    return played(operations.samples_of(sentence))


def recorded_of(campaign_id: UUID) -> RecordedSentence | None:
    return RecordedSentence.objects.filter(campaign_id=campaign_id).defer("content").first()
