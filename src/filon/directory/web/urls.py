"""Addresses of companies."""

from __future__ import annotations

from django.urls import path

from filon.directory.web import annuaire, news, parks, quality, sheet, views

app_name = "directory"
urlpatterns = [
    path("societes/", views.company_list, name="companies"),
    path("societes/nombre/", views.count, name="count"),
    path("societes/noms/", views.suggest, name="suggest"),
    path("societes/nouvelle/", views.new, name="new"),
    path("societes/<uuid:company_id>/", sheet.company, name="company"),
    path("societes/<uuid:company_id>/suite/", sheet.timeline, name="timeline"),
    path("societes/<uuid:company_id>/etablissements/<int:page>/", sheet.establishments, name="establishments"),
    path("societes/<uuid:company_id>/etablissements/siret-<str:siret>/", sheet.establishment, name="establishment"),
    path("societes/<uuid:company_id>/visite/", sheet.visited, name="visited"),
    path("societes/<uuid:company_id>/registre/", sheet.ask, name="ask"),
    path("annuaire/", annuaire.companies, name="public"),
    path("annuaire/nombre/", annuaire.count, name="public_count"),
    path("annuaire/etranger/", annuaire.abroad, name="abroad"),
    path("annuaire/etranger/nombre/", annuaire.abroad_count, name="abroad_count"),
    path("annuaire/etranger/<int:row_id>/", annuaire.adopt_abroad, name="adopt_abroad"),
    path("annuaire/societes/<str:siren>/", annuaire.adopt, name="adopt"),
    path("societes/<uuid:company_id>/modifier/", views.edit, name="edit"),
    path("societes/<uuid:company_id>/actualites/", news.new, name="news_new"),
    path("actualites/<uuid:news_id>/retirer/", news.remove, name="news_remove"),
    path("societes/<uuid:company_id>/logiciels/", parks.new, name="park_new"),
    path("societes/<uuid:company_id>/logiciels/site/", parks.look, name="look"),
    path("logiciels/<uuid:park_id>/", parks.change, name="park"),
    path("logiciels/<uuid:park_id>/avis/", parks.review, name="park_review"),
    path("logiciels/<uuid:park_id>/retirer/", parks.remove, name="park_remove"),
    path("societes/<uuid:company_id>/erreur/", quality.report, name="mistake_new"),
    path("reglages/erreurs/", quality.mistakes, name="mistakes"),
    path("reglages/erreurs/nombre/", quality.count, name="mistake_count"),
    path("reglages/erreurs/<uuid:mistake_id>/", quality.settle, name="mistake"),
]
