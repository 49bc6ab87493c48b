"""Addresses of sequences and campaigns, and of the page that recipients unsubscribe on."""

from __future__ import annotations

from django.urls import path

from filon.outreach.web import sequences

app_name = "outreach"
urlpatterns = [
    path("sequences/", sequences.sequence_list, name="sequences"),
    path("sequences/nouvelle/", sequences.new, name="sequence_new"),
    path("sequences/apercu/", sequences.preview, name="preview"),
    path("sequences/<uuid:sequence_id>/", sequences.sequence, name="sequence"),
    path("sequences/<uuid:sequence_id>/copie/", sequences.copy, name="sequence_copy"),
    path("sequences/<uuid:sequence_id>/rangement/", sequences.archive, name="sequence_archive"),
]
