"""Who may do what with phone campaigns, their rows and the workspace's lines."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, READ, TOKEN, WRITE, Operations, Pages, fresh

_MEMBERS = (
    "campaigns campaigns_count campaign_new campaign_new_settings campaign_new_hours campaign results_count progress",
    "campaign_charts",
    "campaign_settings campaign_weights campaign_webhook campaign_activate campaign_pause campaign_rehearse",
    "recorded_keep recorded_remove recorded_listen",
    "campaign_delete campaign_export rows_later rows_later_undo rows_exclude rows_include rows_contacts rows_export",
    "import_template import_new import import_start import_cancel import_errors prospect recording",
    "extracts extract comment row_apply row_apply_undo rows_apply rows_apply_undo",
)
_MANAGERS = (
    "preferences",
    "trunks trunk trunk_new trunk_check trunk_trial trunk_pause trunk_resume trunk_delete calls_restart",
    "missed missed_delete",
    "voice_try voice_said",
)

PAGES: Pages = {
    **{f"calls:{name}": MEMBER for names in _MEMBERS for name in names.split()},
    **{f"calls:{name}": MANAGER for names in _MANAGERS for name in names.split()},
    "calls:calls_stop": MEMBER,
    "calls:missed_new": fresh(MANAGER),
    "calls:missed_receive": TOKEN,
}
"""Anybody may pull the emergency brake; a manager lets calls begin again. Campaigns are the whole workspace's."""

API: Operations = {
    "GET /call-campaigns": READ,
    "POST /call-campaigns": WRITE,
    "GET /call-campaigns/{campaign_id}": READ,
    "POST /call-campaigns/{campaign_id}/activate": WRITE,
    "POST /call-campaigns/{campaign_id}/pause": WRITE,
    "GET /call-campaigns/{campaign_id}/prospects": READ,
    "POST /call-campaigns/{campaign_id}/prospects": WRITE,
    "GET /call-prospects/{prospect_id}": READ,
    "GET /call-prospects/{prospect_id}/attempts": READ,
    "POST /missed-calls": WRITE,
}
