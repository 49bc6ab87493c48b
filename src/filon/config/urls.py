"""Every address of the site, room by room."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 once the database answers; for the supervisor and for load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")


ROOMS = (
    "filon.kernel.ui.urls",
    "filon.desk.web.urls",
    "filon.crm.web.urls",
    "filon.market.web.urls",
    "filon.alerts.web.urls",
    "filon.outreach.web.urls",
    "filon.calls.web.urls",
    "filon.capture.web.urls",
    "filon.mail.web.urls",
    "filon.directory.web.urls",
    "filon.notices.web.urls",
    "filon.timeline.webhooks.web.urls",
    "filon.tenants.web.urls",
    "filon.demo.web.urls",
    "filon.api.urls",
)
"""Each names its own paths; none starts with another's first segment."""

urlpatterns = [
    path("health", health, name="health"),
    path("langue/", include("django.conf.urls.i18n")),
    path("compte/", include("filon.tenants.web.account_urls")),
    *(path("", include(module)) for module in ROOMS),
]
