"""Who may do what with sequences and campaigns."""

from __future__ import annotations

from dataclasses import dataclass

from filon.outreach.models import Campaign
from filon.tenants.permissions import MANAGER, MEMBER, READ, TOKEN, WRITE, Operations, Pages


@dataclass(frozen=True, kw_only=True)
class Launcher:
    """Who launches or approves. ``four_eyes``: the workspace wants somebody else to approve (A-OL-8)."""

    user_id: int | None
    is_manager: bool = False
    four_eyes: bool = False

    def may_approve(self, campaign: Campaign) -> bool:
        return self.is_manager and not (self.four_eyes and campaign.launched_by_id == self.user_id)


def approves_by_itself(by: Launcher) -> bool:
    """Whether the checklist alone is enough: a manager launches, and no second pair of eyes is asked for."""
    return by.is_manager and not by.four_eyes


_MEMBERS = (
    "sequences sequence_new sequence sequence_copy sequence_archive preview",
    "campaigns campaigns_count campaign_new campaign campaign_summary campaign_upcoming campaign_sent",
    "campaign_settings campaign_target campaign_target_count campaign_message campaign_message_preview",
    "campaign_sending campaign_estimate campaign_launch campaign_stop campaign_resume campaign_adopt campaign_delete",
    "campaign_people campaign_people_count campaign_remove campaign_disengage campaign_exclude campaign_newcomers",
    "drafts draft draft_new draft_save draft_preview draft_send draft_words draft_call_back draft_take_up",
    "draft_delete",
    "newsletters newsletter_new newsletter newsletter_subscribe newsletter_activation newsletter_activate",
    "newsletter_deactivate newsletter_delete newsletter_subscribers newsletter_count newsletter_join newsletter_leave",
    "newsletter_sender newsletter_issues issue_new issue_preview issue issue_send issue_cancel issue_copy issue_delete",
    "campaign_follow_up campaign_counting engage callers opportunity contact_leave uncertain settle",
)

PAGES: Pages = {
    **{f"outreach:{name}": MEMBER for names in _MEMBERS for name in names.split()},
    "outreach:campaign_approve": MANAGER,
    "outreach:unsubscribe": TOKEN,
}
"""Who may see which campaign is in ``access``; the views ask for it through ``web.wizard.visible``."""

API: Operations = {
    "GET /campaigns": READ,
    "GET /campaigns/{campaign_id}": READ,
    "GET /campaigns/{campaign_id}/statistics": READ,
    "GET /campaigns/{campaign_id}/upcoming": READ,
    "POST /campaigns/{campaign_id}/launch": WRITE,
    "POST /campaigns/{campaign_id}/stop": WRITE,
    "POST /campaigns/{campaign_id}/follow-ups": WRITE,
}
