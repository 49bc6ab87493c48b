"""The menus of a company's switchboard, on its sheet."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from filon.calls.ivr.models import HeardMenu
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels

NUMBERS_SHOWN = 5


def register() -> None:
    company_panels.register(menus, place="side", order=32)


def menus(request: HttpRequest, company: Company) -> SafeString | str:
    """The last menu heard at each number, with its options where they could be read."""
    rows = HeardMenu.objects.filter(company=company).select_related("attempt")
    last = rows.order_by("phone", "-heard_at", "-id").distinct("phone")[:NUMBERS_SHOWN]
    return render_to_string("calls/_menus.html", {"menus": last}, request) if last else ""
