"""Addresses of missed calls; `calls.web.urls` includes them."""

from __future__ import annotations

from django.urls import path

from filon.calls.missed.web import receiving, views

urlpatterns = [
    path("hooks/calls/<str:token>/", receiving.receive, name="missed_receive"),
    path("reglages/telephonie/appels-manques/", views.hooks, name="missed"),
    path("reglages/telephonie/appels-manques/nouvelle/", views.create, name="missed_new"),
    path("reglages/telephonie/appels-manques/<uuid:hook_id>/supprimer/", views.delete, name="missed_delete"),
]
