from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import MADE_AT, make_member, make_user, make_workspace

from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations import ContactFields, create_contact, mark_left, opt_in, opt_out, restore, update_contact
from filon.crm.states import ContactStatus, EmailState
from filon.directory.operations import CompanyFields, create_company, update_company
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

CLAIRE = ContactFields(first_name="Claire", last_name="Élan", email="Claire@Elan.example", phone="01 99 00 00 01")


def kinds() -> list[str]:
    return list(Event.objects.order_by("at", "id").values_list("kind", flat=True))


def test_co_47_a_contact_is_written_down_by_hand(clock: VirtualClock) -> None:
    company = create_company(CompanyFields(name="Élan"), now=clock.now())
    contact = create_contact(replace(CLAIRE, company_id=company.id), now=clock.now(), source="Salon")
    assert (contact.email, contact.phone, contact.name_key) == ("claire@elan.example", "+33199000001", "elan claire")
    assert (contact.company_key, contact.source, contact.status) == ("elan", "Salon", ContactStatus.ACTIVE)
    event = Event.objects.get(contact_id=contact.id)
    assert (event.kind, event.company_id, event.data) == ("crm.contact_added", company.id, {"source": "Salon"})


def test_co_42_an_address_is_checked_for_its_syntax_only(clock: VirtualClock) -> None:
    contact = create_contact(ContactFields(email="n.importe.qui@nulle-part.example"), now=clock.now())
    assert contact.email_state == EmailState.UNKNOWN
    with pytest.raises(Refused) as no:
        create_contact(ContactFields(email="sans-arobase"), now=clock.now())
    assert (no.value.field, no.value.code) == ("email", "email_invalid")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (ContactFields(), "last_name"),
        (ContactFields(job_title="Gérante"), "last_name"),
        (ContactFields(last_name="A", phone="0899 70 11 22"), "phone"),
        (ContactFields(last_name="A", mobile="12"), "mobile"),
        (ContactFields(last_name="A", linkedin_url="javascript://x.y/"), "linkedin_url"),
        (ContactFields(last_name="A", company_id=uuid7()), "company_id"),
    ],
)
def test_a_faulty_field_is_named_and_nothing_is_written(clock: VirtualClock, wrong: ContactFields, field: str) -> None:
    with pytest.raises(Refused) as no:
        create_contact(wrong, now=clock.now())
    assert no.value.field == field
    assert not Contact.objects.exists()
    assert kinds() == []


def test_an_address_belongs_to_one_contact(clock: VirtualClock) -> None:
    create_contact(CLAIRE, now=clock.now())
    with pytest.raises(Refused, match="Claire Élan") as no:
        create_contact(ContactFields(last_name="Autre", email="claire@elan.EXAMPLE"), now=clock.now())
    assert no.value.code == "email_known"
    assert Contact.objects.count() == 1


