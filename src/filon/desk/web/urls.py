"""Addresses of the pages that compose several rooms."""

from __future__ import annotations

from django.urls import path

from filon.desk.web import gestures, search, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("aujourdhui/envois/", today.sends, name="sends"),
    path("aujourdhui/resultats/", today.results, name="results"),
    path("aujourdhui/reponses/<uuid:message_id>/traitee/", gestures.handle, name="handle"),
    path("aujourdhui/reponses/<uuid:message_id>/a-traiter/", gestures.reopen, name="reopen"),
    path("aujourdhui/boites/<uuid:mailbox_id>/essai/", gestures.retry, name="retry"),
    path("aujourdhui/rappels/<uuid:task_id>/fait/", gestures.task_done, name="task_done"),
    path("aujourdhui/rappels/<uuid:task_id>/a-faire/", gestures.task_reopen, name="task_reopen"),
    path("aujourdhui/webhooks/<uuid:endpoint_id>/essai/", gestures.webhook_retry, name="webhook_retry"),
    path("recherche/", search.search, name="search"),
]
