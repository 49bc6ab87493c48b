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


PAGES: Pages = {
    "outreach:sequences": MEMBER,
    "outreach:sequence_new": MEMBER,
    "outreach:sequence": MEMBER,
    "outreach:sequence_copy": MEMBER,
    "outreach:sequence_archive": MEMBER,
    "outreach:preview": MEMBER,
    "outreach:campaigns": MEMBER,
    "outreach:campaigns_count": MEMBER,
    "outreach:campaign_new": MEMBER,
    "outreach:campaign": MEMBER,
    "outreach:campaign_settings": MEMBER,
    "outreach:campaign_target": MEMBER,
    "outreach:campaign_target_count": MEMBER,
    "outreach:campaign_message": MEMBER,
    "outreach:campaign_sending": MEMBER,
    "outreach:campaign_estimate": MEMBER,
    "outreach:campaign_launch": MEMBER,
    "outreach:campaign_approve": MANAGER,
    "outreach:campaign_stop": MEMBER,
    "outreach:campaign_resume": MEMBER,
    "outreach:campaign_delete": MEMBER,
    "outreach:campaign_people": MEMBER,
    "outreach:campaign_people_count": MEMBER,
    "outreach:campaign_remove": MEMBER,
    "outreach:campaign_disengage": MEMBER,
    "outreach:campaign_exclude": MEMBER,
    "outreach:campaign_upcoming": MEMBER,
    "outreach:campaign_sent": MEMBER,
    "outreach:campaign_summary": MEMBER,
    "outreach:campaign_adopt": MEMBER,
    "outreach:campaign_engage": MEMBER,
    "outreach:opportunity": MEMBER,
    "outreach:contact_leave": MEMBER,
    "outreach:uncertain": MEMBER,
    "outreach:unsubscribe": TOKEN,
}

API: Operations = {
    "GET /campaigns": READ,
    "GET /campaigns/{campaign_id}": READ,
    "GET /campaigns/{campaign_id}/statistics": READ,
    "POST /campaigns/{campaign_id}/launch": WRITE,
    "POST /campaigns/{campaign_id}/stop": WRITE,
}
