"""Addresses of phone campaigns, their rows and lines."""

from __future__ import annotations

from django.urls import path

from filon.calls.missed.web.urls import urlpatterns as missed
from filon.calls.web import (
    campaigns,
    doing,
    exporting,
    imports,
    prospects,
    recorded,
    selecting,
    speaking,
    trunks,
    webhook,
    weights,
    wizard,
)
from filon.calls.web.full import applying, comments, extracts

app_name = "calls"
ONE = "appels/<uuid:campaign_id>/"
IMPORT = "appels/imports/<uuid:import_id>/"
TRUNK = "reglages/telephonie/<uuid:trunk_id>/"
urlpatterns = [
    path("appels/", campaigns.campaign_list, name="campaigns"),
    path("appels/nombre/", campaigns.count, name="campaigns_count"),
    path("appels/nouvelle/", wizard.scenario, name="campaign_new"),
    path("appels/nouvelle/reglages/", wizard.new, name="campaign_new_settings"),
    path("appels/nouvelle/horaires/", wizard.hours, name="campaign_new_hours"),
    path("appels/modele.csv", imports.template, name="import_template"),
    path(ONE, campaigns.campaign, name="campaign"),
    path(f"{ONE}nombre/", campaigns.results_count, name="results_count"),
    path(f"{ONE}avancement/", campaigns.progress_part, name="progress"),
    path(f"{ONE}graphiques/", campaigns.charts, name="campaign_charts"),
    path(f"{ONE}reglages/", wizard.settings, name="campaign_settings"),
    path(f"{ONE}joignabilite/", weights.weights, name="campaign_weights"),
    path(f"{ONE}activation/", doing.activate, name="campaign_activate"),
    path(f"{ONE}pause/", doing.pause, name="campaign_pause"),
    path(f"{ONE}repetition/", doing.rehearse, name="campaign_rehearse"),
    path(f"{ONE}suppression/", doing.delete, name="campaign_delete"),
    path(f"{ONE}export.csv", exporting.export, name="campaign_export"),
    path(f"{ONE}phrase/", recorded.keep, name="recorded_keep"),
    path(f"{ONE}phrase/retrait/", recorded.remove, name="recorded_remove"),
    path(f"{ONE}phrase.wav", recorded.listen, name="recorded_listen"),
    path(f"{ONE}webhook/", webhook.webhook, name="campaign_webhook"),
    path(f"{ONE}importer/", imports.new, name="import_new"),
    path(f"{ONE}lignes/plus-tard/", selecting.later, name="rows_later"),
    path(f"{ONE}lignes/plus-tard/annulation/", selecting.undo_later, name="rows_later_undo"),
    path(f"{ONE}lignes/mise-a-l-ecart/", selecting.exclude, name="rows_exclude"),
    path(f"{ONE}lignes/reprise/", selecting.include, name="rows_include"),
    path(f"{ONE}lignes/contacts/", selecting.contacts, name="rows_contacts"),
    path(f"{ONE}lignes/fiches/", applying.apply_rows, name="rows_apply"),
    path(f"{ONE}lignes/fiches/annulation/", applying.undo_rows, name="rows_apply_undo"),
    path(f"{ONE}lignes/export.csv", selecting.export, name="rows_export"),
    path(IMPORT, imports.show, name="import"),
    path(f"{IMPORT}depart/", imports.start, name="import_start"),
    path(f"{IMPORT}oubli/", imports.cancel, name="import_cancel"),
    path(f"{IMPORT}erreurs.csv", imports.errors, name="import_errors"),
    path("appels/lignes/<uuid:prospect_id>/", prospects.prospect, name="prospect"),
    path("appels/lignes/<uuid:prospect_id>/extraits/", extracts.extracts, name="extracts"),
    path("appels/lignes/<uuid:prospect_id>/commentaire/", comments.comment, name="comment"),
    path("appels/lignes/<uuid:prospect_id>/fiche/", applying.apply_row, name="row_apply"),
    path("appels/lignes/<uuid:prospect_id>/fiche/annulation/", applying.undo_row, name="row_apply_undo"),
    path("appels/extraits/<uuid:extract_id>.wav", extracts.audio, name="extract"),
    path("appels/enregistrements/<uuid:attempt_id>.wav", prospects.recording, name="recording"),
    path("reglages/qualification/", weights.preferences, name="preferences"),
    path("reglages/telephonie/", trunks.trunk_list, name="trunks"),
    path("reglages/telephonie/arret/", trunks.stop, name="calls_stop"),
    path("reglages/telephonie/reprise/", trunks.restart, name="calls_restart"),
    path("reglages/telephonie/parole/", speaking.try_voice, name="voice_try"),
    path("reglages/telephonie/parole.wav", speaking.said, name="voice_said"),
    path("reglages/telephonie/nouvelle/", trunks.new, name="trunk_new"),
    path(TRUNK, trunks.trunk, name="trunk"),
    path(f"{TRUNK}essai/", trunks.check, name="trunk_check"),
    path(f"{TRUNK}essai/suivi/", trunks.trial, name="trunk_trial"),
    path(f"{TRUNK}pause/", trunks.pause, name="trunk_pause"),
    path(f"{TRUNK}reprise/", trunks.resume, name="trunk_resume"),
    path(f"{TRUNK}retrait/", trunks.delete, name="trunk_delete"),
    *missed,
]
