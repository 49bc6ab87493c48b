from __future__ import annotations

from django.urls import path

from filon.alerts.web import alert_rules, exchange, imports, notices, projects, settings

app_name = "alerts"
ONE = "alertes/<uuid:project_id>/"
IMPORT = "alertes/imports/<uuid:import_id>/"
WORDS = "alertes/reglages/mots/<str:kind>/"
urlpatterns = [
    path("alertes/", projects.project_list, name="projects"),
    path("alertes/nombre/", projects.count, name="count"),
    path("alertes/nouveau/", projects.new, name="new"),
    path("alertes/suivi/", projects.follow, name="follow"),
    path(ONE, projects.project, name="project"),
    path(f"{ONE}historique/", projects.timeline, name="timeline"),
    path(f"{ONE}modifier/", projects.edit, name="edit"),
    path(f"{ONE}mise-a-jour/", projects.update, name="update"),
    path(f"{ONE}silence/", projects.mute, name="mute"),
    path(f"{ONE}suppression/", projects.delete, name="delete"),
    path("alertes/regles/", alert_rules.rule_list, name="rules"),
    path("alertes/regles/nouvelle/", alert_rules.new, name="rule_new"),
    path("alertes/regles/<uuid:rule_id>/", alert_rules.rule, name="rule"),
    path("alertes/regles/<uuid:rule_id>/suppression/", alert_rules.delete, name="rule_delete"),
    path("alertes/avis/<uuid:notice_id>/vu/", notices.read, name="notice_read"),
    path("alertes/avis/<uuid:notice_id>/a-voir/", notices.unread, name="notice_unread"),
    path("alertes/importer/", imports.new, name="import_new"),
    path("alertes/importer/modele/", imports.template, name="import_template"),
    path(IMPORT, imports.show, name="import"),
    path(f"{IMPORT}import/", imports.start, name="import_start"),
    path(f"{IMPORT}oubli/", imports.cancel, name="import_cancel"),
    path(f"{IMPORT}erreurs/", imports.errors, name="import_errors"),
    path("alertes/echange/", exchange.home, name="exchange"),
    path("alertes/echange/cle/", exchange.renew, name="exchange_key"),
    path("alertes/echange/export/", exchange.export, name="exchange_export"),
    path("alertes/echange/reception/", exchange.receive, name="exchange_receive"),
    path("alertes/echange/cles/nouvelle/", exchange.trust, name="trusted_new"),
    path("alertes/echange/cles/<uuid:key_id>/retrait/", exchange.distrust, name="trusted_delete"),
    path("alertes/reglages/", settings.settings, name="settings"),
    path("alertes/reglages/service/", settings.switch, name="service"),
    path(f"{WORDS}nouveau/", settings.word_new, name="word_new"),
    path(f"{WORDS}<str:code>/", settings.word, name="word"),
    path(f"{WORDS}<str:code>/retrait/", settings.word_retire, name="word_retire"),
]
