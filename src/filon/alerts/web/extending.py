"""What alerts add to the menu, to the page of a company and to the names of the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.alerts import service
from filon.alerts.models import Project
from filon.alerts.queries.projects import of_company
from filon.alerts.vocabulary import vocabulary
from filon.alerts.web.labels import shown
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels
from filon.kernel.ui import navigation
from filon.timeline import names
from filon.timeline.names import Name


def register() -> None:
    navigation.register(section="work", label=_("Alertes"), url_name="alerts:projects", icon="bell", order=60, key="l")
    navigation.register(section="account", label=_("Règles d’alerte"), url_name="alerts:rules", icon="bell", order=60)
    navigation.register(
        section="settings", label=_("Alertes"), url_name="alerts:settings", icon="bell", order=65,
        also=("alerts:exchange",),
    )  # fmt: skip
    company_panels.register(of_this_company, place="side", order=20)
    names.register("origin_id", project_names)


def of_this_company(request: HttpRequest, company: Company) -> SafeString | str:
    """The projects that the company is known to have (CO-187), and a way to add one."""
    if not service.is_active():
        return ""
    rows = shown(of_company(company.id), vocabulary())
    return render_to_string("alerts/_of_company.html", {"company": company, "rows": rows}, request)


def project_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    """By title; while the service is off they have no name, as they have no page (CO-201)."""
    rows = Project.objects.filter(service.active(), id__in=set(ids)).values_list("id", "title")
    return {key: Name(title, reverse("alerts:project", args=[key])) for key, title in rows}
