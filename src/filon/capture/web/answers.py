"""What a person said to being counted, on their card."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.capture.web.forms import AgreementForm
from filon.consent import tracking
from filon.consent.states import Answer
from filon.consent.tracking import Measure, Reply, may_count
from filon.crm.models import Contact
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.states import CountedClicks

BY_HAND = "fiche du contact"


def card(request: HttpRequest, contact: Contact) -> SafeString | str:
    """Whether this person is counted and why; nothing where the workspace counts nobody."""
    workspace = request.workspace  # type: ignore[attr-defined]  # of a MEMBER page
    if not contact.email or not (workspace.counts_opens or workspace.counts_clicks != CountedClicks.NOBODY):
        return ""
    said = tracking.answer_of(contact.email)
    answer = said.answer if said else None
    country = contact.company.country if contact.company else ""
    context = {
        "contact": contact,
        "said": said,
        "opens": may_count(Measure.OPEN, workspace=workspace, answer=answer, country=country),
        "clicks": may_count(Measure.CLICK, workspace=workspace, answer=answer, country=country),
        "granted": answer == Answer.GRANTED,
        "denied": answer == Answer.DENIED,
    }
    return render_to_string("capture/_answer.html", context, request)


@require_http_methods(["GET", "POST"])
def answer(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """GET: the dialog that asks for the proof of an agreement. POST: the agreement with it, or a refusal, as such."""
    contact = one(Contact, id=contact_id)
    if not contact.email:
        return refused(request, Refused(_("Cette personne n’a pas d’adresse e-mail."), code="no_email"))
    refuses = request.POST.get("reponse") == "refus"
    form = AgreementForm(None if refuses else request.POST or None)
    if request.method == "POST" and (refuses or form.is_valid()):
        wording = "" if refuses else form.cleaned_data["wording"]
        reply = Reply(email=contact.email, granted=not refuses, wording=wording, source=BY_HAND)
        about = {"contact_id": contact.id, "company_id": contact.company_id}
        tracking.answer(reply, now=request.clock.now(), by=request.user.pk, **about)
        said = _("Refus noté : plus rien n’est compté.") if refuses else _("Accord noté, avec sa preuve.")
        return web.done(request, toast=said, refresh=("contact",))
    context = {"form": form, "action": reverse("capture:answer", args=[contact.id]), "contact": contact}
    return web.show(request, "capture/agreement.html", context, status=422 if form.errors else 200)
