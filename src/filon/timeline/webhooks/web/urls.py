"""Addresses of the webhooks' pages."""

from __future__ import annotations

from django.urls import path

from filon.timeline.webhooks.web import views

app_name = "timeline"
urlpatterns = [
    path("webhooks/", views.endpoints, name="webhooks"),
    path("webhooks/nouveau/", views.create, name="webhook_new"),
    path("webhooks/livraisons/<uuid:delivery_id>/", views.delivery, name="delivery"),
    path("webhooks/livraisons/<uuid:delivery_id>/rejouer/", views.replay, name="delivery_replay"),
    path("webhooks/<uuid:endpoint_id>/", views.endpoint, name="webhook"),
    path("webhooks/<uuid:endpoint_id>/modifier/", views.change, name="webhook_change"),
    path("webhooks/<uuid:endpoint_id>/secret/", views.rotate, name="webhook_rotate"),
    path("webhooks/<uuid:endpoint_id>/essai/", views.test, name="webhook_test"),
    path("webhooks/<uuid:endpoint_id>/pause/", views.stop, name="webhook_stop"),
    path("webhooks/<uuid:endpoint_id>/reprise/", views.start, name="webhook_start"),
    path("webhooks/<uuid:endpoint_id>/supprimer/", views.delete, name="webhook_delete"),
]
