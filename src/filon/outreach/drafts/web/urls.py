"""Addresses of messages written by hand."""

from __future__ import annotations

from django.urls import path

from filon.outreach.drafts.web import views

OF_COMPANY = "societes/<uuid:company_id>/e-mails/"
ONE = "e-mails/<uuid:draft_id>/"
urlpatterns = [
    path(OF_COMPANY, views.drafts, name="drafts"),
    path(f"{OF_COMPANY}nouveau/", views.new, name="draft_new"),
    path(f"{OF_COMPANY}<uuid:draft_id>/", views.save, name="draft_save"),
    path(f"{OF_COMPANY}<uuid:draft_id>/apercu/", views.preview, name="draft_preview"),
    path(f"{OF_COMPANY}<uuid:draft_id>/envoi/", views.send, name="draft_send"),
    path(f"{OF_COMPANY}<uuid:draft_id>/suppression/", views.delete, name="draft_delete"),
    path("e-mails/modele/", views.template, name="draft_words"),
    path(ONE, views.draft, name="draft"),
    path(f"{ONE}annulation/", views.call_back, name="draft_call_back"),
    path(f"{ONE}reprise/", views.take_up, name="draft_take_up"),
]