def test_co_41_a_change_tells_its_fields_and_a_new_address_starts_unverified(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    Contact.objects.update(email_state=EmailState.WORKING)
    changed = update_contact(contact.id, replace(CLAIRE, email="c@elan.example", last_name="Zola"), now=clock.now())
    assert (changed.email_state, changed.name_key) == (EmailState.UNKNOWN, "zola claire")
    assert Event.objects.get(kind="crm.contact_changed").data == {"fields": ["last_name", "email"]}


def test_saving_without_a_change_says_nothing(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    update_contact(contact.id, CLAIRE, now=clock.now())
    assert kinds() == ["crm.contact_added"]


def test_co_43_emptying_the_address_is_told_apart(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    update_contact(contact.id, replace(CLAIRE, email=""), now=clock.now())
    assert kinds() == ["crm.contact_added", "crm.contact_changed", "crm.email_removed"]
    kept = Contact.objects.get()
    assert (kept.email, kept.first_name, kept.last_name) == ("", "Claire", "Élan")


def test_co_35_and_co_38_a_contact_leaves_and_comes_back(clock: VirtualClock) -> None:
    one, two = (create_contact(ContactFields(last_name=name), now=clock.now()) for name in "AB")
    assert mark_left([one.id, two.id], now=clock.now(), by=None) == [one.id, two.id]
    assert mark_left([one.id], now=clock.now()) == []
    assert restore([two.id], now=clock.now()) == [two.id]
    assert list(Contact.objects.order_by("name_key").values_list("status", flat=True)) == ["left", "active"]
    assert kinds()[2:] == ["crm.contact_left", "crm.contact_left", "crm.contact_restored"]


def test_a_renamed_company_keeps_its_people_sorted_under_its_new_name(clock: VirtualClock) -> None:
    company = create_company(CompanyFields(name="Élan"), now=clock.now())
    create_contact(replace(CLAIRE, company_id=company.id), now=clock.now())
    update_company(company.id, CompanyFields(name="Zénith"), now=clock.now())
    assert Contact.objects.get().company_key == "zenith"


def test_whoever_follows_a_contact_is_a_member_of_the_workspace(clock: VirtualClock, workspace: Workspace) -> None:
    stranger = make_member(make_workspace()).user
    member = make_member(workspace)
    contact = create_contact(replace(CLAIRE, owner_id=member.user_id), now=clock.now())
    for nobody in (stranger.pk, make_user().pk, 2**70):
        for write in (
            lambda f: create_contact(f, now=clock.now()),
            lambda f: update_contact(contact.id, f, now=clock.now()),
        ):
            with pytest.raises(Refused) as no:
                write(replace(CLAIRE, email="", owner_id=nobody))
            assert (no.value.field, no.value.code) == ("owner_id", "owner_unknown")
    assert [c.owner_id for c in Contact.objects.all()] == [member.user_id]


def test_an_owner_who_left_stays_until_somebody_else_is_chosen(clock: VirtualClock, workspace: Workspace) -> None:
    member = make_member(workspace)
    contact = create_contact(replace(CLAIRE, owner_id=member.user_id), now=clock.now())
    Member.objects.filter(id=member.id).update(left_at=MADE_AT)
    renamed = update_contact(contact.id, replace(CLAIRE, last_name="Faure", owner_id=member.user_id), now=clock.now())
    assert (renamed.last_name, renamed.owner_id) == ("Faure", member.user_id)


def test_who_is_on_the_opposition_list_has_a_card_that_says_so(clock: VirtualClock) -> None:
    """Else it offers to write to somebody to whom nothing is sent, and no manager could lift what keeps them."""
    suppress(Kind.EMAIL, "claire@elan.example", reason=Reason.UNSUBSCRIBED, now=clock.now())
    claire = create_contact(CLAIRE, now=clock.now())
    assert claire.opted_out_at == clock.now()
    assert not opt_out(claire.id, reason=Reason.USER, now=clock.now())
    with pytest.raises(Refused) as no:
        opt_in(claire.id, now=clock.now(), theirs=False)
    assert no.value.code == "theirs"
    assert opt_in(claire.id, now=clock.now())
    assert Contact.objects.get(id=claire.id).opted_out_at is None


@pytest.mark.parametrize("reason", [Reason.ASKED, Reason.ERASED, Reason.USER, Reason.IMPORTED])
def test_opposing_who_was_on_the_list_already_is_nothing_to_take_back(clock: VirtualClock, reason: Reason) -> None:
    """The card got the address since: [Annuler] would lift what they asked for themselves."""
    claire = create_contact(replace(CLAIRE, email=""), now=clock.now())
    suppress(Kind.EMAIL, "claire@elan.example", reason=reason, now=clock.now())
    update_contact(claire.id, CLAIRE, now=clock.now())
    assert not opt_out(claire.id, reason=Reason.USER, now=clock.now())
    assert Contact.objects.get(id=claire.id).opted_out_at == clock.now()
    assert kinds().count("crm.opted_out") == 1


def test_an_address_that_does_not_work_is_no_opposition(clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "claire@elan.example", reason=Reason.BOUNCE, now=clock.now())
    assert create_contact(CLAIRE, now=clock.now()).opted_out_at is None


def test_an_opposition_is_lifted_when_the_address_has_changed_since(clock: VirtualClock) -> None:
    claire = create_contact(CLAIRE, now=clock.now())
    opt_out(claire.id, reason=Reason.USER, now=clock.now())
    update_contact(claire.id, replace(CLAIRE, email="c.elan@elan.example"), now=clock.now())
    assert Contact.objects.get(id=claire.id).opted_out_at == clock.now()
    with pytest.raises(Refused) as no:
        opt_in(claire.id, now=clock.now(), theirs=False)
    assert "une adresse que la fiche n’a plus" in str(no.value)
    assert opt_in(claire.id, now=clock.now())
    assert Contact.objects.get(id=claire.id).opted_out_at is None
    assert not opt_in(claire.id, now=clock.now())
