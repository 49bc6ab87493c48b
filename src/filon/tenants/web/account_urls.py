"""The pages of django-allauth, less the two that work otherwise here."""

from __future__ import annotations

from django.urls import include, path

from filon.tenants.web import entrance, profile

urlpatterns = [
    path("login/", entrance.sign_in, name="account_login"),
    path("email/", profile.address_page, name="account_email"),
    path("", include("allauth.urls")),
]
