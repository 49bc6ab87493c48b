"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from filon.notices.web import flag, settings

app_name = "notices"
urlpatterns = [
    path("notifications/", flag.history, name="list"),
    path("notifications/nombre/", flag.count, name="count"),
    path("notifications/nouvelles/", flag.toast, name="toast"),
    path("notifications/tout-traiter/", flag.handle_all, name="handle_all"),
    path("notifications/reprendre/", flag.reopen, name="reopen"),
    path("notifications/<uuid:notice_id>/", flag.open_record, name="open"),
    path("notifications/<uuid:notice_id>/espace/<uuid:workspace_id>/", flag.go_there, name="go_there"),
    path("notifications/<uuid:notice_id>/traiter/", flag.handle, name="handle"),
    path("profil/notifications/", settings.settings, name="settings"),
    path("profil/notifications/expediteur/", settings.sender, name="sender"),
]
