"""What the pages of files that follow a model share: a step with its sentence, the file of errors."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from filon.crm.imports.strict.models import StrictImport
from filon.crm.imports.strict.report import errors_csv
from filon.kernel.errors import Refused
from filon.kernel.ui import web


def step(
    request: HttpRequest, act: Callable[[], object], *, topic: str, page: str, said: str = "", home: str = ""
) -> HttpResponse:
    """Do one step, then show ``page`` as it is now, or ``home``; a refusal is said and changes nothing."""
    here = "" if request.headers.get("HX-Request") else page
    try:
        act()
    except Refused as no:
        return web.done(request, toast=no.message, tone="bad", redirect=here)
    return web.done(request, toast=said, refresh=(topic,), redirect=home or here)


def errors(import_: StrictImport) -> HttpResponse:
    """The refused rows with their reasons, to mend and import again."""
    name = _("lignes-refusees-%(date)s.csv") % {"date": import_.created_at.date().isoformat()}
    return web.download(errors_csv(import_), name=name)
