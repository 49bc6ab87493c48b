"""Addresses of the shell itself. Mounted by config; the proof page only with DEBUG."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from filon.kernel import live
from filon.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("palette/", views.palette_items, name="palette"),
    path("reperes/", views.badges, name="badges"),
    path("direct/", live.stream, name="live"),
]
if settings.DEBUG:
    urlpatterns.append(path("ui/", views.parts, name="proof"))
