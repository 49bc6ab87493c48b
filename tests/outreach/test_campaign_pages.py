from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import (
    MADE_AT,
    make_campaign,
    make_company,
    make_contact,
    make_mailbox,
    make_manager,
    make_member,
    make_version,
)

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.queries import Target, is_suppressed
from filon.crm.models import Contact, Opportunity
from filon.crm.states import Automation
from filon.mail.models import Message
from filon.mail.states import Direction, MailboxState, MessageState
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign, CampaignViewer, Enrolment
from filon.outreach.states import Access, CampaignState, EnrolmentState
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def manager(workspace: Workspace) -> Member:
    return make_manager(workspace)


@pytest.fixture
def browser(manager: Member, client_for: ClientFor) -> Client:
    return client_for(manager)


@pytest.fixture
def live(browser: Client) -> Campaign:
    """A campaign of two people of one company, launched through its page."""
    company = make_company(name="Fonderie")
    for name in ("Ana", "Zoé"):
        make_contact(first_name=name, company=company)
    campaign = make_campaign(audience=Audience(everybody=True).as_json(), version=make_version("Un", "Deux"))
    browser.post(f"/campagnes/{campaign.id}/lancement/")
    campaign.refresh_from_db()
    return campaign


def test_ol_25_five_steps_lead_to_a_launched_campaign(browser: Client) -> None:
    mailbox, version = make_mailbox(), make_version("Bonjour {{ prenom | à vous }}, voyez {{ site }}")
    make_contact()
    answer = browser.post("/campagnes/nouvelle/", {"name": "Directeurs", "website": "maison.example"})
    campaign = Campaign.objects.get()
    assert answer["Location"] == f"/campagnes/{campaign.id}/cible/"
    steps = (
        ("cible", {"who": "everybody"}, "message"),
        ("message", {"sequence": str(version.sequence_id)}, "envoi"),
        (
            "envoi",
            {
                "mailbox_id": str(mailbox.id),
                "days": ["0", "3"],
                "first_hour": "9",
                "last_hour": "17",
                "time_zone": "Europe/Paris",
                "new_per_day": "20",
            },
            "lancement",
        ),
    )
    for step, typed, following in steps:
        answer = browser.post(f"/campagnes/{campaign.id}/{step}/", typed)
        assert answer["Location"] == f"/campagnes/{campaign.id}/{following}/"
    assert "Le site à promouvoir est indiqué." in browser.get(f"/campagnes/{campaign.id}/lancement/").content.decode()
    browser.post(f"/campagnes/{campaign.id}/lancement/")
    campaign.refresh_from_db()
    assert (campaign.state, campaign.days, Enrolment.objects.count()) == (CampaignState.PENDING, [0, 3], 1)


def test_the_count_says_who_is_left_out_and_why(browser: Client) -> None:
    make_contact()
    make_contact(email="")
    make_contact(opted_out_at=MADE_AT)
    page = browser.post(f"/campagnes/{make_campaign().id}/cible/compte/", {"who": "everybody"}).content.decode()
    assert '<b class="num">1</b> personne sera engagée' in page
    assert "n’ont pas d’adresse e-mail" in page
    assert "se sont opposés à être contactés" in page


def test_the_estimate_follows_what_is_typed(browser: Client) -> None:
    for _ in range(3):
        make_contact()
    campaign = make_campaign(audience=Audience(everybody=True).as_json(), version=make_version("Un"))
    typed = {"mailbox_id": str(campaign.mailbox_id), "days": ["0", "1", "2", "3", "4"], "first_hour": "9"}
    typed |= {"last_hour": "18", "time_zone": "Europe/Paris", "new_per_day": "1"}
    page = browser.post(f"/campagnes/{campaign.id}/envoi/estimation/", typed)
    assert page.context["plans"].people == 3
    assert page.context["plans"].estimate.daily == 1


def test_what_is_not_ready_is_listed_and_refused(browser: Client) -> None:
    campaign = make_campaign(website="")
    page = browser.get(f"/campagnes/{campaign.id}/lancement/").content.decode()
    assert "Indiquez le site web à promouvoir." in page
    browser.post(f"/campagnes/{campaign.id}/lancement/", headers=HTMX)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


