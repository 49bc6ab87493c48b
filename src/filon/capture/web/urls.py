"""Addresses of what is followed."""

from __future__ import annotations

from django.urls import path

from filon.capture.web import answers, following, sites, visiting

app_name = "capture"
urlpatterns = [
    path("t.js", visiting.script, name="script"),
    path("visite/", visiting.visit, name="visit"),
    path("reglages/suivi/", following.following, name="following"),
    path("reglages/sites/", sites.sites, name="sites"),
    path("reglages/sites/nouveau/", sites.new, name="site_new"),
    path("reglages/sites/<uuid:site_id>/verification/", sites.check, name="site_check"),
    path("reglages/sites/<uuid:site_id>/retrait/", sites.remove, name="site_remove"),
    path("contacts/<uuid:contact_id>/suivi/", answers.answer, name="answer"),
]
