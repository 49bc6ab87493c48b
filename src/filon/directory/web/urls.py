"""Addresses of companies."""

from __future__ import annotations

from django.urls import path

from filon.directory.web import views

app_name = "directory"
urlpatterns = [
    path("societes/", views.company_list, name="companies"),
    path("societes/nombre/", views.count, name="count"),
    path("societes/noms/", views.suggest, name="suggest"),
    path("societes/nouvelle/", views.new, name="new"),
    path("societes/<uuid:company_id>/", views.company, name="company"),
    path("societes/<uuid:company_id>/suite/", views.timeline, name="timeline"),
    path("societes/<uuid:company_id>/modifier/", views.edit, name="edit"),
]
