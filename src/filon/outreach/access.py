"""Who may see which campaign (OL-50, A-OL-10): managers all, a user those of everybody, those they were chosen for and
those they wrote. For the others a campaign does not exist, nor what happens in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from filon.kernel.tenancy import current_workspace
from filon.outreach.models import Campaign, CampaignViewer
from filon.outreach.states import Access
from filon.tenants.models import Member, User
from filon.tenants.reader import current_reader
from filon.tenants.states import Role


def seen_by(campaigns: QuerySet[Campaign], *, user_id: int | None = None) -> QuerySet[Campaign]:
    """Those of these that this user may see; without one, those that the current reader may see."""
    if user_id is None:
        reader = current_reader()
        if reader is None:
            return campaigns
        user_id = reader.user_id
    return campaigns.filter(_allowed(user_id))


def hidden(user_id: int | None = None) -> frozenset[UUID]:
    """The campaigns that this user, else the current reader, may not see. No query for who sees everything."""
    if user_id is None:
        reader = current_reader()
        if reader is None:
            return frozenset()
        user_id = reader.user_id
    return frozenset(Campaign.objects.exclude(_allowed(user_id)).values_list("id", flat=True))


def viewers_of(campaigns: Sequence[Campaign]) -> dict[UUID, list[User]]:
    """The users who may see each campaign, managers first; [] for one that everybody may see. Two queries at most."""
    closed = [campaign for campaign in campaigns if campaign.access == Access.CHOSEN]
    if not closed:
        return {campaign.id: [] for campaign in campaigns}
    members = Member.objects.filter(workspace_id=current_workspace(), left_at=None).select_related("user")
    known = sorted(members, key=lambda m: (m.role != Role.MANAGER, m.user.name))
    chosen = _chosen([campaign.id for campaign in closed])
    found: dict[UUID, list[User]] = {campaign.id: [] for campaign in campaigns}
    for campaign in closed:
        ids = {*chosen.get(campaign.id, ()), campaign.created_by_id}
        found[campaign.id] = [m.user for m in known if m.role == Role.MANAGER or m.user_id in ids]
    return found


def _allowed(user_id: int) -> Q:
    chosen = CampaignViewer.objects.filter(campaign=OuterRef("pk"), user=user_id)
    return Q(access=Access.EVERYBODY) | Q(Exists(chosen)) | Q(created_by=user_id, created_by__isnull=False)


def _chosen(campaign_ids: Collection[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = {}
    for key, user_id in CampaignViewer.objects.filter(campaign__in=campaign_ids).values_list("campaign_id", "user_id"):
        found.setdefault(key, set()).add(user_id)
    return found