@pytest.mark.parametrize("tab", ["", "prochains-envois/", "derniers-envois/", "contacts/", "resume/"])
def test_each_tab_costs_the_same_queries_whatever_the_number_of_people(
    browser: Client, live: Campaign, tab: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(f"/campagnes/{live.id}/{tab}").status_code == 200
        return len(caught)

    queries()
    two = queries()
    for _ in range(3):
        make_contact()
    browser.post(f"/campagnes/{live.id}/contacts/nouveaux/")
    assert Enrolment.objects.count() == 5
    assert queries() == two


def test_the_list_costs_the_same_queries_for_one_campaign_and_for_three(browser: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get("/campagnes/").status_code == 200
        return len(caught)

    make_campaign()
    queries()
    one = queries()
    make_campaign()
    make_campaign()
    assert queries() == one


def test_ol_50_a_member_sees_the_campaigns_shown_to_them(
    workspace: Workspace, client_for: ClientFor, live: Campaign
) -> None:
    member = make_member(workspace)
    browser = client_for(member)
    assert browser.get(f"/campagnes/{live.id}/").status_code == 200
    Campaign.objects.update(access=Access.CHOSEN)
    assert browser.get(f"/campagnes/{live.id}/").status_code == 404
    assert browser.post(f"/campagnes/{live.id}/arret/").status_code == 404
    CampaignViewer.objects.create(campaign=live, user=member.user)
    assert browser.get(f"/campagnes/{live.id}/").status_code == 200
    live.refresh_from_db()
    assert live.state == CampaignState.PENDING


def test_ol_28_only_a_manager_approves(workspace: Workspace, client_for: ClientFor, browser: Client) -> None:
    make_contact()
    member = make_member(workspace)
    campaign = make_campaign(audience=Audience(everybody=True).as_json(), created_by=member.user)
    theirs = client_for(member)
    theirs.post(f"/campagnes/{campaign.id}/lancement/")
    assert theirs.post(f"/campagnes/{campaign.id}/validation/").status_code == 403
    campaign.refresh_from_db()
    assert campaign.approved_at is None
    browser.post(f"/campagnes/{campaign.id}/validation/", headers=HTMX)
    campaign.refresh_from_db()
    assert campaign.approved_at is not None


def test_ol_42_stop_and_resume(browser: Client, live: Campaign) -> None:
    browser.post(f"/campagnes/{live.id}/arret/", headers=HTMX)
    live.refresh_from_db()
    assert live.state == CampaignState.STOPPED
    assert not Action.objects.filter(state=State.PLANNED).exists()
    browser.post(f"/campagnes/{live.id}/reprise/", headers=HTMX)
    assert Action.objects.filter(state=State.PLANNED).count() == 2


def test_ol_56_editing_a_launched_campaign_warns(browser: Client, live: Campaign) -> None:
    for step in ("reglages", "cible", "message", "envoi"):
        assert "plus difficiles à interpréter" in browser.get(f"/campagnes/{live.id}/{step}/").content.decode()


def test_ol_79_and_ol_80_people_and_companies_leave(browser: Client, live: Campaign) -> None:
    ana, zoe = Contact.objects.order_by("first_name")
    browser.post(f"/campagnes/{live.id}/contacts/suppression/", {"id": [str(ana.id)]}, headers=HTMX)
    assert list(Enrolment.objects.values_list("contact_id", flat=True)) == [zoe.id]
    browser.post(f"/campagnes/{live.id}/contacts/exclusion/", {"company": str(zoe.company_id)}, headers=HTMX)
    assert not Enrolment.objects.exists()
    assert Opportunity.objects.get().automation == Automation.OFF


def test_co_117_disengaging_says_how_it_ended(browser: Client, live: Campaign) -> None:
    ana = Contact.objects.get(first_name="Ana")
    typed = {"id": str(ana.id), "issue": "reussite"}
    browser.post(f"/campagnes/{live.id}/contacts/desengagement/", typed, headers=HTMX)
    enrolment = Enrolment.objects.get(contact=ana)
    assert (enrolment.state, enrolment.outcome) == (EnrolmentState.STOPPED, "success")


def test_ol_81_a_user_unsubscribes_a_person_from_one_campaign(browser: Client, live: Campaign) -> None:
    ana = Contact.objects.get(first_name="Ana")
    browser.post(f"/campagnes/{live.id}/contacts/{ana.id}/desabonnement/", headers=HTMX)
    assert is_suppressed(Target(ana.id, email=ana.email), origin_id=live.id)
    assert Action.objects.get(subject_id=ana.id).state == State.CANCELLED
    assert Enrolment.objects.get(contact=ana).outcome_reason == "unsubscribed"


def test_ol_23_the_automation_of_a_company_is_switched_off_and_on(browser: Client, live: Campaign) -> None:
    opportunity = Opportunity.objects.get()
    switch = f"/campagnes/opportunites/{opportunity.id}/"
    browser.post(switch, headers=HTMX)
    assert Opportunity.objects.get().automation == Automation.OFF
    assert not Action.objects.filter(state=State.PLANNED).exists()
    browser.post(switch, headers=HTMX)
    assert Opportunity.objects.get().automation == Automation.ON
    assert Action.objects.filter(state=State.PLANNED).count() == 2


def test_people_are_engaged_from_the_list_of_contacts(browser: Client, live: Campaign) -> None:
    new = make_contact()
    dialog = browser.get(f"/campagnes/engager/?id={new.id}").content.decode()
    assert live.name in dialog
    browser.post("/campagnes/engager/", {"id": [str(new.id)], "campaign": str(live.id)}, headers=HTMX)
    assert Enrolment.objects.filter(contact=new).exists()
    marks = {row.contact.id: row.mark for row in browser.get("/contacts/").context["rows"]}
    assert marks[new.id].label == "En campagne"
    assert {row.contact.id for row in browser.get(f"/contacts/?engaged={live.id}").context["rows"]} == set(marks)


@pytest.mark.parametrize(("choice", "state"), [("parti", MessageState.SENT), ("renvoyer", MessageState.QUEUED)])
def test_a_person_settles_an_uncertain_message(browser: Client, live: Campaign, choice: str, state: str) -> None:
    contact = Contact.objects.filter(first_name="Ana").get()
    action = Action.objects.get(subject_id=contact.id)
    Action.objects.filter(id=action.id).update(state=State.UNCERTAIN)
    message = Message.objects.create(
        mailbox_id=live.mailbox_id,
        direction=Direction.OUT,
        state=MessageState.UNCERTAIN,
        message_id=f"{action.id.hex}@maison.example",
        action_id=action.id,
        origin_id=live.id,
        contact=contact,
        recipient=contact.email,
        at=MADE_AT,
    )
    assert "1 message incertain" in browser.get(f"/campagnes/{live.id}/").content.decode()
    assert contact.name in browser.get("/campagnes/incertains/").content.decode()
    browser.post(f"/campagnes/incertains/{message.id}/", {"sort": choice}, headers=HTMX)
    message.refresh_from_db()
    assert message.state == state


def test_a_ol_8_a_workspace_may_ask_for_four_eyes(workspace: Workspace, client_for: ClientFor) -> None:
    one, two = make_manager(workspace), make_manager(workspace)
    Workspace.objects.filter(id=workspace.id).update(four_eyes=True)
    make_contact()
    campaign = make_campaign(audience=Audience(everybody=True).as_json())
    client_for(one).post(f"/campagnes/{campaign.id}/lancement/")
    client_for(one).post(f"/campagnes/{campaign.id}/validation/", headers=HTMX)
    campaign.refresh_from_db()
    assert campaign.approved_at is None
    client_for(two).post(f"/campagnes/{campaign.id}/validation/", headers=HTMX)
    campaign.refresh_from_db()
    assert campaign.approved_by == two.user


def test_the_only_connected_mailbox_is_chosen_beforehand(browser: Client) -> None:
    mailbox = make_mailbox()
    make_mailbox(state=MailboxState.PAUSED)
    campaign = make_campaign(mailbox=mailbox)
    Campaign.objects.update(mailbox=None)
    page = f"/campagnes/{campaign.id}/envoi/"
    assert browser.get(page).context["form"]["mailbox_id"].value() == mailbox.id
    assert f'value="{mailbox.id}" selected' in browser.get(page).content.decode()
    make_mailbox()
    assert browser.get(page).context["form"]["mailbox_id"].value() is None
