from __future__ import annotations

from datetime import timedelta

import pytest
from tests.directory.public.rows import make_officer, make_unit
from tests.factories import MADE_AT, make_campaign, make_company, make_contact

from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations import ContactFields, opt_out, update_contact
from filon.crm.states import ContactStatus, EmailState
from filon.crm.unlocking import unlock_person
from filon.outreach.audience import Audience, Counted, candidates, count, kept_people
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState

pytestmark = pytest.mark.usefixtures("workspace")

EVERYBODY = Audience(everybody=True)


def enrol(campaign: Campaign, contact: Contact, state: str = EnrolmentState.RUNNING) -> None:
    version = campaign.version
    assert version is not None
    Enrolment.objects.create(campaign=campaign, contact=contact, version=version, state=state, created_at=MADE_AT)


def kept(audience: Audience, campaign: Campaign | None = None) -> list[object]:
    batches = kept_people(audience, campaign_id=campaign.id if campaign else None)
    return [person.contact_id for batch in batches for person in batch]


def test_an_audience_survives_being_stored() -> None:
    one = make_contact()
    audience = Audience(filters={"q": "zo"}, contact_ids=(one.id,), excluded_companies=(one.company_id,))
    assert Audience.from_json(audience.as_json()) == audience
    assert Audience.from_json({}) == Audience()


def test_nobody_is_meant_until_somebody_is_named() -> None:
    make_contact()
    assert not candidates(Audience()).exists()
    assert not candidates(Audience(filters={"unknown": "x"})).exists()


def test_filters_and_picked_people_are_both_taken() -> None:
    found = make_contact(last_name="Zola", company=make_company(name="Quartz"))
    picked = make_contact(last_name="Roux")
    make_contact(last_name="Autre")
    audience = Audience(filters={"q": "quartz"}, contact_ids=(picked.id,))
    assert set(kept(audience)) == {found.id, picked.id}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": ContactStatus.LEFT}, "contact_left"),
        ({"email": ""}, "no_email"),
        ({"email": "", "email_state": EmailState.HARD_BOUNCE}, "bounced"),
        ({"opted_out_at": MADE_AT}, "suppressed"),
    ],
)
def test_who_cannot_be_written_to_is_left_out_with_the_reason(fields: dict[str, object], reason: str) -> None:
    make_contact(**fields)
    good = make_contact()
    assert count(EVERYBODY) == Counted(kept=1, left_out=((reason, 1),), exact=True)
    assert kept(EVERYBODY) == [good.id]


def test_the_opposition_list_is_asked_about_everybody() -> None:
    make_contact(email="jo@interdit.example")
    good = make_contact()
    suppress(Kind.DOMAIN, "interdit.example", reason=Reason.ASKED, now=MADE_AT)
    assert count(EVERYBODY).left_out == (("suppressed", 1),)
    assert kept(EVERYBODY) == [good.id]


def test_people_of_a_company_that_is_not_public_are_left_out() -> None:
    make_unit(siren="000000018", diffusible=False, name="")
    make_contact(company=make_company(siren="000000018"))
    good = make_contact(company=make_company(siren="000000026"))
    assert count(EVERYBODY) == Counted(kept=1, left_out=(("not_public", 1),), exact=True)
    assert kept(EVERYBODY) == [good.id]


def test_somebody_who_objected_before_they_had_an_address_is_left_out() -> None:
    contact = make_contact(email="", company=make_company(siren="000000018"))
    opt_out(contact.id, reason=Reason.ASKED, now=MADE_AT)
    Contact.objects.update(email="jeanne@client.example", opted_out_at=None)
    assert count(EVERYBODY).left_out == (("suppressed", 1),)


def test_ol_63_ol_64_an_unlocked_person_is_meant_like_any_contact_in_every_campaign() -> None:
    make_unit(siren="000000018")
    officer, company = make_officer(unit_id="000000018"), make_company(siren="000000018")
    person = unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=MADE_AT)
    assert count(EVERYBODY).left_out == (("no_email", 1),)
    fields = ContactFields(first_name="Zoé", last_name="Lafitte", email="zoe@client.example", company_id=company.id)
    update_contact(person.id, fields, now=MADE_AT)
    assert [kept(EVERYBODY, make_campaign()) for _ in range(2)] == [[person.id], [person.id]]


def test_ol_81_who_left_this_campaign_is_kept_for_others() -> None:
    contact, left, other = make_contact(), make_campaign(), make_campaign()
    suppress(Kind.EMAIL, contact.email, reason=Reason.UNSUBSCRIBED, origin_id=left.id, now=MADE_AT)
    assert kept(EVERYBODY, left) == []
    assert kept(EVERYBODY, other) == [contact.id]


def test_people_of_another_running_campaign_are_left_out_unless_wanted() -> None:
    campaign, other = make_campaign(), make_campaign()
    contact, done = make_contact(), make_contact()
    enrol(other, contact)
    enrol(other, done, EnrolmentState.FINISHED)
    assert count(EVERYBODY, campaign_id=campaign.id).left_out == (("engaged_elsewhere", 1),)
    assert set(kept(Audience(everybody=True, engaged_elsewhere=True), campaign)) == {contact.id, done.id}


def test_who_was_ever_in_this_campaign_is_not_engaged_twice() -> None:
    campaign, contact = make_campaign(), make_contact()
    enrol(campaign, contact, EnrolmentState.STOPPED)
    assert count(EVERYBODY, campaign_id=campaign.id) == Counted(0, (("engaged_here", 1),), True)


def test_ol_80_an_excluded_company_is_left_out_whole() -> None:
    company = make_company()
    make_contact(company=company)
    make_contact(company=company)
    assert count(Audience(everybody=True, excluded_companies=(company.id,))).left_out == (("company_excluded", 2),)


def test_batches_give_everybody_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filon.outreach.audience.BATCH", 2)
    ids = {make_contact(created_at=MADE_AT + timedelta(days=i)).id for i in range(5)}
    found = kept(EVERYBODY)
    assert (len(found), set(found)) == (5, ids)
