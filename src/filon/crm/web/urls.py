"""Addresses of contacts and of imports."""

from __future__ import annotations

from django.urls import path

from filon.crm.web import (
    changes,
    contacts,
    follow_up_panel,
    follow_up_rule,
    follow_ups,
    imports,
    notes,
    sheet,
    white_cards,
)

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
    path("societes/<uuid:company_id>/notes/", notes.new_note, name="note_new"),
    path("societes/<uuid:company_id>/appels/", notes.new_call, name="call_new"),
    path("societes/<uuid:company_id>/appels/numero/", notes.number, name="call_number"),
    path("societes/<uuid:company_id>/personnes/<int:person_id>/", white_cards.unlock, name="unlock"),
    path("societes/<uuid:company_id>/suivi/", follow_up_panel.plan, name="follow_up"),
    path("societes/<uuid:company_id>/suivi/carte/", follow_up_panel.part, name="follow_up_part"),
    path("relances/", follow_ups.follow_ups, name="follow_ups"),
    path("relances/automatisme/", follow_up_rule.rule, name="follow_up_rule"),
    path("relances/<uuid:follow_up_id>/note/", follow_up_panel.reason, name="follow_up_reason"),
    path("relances/<uuid:follow_up_id>/date/", follow_ups.move, name="follow_up_move"),
    path("relances/<uuid:follow_up_id>/priorite/", follow_ups.prioritise, name="follow_up_prioritise"),
    path("relances/<uuid:follow_up_id>/traitee/", follow_ups.handle, name="follow_up_handle"),
    path("relances/<uuid:follow_up_id>/supprimer/", follow_ups.delete, name="follow_up_delete"),
    path("relances/<uuid:follow_up_id>/rouvrir/", follow_ups.reopen, name="follow_up_reopen"),
    path("relances/<uuid:follow_up_id>/sans/<int:user_id>/", follow_up_panel.unfollow, name="follow_up_unfollow"),
    path("notes/<uuid:note_id>/", notes.change, name="note"),
    path("notes/<uuid:note_id>/supprimer/", notes.remove, name="note_remove"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/nombre/", imports.count, name="import_count"),
    path("imports/nouveau/", imports.new, name="import_new"),
    path("imports/modele.csv", imports.template, name="import_template"),
    path("imports/<uuid:import_id>/", imports.show, name="import"),
    path("imports/<uuid:import_id>/colonnes/", imports.columns, name="import_columns"),
    path("imports/<uuid:import_id>/importer/", imports.start, name="import_start"),
    path("imports/<uuid:import_id>/reprendre/", imports.resume, name="import_resume"),
    path("imports/<uuid:import_id>/oublier/", imports.cancel, name="import_cancel"),
    path("imports/<uuid:import_id>/annuler/", imports.revert, name="import_revert"),
    path("imports/<uuid:import_id>/erreurs.csv", imports.errors, name="import_errors"),
]
