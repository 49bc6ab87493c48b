from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from tests.factories import make_contact, make_workspace

from filon.calls.models import CallCampaign, Trunk
from filon.calls.states import TrunkKind
from filon.config import testing
from filon.crm.models import Contact
from filon.demo import sample, sample_calls
from filon.demo.behaviours.people import Kind, behaviour
from filon.demo.logins import LOGINS
from filon.demo.models import SandboxAccount
from filon.demo.operations.accounts import sign_in
from filon.demo.operations.catching import SEED
from filon.demo.operations.resetting import wipe_sample, wiping
from filon.demo.operations.sample import ensure_sample
from filon.demo.switchboards.library import load_library, national
from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.outreach.models import Campaign, Step
from filon.outreach.states import CampaignState
from filon.tenants.models import Member, Workspace

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PEOPLE = [(person, company) for company in sample.COMPANIES for person in company.people]


@pytest.mark.django_db
def test_the_sample_has_a_market_a_mailbox_a_sequence_and_a_draft() -> None:
    workspace = ensure_sample(now=NOW)
    assert (workspace.slug, workspace.is_sample) == ("demo", True)
    with scope(workspace.id):
        assert (Company.objects.count(), Contact.objects.count()) == (len(sample.COMPANIES), len(PEOPLE))
        campaign = Campaign.objects.get()
        assert (campaign.state, campaign.mailbox) == (CampaignState.DRAFT, Mailbox.objects.get())
        assert Step.objects.filter(version=campaign.version).count() == 3
        assert set(Contact.objects.values_list("source", flat=True)) == {sample.SOURCE}


@pytest.mark.django_db
def test_the_sample_calls_the_switchboards_of_this_machine_and_no_other() -> None:
    workspace = ensure_sample(now=NOW)
    with scope(workspace.id):
        campaign, trunk = CallCampaign.objects.get(name=sample_calls.CAMPAIGN), Trunk.objects.get()
        assert (trunk.kind, trunk.host, trunk.id) == (TrunkKind.PRACTICE, "127.0.0.1", campaign.trunk_id)
        assert (campaign.state, campaign.prospects.count()) == ("running", len(sample_calls.numbers()))
        fiction = ("+33199", "+33261", "+33353", "+33465", "+33536")
        assert all(row.phone.startswith(fiction) for row in campaign.prospects.all())
        assert campaign.prospects.exclude(company=None).count() == len(sample.COMPANIES)


@pytest.mark.django_db
def test_the_sample_has_its_people_asked_for_in_a_campaign_that_talks() -> None:
    workspace = ensure_sample(now=NOW)
    with scope(workspace.id):
        campaign = CallCampaign.objects.get(name=sample_calls.TALKS)
        assert (campaign.scenario, campaign.state, campaign.trunk) == ("full", "running", Trunk.objects.get())
        rows = list(campaign.prospects.select_related("contact", "company"))
        assert len(rows) == len(sample_calls.callees()) == 27
        for row in rows:
            assert (row.contact.first_name, row.contact.last_name) == (row.first_name, row.last_name)
            assert row.contact.company == row.company
            assert row.email in ("", row.contact.email)


def test_everybody_who_is_asked_for_has_a_practice_number_of_their_own_and_it_answers() -> None:
    numbers = [national(callee.number) for callee in sample_calls.callees()]
    assert len(set(numbers)) == len(numbers)
    library = load_library()
    assert all(library.choose(number)[0].number == number for number in numbers)


@pytest.mark.django_db
def test_its_people_sign_in_to_filon_and_to_their_mail() -> None:
    workspace = ensure_sample(now=NOW)
    for login in LOGINS:
        assert sign_in(login.email, login.password)
        member = Member.objects.get(workspace=workspace, user__email=login.email)
        assert (member.role, member.user.check_password(login.password)) == (login.role, True)
    assert authenticate(email=LOGINS[0].email, password="faux") is None


@pytest.mark.django_db
def test_it_is_made_once() -> None:
    assert ensure_sample(now=NOW).id == ensure_sample(now=NOW).id
    assert Workspace.objects.filter(slug="demo").count() == 1


def test_its_prospects_show_every_behaviour_worth_showing() -> None:
    addresses = [f"{person.local_part}@{company.domain}" for person, company in PEOPLE]
    kinds = Counter(behaviour(address, seed=SEED, follow_up=False)[0] for address in addresses)
    assert kinds.keys() == set(Kind)
    assert kinds[Kind.SILENCE] >= len(addresses) / 3


def test_its_addresses_belong_to_nobody() -> None:
    assert all(company.domain.endswith(".example") for company in sample.COMPANIES)
    assert len({f"{p.local_part}@{c.domain}" for p, c in PEOPLE}) == len(PEOPLE)


@pytest.mark.django_db(transaction=True)
def test_wiping_leaves_nothing_of_it_and_all_of_the_others() -> None:
    workspace, other = ensure_sample(now=NOW), make_workspace()
    with scope(other.id):
        kept = make_contact()
    with testing.owner(connection.settings_dict["NAME"]) as owner:
        owner.execute(wiping(workspace.id))
    assert not Workspace.objects.filter(slug="demo").exists()
    with scope(workspace.id):
        assert (Contact.objects.count(), SandboxAccount.objects.count()) == (0, 0)
    with scope(other.id):
        assert Contact.objects.get() == kept
    assert ensure_sample(now=NOW).id != workspace.id


@pytest.mark.django_db
def test_a_real_workspace_called_demo_is_not_wiped() -> None:
    make_workspace(slug="demo")
    with pytest.raises(Refused):
        wipe_sample()
    assert Workspace.objects.filter(slug="demo").exists()
