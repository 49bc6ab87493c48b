"""Addresses of mailboxes."""

from __future__ import annotations

from django.urls import path

from filon.mail.web import links, mailboxes

app_name = "mail"
urlpatterns = [
    path("lien/<str:token>", links.link, name="link"),
    path("vu/<str:token>.gif", links.pixel, name="pixel"),
    path("reglages/boites/", mailboxes.mailbox_list, name="mailboxes"),
    path("reglages/boites/nouvelle/", mailboxes.new, name="mailbox_new"),
    path("reglages/boites/<uuid:mailbox_id>/", mailboxes.mailbox, name="mailbox"),
    path("reglages/boites/<uuid:mailbox_id>/essai/", mailboxes.check, name="mailbox_check"),
    path("reglages/boites/<uuid:mailbox_id>/pause/", mailboxes.pause, name="mailbox_pause"),
    path("reglages/boites/<uuid:mailbox_id>/reprise/", mailboxes.resume, name="mailbox_resume"),
    path("reglages/boites/<uuid:mailbox_id>/retrait/", mailboxes.delete, name="mailbox_delete"),
]
