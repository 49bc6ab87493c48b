"""The shell's own requests, and the page that proves the parts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filon.kernel.ui import navigation, palette, proof


@require_safe
@never_cache
def palette_items(request: HttpRequest) -> HttpResponse:
    """What the command palette shows for `q`."""
    query = request.GET.get("q", "")
    return render(request, "ui/palette_items.html", {"items": palette.search(request, query), "query": query})


@require_safe
@never_cache
def badges(request: HttpRequest) -> JsonResponse:
    """{route: figure} of the menu's badges."""
    return JsonResponse(navigation.badges(request))


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the pages, with sample content; exists only with DEBUG."""
    return render(request, "ui/proof.html", proof.sample())
