"""Who may do what in this room, and in the libraries whose pages it dresses."""

from __future__ import annotations

from filon.tenants.permissions import ANYONE, MANAGER, MEMBER, READ, SIGNED_IN, TOKEN, Operations, Pages, fresh

PAGES: Pages = {
    "tenants:set_up": ANYONE,
    "tenants:invitation": TOKEN,
    "tenants:email_confirm": TOKEN,
    "tenants:nowhere": SIGNED_IN,
    "tenants:open": SIGNED_IN,
    "tenants:photo": SIGNED_IN,
    "tenants:profile": SIGNED_IN,
    "tenants:names": fresh(SIGNED_IN),
    "tenants:upload_photo": SIGNED_IN,
    "tenants:remove_photo": SIGNED_IN,
    "tenants:email": fresh(SIGNED_IN),
    "tenants:email_cancel": SIGNED_IN,
    "tenants:end_session": SIGNED_IN,
    "tenants:new": MEMBER,
    "tenants:plan": fresh(MANAGER),
    "tenants:workspace": MANAGER,
    "tenants:team": MEMBER,
    "tenants:role": fresh(MANAGER),
    "tenants:remove": fresh(MANAGER),
    "tenants:member_email": fresh(MANAGER),
    "tenants:invite": fresh(MANAGER),
    "tenants:invitation_resend": MANAGER,
    "tenants:invitation_cancel": MANAGER,
    "tenants:audit": MANAGER,
    "tenants:keys": MANAGER,
    "tenants:key_create": fresh(MANAGER),
    "tenants:key_revoke": MANAGER,
}

ACCOUNT_PAGES: Pages = {
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_signup": ANYONE,
    "account_inactive": ANYONE,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": TOKEN,
    "account_reset_password_from_key_done": ANYONE,
    "account_confirm_email": TOKEN,
    "account_confirm_login_code": ANYONE,
    "account_email_verification_sent": ANYONE,
    "account_email": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "mfa_trust": ANYONE,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_activate_totp": fresh(SIGNED_IN),
    "mfa_deactivate_totp": fresh(SIGNED_IN),
    "mfa_view_recovery_codes": fresh(SIGNED_IN),
    "mfa_generate_recovery_codes": fresh(SIGNED_IN),
    "mfa_download_recovery_codes": fresh(SIGNED_IN),
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": fresh(SIGNED_IN),
    "mfa_edit_webauthn": fresh(SIGNED_IN),
    "mfa_remove_webauthn": fresh(SIGNED_IN),
    "mfa_signup_webauthn": ANYONE,
    "usersessions_list": SIGNED_IN,
}
"""Pages of django-allauth; ANYONE where its own flow decides (a sign-in that waits for its second factor)."""

API: Operations = {"GET /me": READ}
