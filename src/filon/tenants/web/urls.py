"""Addresses of this room. The pages of django-allauth are in `account_urls.py`."""

from __future__ import annotations

from django.urls import path

from filon.tenants.web import entrance, plan, profile, team, workspace

app_name = "tenants"
urlpatterns = [
    path("installation/", entrance.set_up, name="set_up"),
    path("invitation/<str:token>/", entrance.invitation, name="invitation"),
    path("sans-espace/", entrance.nowhere, name="nowhere"),
    path("photos/<str:name>", profile.photo, name="photo"),
    path("profil/", profile.profile, name="profile"),
    path("profil/nom/", profile.names, name="names"),
    path("profil/photo/", profile.upload_photo, name="upload_photo"),
    path("profil/photo/retirer/", profile.remove_photo, name="remove_photo"),
    path("profil/adresse/", profile.email, name="email"),
    path("profil/adresse/annuler/", profile.email_cancel, name="email_cancel"),
    path("profil/adresse/demande/retirer/", profile.email_withdraw, name="email_withdraw"),
    path("profil/adresse/<str:token>/", profile.email_confirm, name="email_confirm"),
    path("profil/appareils/<int:number>/", profile.end_session, name="end_session"),
    path("espace/", workspace.workspace, name="workspace"),
    path("espace/nouveau/", workspace.new_workspace, name="new"),
    path("espace/abonnement/", plan.plan, name="plan"),
    path("espace/ouvrir/<uuid:workspace_id>/", workspace.open_workspace, name="open"),
    path("espace/equipe/", team.team, name="team"),
    path("espace/equipe/<int:number>/role/", team.role, name="role"),
    path("espace/equipe/<int:number>/retirer/", team.remove, name="remove"),
    path("espace/equipe/<int:number>/adresse/", team.member_email, name="member_email"),
    path("espace/equipe/demandes/<uuid:request_id>/ecarter/", team.address_dismiss, name="address_dismiss"),
    path("espace/equipe/inviter/", team.invite, name="invite"),
    path("espace/invitations/<uuid:invitation_id>/renvoyer/", team.invitation_resend, name="invitation_resend"),
    path("espace/invitations/<uuid:invitation_id>/annuler/", team.invitation_cancel, name="invitation_cancel"),
    path("espace/journal/", workspace.audit_log, name="audit"),
    path("espace/cles/", workspace.keys, name="keys"),
    path("espace/cles/nouvelle/", workspace.key_create, name="key_create"),
    path("espace/cles/<uuid:key_id>/revoquer/", workspace.key_revoke, name="key_revoke"),
]
