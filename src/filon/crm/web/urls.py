"""Addresses of contacts and of imports."""

from __future__ import annotations

from django.urls import path

from filon.crm.web import changes, contacts, sheet

app_name = "crm"
urlpatterns = [
    path("contacts/", contacts.contact_list, name="contacts"),
    path("contacts/nombre/", contacts.count, name="count"),
    path("contacts/nouveau/", contacts.new, name="new"),
    path("contacts/partis/", changes.leave, name="leave"),
    path("contacts/revenus/", changes.restore, name="restore"),
    path("contacts/supprimer/", changes.delete, name="delete"),
    path("contacts/<uuid:contact_id>/", sheet.contact, name="contact"),
    path("contacts/<uuid:contact_id>/suite/", sheet.timeline, name="timeline"),
    path("contacts/<uuid:contact_id>/modifier/", contacts.edit, name="edit"),
    path("contacts/<uuid:contact_id>/sans-adresse/", changes.remove_email, name="remove_email"),
    path("contacts/<uuid:contact_id>/opposition/", changes.opt_out, name="opt_out"),
    path("contacts/<uuid:contact_id>/opposition/levee/", changes.opt_in, name="opt_in"),
    path("contacts/<uuid:contact_id>/effacer/", changes.erase, name="erase"),
]
