"""Addresses of the sandbox."""

from __future__ import annotations

from django.urls import path

from filon.demo.web import views

app_name = "demo"
urlpatterns = [
    path("bac-a-sable/", views.sandbox, name="sandbox"),
    path("bac-a-sable/nombre/", views.count, name="count"),
    path("bac-a-sable/horloge/", views.clock, name="clock"),
    path("bac-a-sable/<uuid:mail_id>/", views.mail, name="mail"),
    path("bac-a-sable/<uuid:mail_id>/html/", views.html, name="html"),
    path("bac-a-sable/<uuid:mail_id>/source/", views.source, name="source"),
    path("bac-a-sable/<uuid:mail_id>/repondre/", views.reply, name="reply"),
]
