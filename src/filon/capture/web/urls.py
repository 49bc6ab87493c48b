"""Addresses of what is followed."""

from __future__ import annotations

from django.urls import path

from filon.capture.web import answers, following

app_name = "capture"
urlpatterns = [
    path("reglages/suivi/", following.following, name="following"),
    path("contacts/<uuid:contact_id>/suivi/", answers.answer, name="answer"),
]
