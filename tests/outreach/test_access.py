"""A campaign for some people only: for the others nothing of it exists, anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.api.conftest import caller
from tests.factories import MADE_AT, make_campaign, make_contact, make_mailbox, make_manager, make_member, make_sent

from filon.crm.models import Contact, Opportunity
from filon.crm.operations import open_opportunities
from filon.mail.events import MailSent
from filon.mail.models import Message
from filon.mail.states import Direction, MailKind, MessageState
from filon.outreach.models import Campaign, CampaignViewer, Enrolment
from filon.outreach.queries.statistics import Period, statistics
from filon.outreach.states import Access, CampaignState
from filon.tenants import operations as tenants
from filon.tenants.models import Member, Workspace
from filon.tenants.reader import Reader, reading
from filon.tenants.states import Role
from filon.timeline.events import publish

ClientFor = Callable[[Member], Client]
SECRET = "Opération Truffe"


@pytest.fixture
def contact(workspace: Workspace) -> Contact:
    return make_contact()


@pytest.fixture
def closed(contact: Contact) -> Campaign:
    """A running campaign for chosen people, with a contact, an email sent, an answer and an opportunity."""
    mailbox = make_mailbox()
    campaign = make_campaign(
        name=SECRET, access=Access.CHOSEN, state=CampaignState.ACTIVE, launched_at=MADE_AT, mailbox=mailbox
    )
    Enrolment.objects.create(
        campaign=campaign, contact=contact, version=campaign.version, company_id=contact.company_id, created_at=MADE_AT
    )
    assert contact.company_id is not None
    open_opportunities(campaign.id, [contact.company_id], now=MADE_AT)
    sent = make_sent(contact, mailbox=mailbox, origin_id=campaign.id, state=MessageState.UNCERTAIN)
    about = {"contact_id": contact.id, "company_id": contact.company_id, "origin_id": campaign.id}
    publish(MailSent(message_id=sent.id, mailbox_id=mailbox.id, step="s1"), at=datetime.now(UTC), **about)
    Message.objects.create(
        mailbox=mailbox, direction=Direction.IN, kind=MailKind.HUMAN, state=MessageState.RECEIVED, contact=contact,
        origin_id=campaign.id, message_id="r@societe.example", text="Une réponse", at=MADE_AT,
    )  # fmt: skip
    return campaign


@pytest.fixture
def outsider(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.mark.parametrize(
    "path",
    [
        "/campagnes/",
        "/campagnes/engager/?id={contact}",
        "/campagnes/incertains/",
        "/contacts/",
        "/contacts/{contact}/",
        "/societes/{company}/",
        "/",
        "/palette/?q=truffe",
    ],
)
def test_ol_50_nothing_of_a_closed_campaign_is_on_any_page(
    closed: Campaign, contact: Contact, outsider: Member, client_for: ClientFor, path: str
) -> None:
    def page(member: Member) -> str:
        answer = client_for(member).get(path.format(contact=contact.id, company=contact.company_id))
        assert answer.status_code == 200
        return answer.content.decode()

    text = page(outsider)
    assert SECRET not in text
    assert str(closed.id) not in text
    assert "Une réponse" not in text
    CampaignViewer.objects.create(campaign=closed, user=outsider.user)
    assert SECRET in page(outsider) or "Votre atelier" in page(outsider)


@pytest.mark.parametrize("tab", ["", "prochains-envois/", "derniers-envois/", "contacts/", "resume/", "reglages/"])
def test_ol_50_a_closed_campaign_has_no_page(
    closed: Campaign, outsider: Member, client_for: ClientFor, tab: str
) -> None:
    assert client_for(outsider).get(f"/campagnes/{closed.id}/{tab}").status_code == 404
    assert client_for(make_manager(outsider.workspace)).get(f"/campagnes/{closed.id}/{tab}").status_code == 200


def test_ol_50_its_opportunity_and_its_doubts_are_out_of_reach(
    closed: Campaign, outsider: Member, client_for: ClientFor
) -> None:
    browser = client_for(outsider)
    opportunity, doubt = Opportunity.objects.get(), Message.objects.get(direction=Direction.OUT)
    assert browser.post(f"/campagnes/opportunites/{opportunity.id}/").status_code == 404
    assert browser.post(f"/campagnes/incertains/{doubt.id}/", {"sort": "parti"}).status_code == 404
    opportunity.refresh_from_db()
    assert opportunity.automation == "on"


def test_ol_50_its_results_do_not_count_for_the_others(
    closed: Campaign, outsider: Member, workspace: Workspace
) -> None:
    period = Period.of("7", now=datetime.now(UTC), zone=ZoneInfo("Europe/Paris"))
    assert statistics(period).sent == 1
    with reading(Reader(outsider.user_id, is_manager=False)):
        assert statistics(period).sent == 0
        assert statistics(period, origin_id=closed.id).sent == 0


def test_ol_50_a_key_gives_no_more_than_its_maker_sees(closed: Campaign, workspace: Workspace) -> None:
    manager = make_manager(workspace)
    make_manager(workspace)
    _key, secret = tenants.create_api_key(
        workspace=workspace, name="Outil", scopes=["read", "write"], by=manager.user, at=datetime.now(UTC)
    )
    call = caller(secret)
    assert [row["name"] for row in call("GET", "/campaigns").json()["items"]] == [SECRET]
    assert call("GET", "/events").json()["items"]
    Member.objects.filter(id=manager.id).update(role=Role.MEMBER)
    assert call("GET", "/campaigns").json()["items"] == []
    assert call("GET", f"/campaigns/{closed.id}/statistics").status_code == 404
    assert call("POST", f"/campaigns/{closed.id}/stop").status_code == 404
    assert call("GET", f"/events?origin_id={closed.id}").json()["items"] == []


def test_ol_50_a_ol_10_the_list_says_who_may_see_each_campaign(
    closed: Campaign, workspace: Workspace, client_for: ClientFor
) -> None:
    manager = make_manager(workspace, first_name="Odile", last_name="Vasseur")
    chosen = make_member(workspace, first_name="Basile", last_name="Tanguy")
    make_member(workspace, first_name="Hors", last_name="Liste")
    CampaignViewer.objects.create(campaign=closed, user=chosen.user)
    make_campaign(name="Ouverte")
    page = client_for(manager).get("/campagnes/").content.decode()
    assert "Accès (Leads)" in page
    assert 'title="Odile Vasseur"' in page
    assert 'title="Basile Tanguy"' in page
    assert 'title="Hors Liste"' not in page
    assert page.count("Toute l’équipe") == 1


def test_ol_50_everybody_sees_a_new_campaign_unless_people_are_chosen(
    outsider: Member, workspace: Workspace, client_for: ClientFor
) -> None:
    theirs, chosen = client_for(make_member(workspace)), make_member(workspace)
    theirs.post("/campagnes/nouvelle/", {"name": "Ouverte", "website": "a.example"})
    typed = {"name": "Fermée", "website": "a.example", "access": "chosen", "viewers": [str(chosen.user_id)]}
    theirs.post("/campagnes/nouvelle/", typed)
    seen = [{row[0].name for row in client_for(m).get("/campagnes/").context["rows"]} for m in (outsider, chosen)]
    assert seen == [{"Ouverte"}, {"Ouverte", "Fermée"}]
