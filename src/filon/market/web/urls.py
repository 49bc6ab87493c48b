from __future__ import annotations

from django.urls import path

from filon.market.web import backtest, customers, routines, suspects

app_name = "market"
ONE = "suspects/<uuid:routine_id>/"
urlpatterns = [
    path("suspects/", suspects.home, name="suspects"),
    path(ONE, suspects.routine, name="routine"),
    path(f"{ONE}nombre/", suspects.count, name="count"),
    path(f"{ONE}ouverture/", suspects.open_suspect, name="open"),
    path(f"{ONE}suivant/", suspects.following, name="next"),
    path(f"{ONE}tag/", suspects.tag, name="tag"),
    path("suspects/annonces/<uuid:notice_id>/vue/", suspects.notice_read, name="notice_read"),
    path("flux/", routines.routine_list, name="routines"),
    path("flux/nouveau/", routines.new, name="new"),
    path("flux/apercu/", routines.preview, name="preview"),
    path("flux/<uuid:routine_id>/", routines.routine, name="edit"),
    path("flux/<uuid:routine_id>/reponses/", backtest.answers, name="backtest"),
    path("flux/<uuid:routine_id>/rangement/", routines.archive, name="archive"),
    path("flux/<uuid:routine_id>/retour/", routines.restore, name="restore"),
    path("flux/<uuid:routine_id>/clients/", customers.customers, name="customers"),
]
