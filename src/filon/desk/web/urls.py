"""Addresses of the pages that compose several rooms."""

from __future__ import annotations

from django.urls import path

from filon.desk.web import today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
]
