"""Messages by hand while they are written: one editor, two editors, somebody else's."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import pytest
from tests.factories import make_company, make_contact, make_user
from tests.outreach.drafts.writing import written
from tests.outreach.elsewhere import Elsewhere

from filon.actions.models import Action
from filon.crm.models import Contact
from filon.crm.operations import erase_contact
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ids import uuid7
from filon.outreach.drafts.models import Draft, DraftRecipient
from filon.outreach.drafts.operations import (
    MOST_RECIPIENTS,
    DraftFields,
    Hand,
    delete_draft,
    hand_over,
    save_draft,
)
from filon.outreach.texts import LONGEST_BODY

pytestmark = pytest.mark.usefixtures("workspace")


def save(draft: Draft, body: str, clock: VirtualClock, **hand: Any) -> Draft:
    """What the editor ``tab``, opened when ``seen`` had written last, saves."""
    by = Hand(**{"user_id": draft.author_id, "tab": draft.tab, "seen": draft.tab, **hand})
    return save_draft(draft.id, DraftFields(body=body), company_id=draft.company_id, hand=by, now=clock.now())


def test_an_editor_makes_one_draft_however_often_it_saves(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    save(draft, "Bonjour,\r\nencore", clock)
    assert [(d.body, d.id) for d in Draft.objects.all()] == [("Bonjour,\nencore", draft.id)]


def test_of_two_editors_the_first_to_save_wins_and_the_other_is_told(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    opened_with, one, two = draft.tab, uuid7(), uuid7()
    save(draft, "Du premier", clock, tab=one, seen=opened_with)
    with pytest.raises(Conflict) as no:
        save(draft, "Du second", clock, tab=two, seen=opened_with)
    assert "autre onglet" in no.value.message
    assert Draft.objects.get().body == "Du premier"
    save(draft, "Du premier, encore", clock, tab=one, seen=opened_with)


def test_who_insists_writes_over_the_other_editor_which_is_told_in_its_turn(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    opened_with, one, two = draft.tab, uuid7(), uuid7()
    save(draft, "Du premier", clock, tab=one, seen=opened_with)
    save(draft, "Du second", clock, tab=two, seen=opened_with, over=True)
    assert Draft.objects.get().body == "Du second"
    with pytest.raises(Conflict):
        save(draft, "Du premier", clock, tab=one, seen=opened_with)


@pytest.mark.django_db(transaction=True)
def test_two_editors_that_save_at_the_same_moment_do_not_both_win(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    opened_with = draft.tab
    tabs = [uuid7(), uuid7()]
    both = [Elsewhere(partial(save, draft, str(tab), clock, tab=tab, seen=opened_with)) for tab in tabs]
    assert sorted(_end(each) for each in both) == ["conflict", "kept"]


@pytest.mark.django_db(transaction=True)
def test_two_buttons_at_the_same_moment_plan_each_message_once(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    press = partial(hand_over, draft.id, by=draft.author_id, now=clock.now())
    people = sorted(each.end().people for each in [Elsewhere(press), Elsewhere(press)])
    assert (people, Action.objects.count()) == ([0, 1], 1)


def test_somebody_elses_draft_does_not_exist(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    with pytest.raises(Draft.DoesNotExist):
        save(draft, "De quelqu’un d’autre", clock, user_id=make_user().pk)
    with pytest.raises(Draft.DoesNotExist):
        hand_over(draft.id, by=make_user().pk, now=clock.now())


def test_what_is_on_its_way_is_neither_changed_nor_thrown_away(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    hand_over(draft.id, by=draft.author_id, now=clock.now())
    with pytest.raises(Conflict) as no:
        save(draft, "Autre chose", clock)
    assert no.value.code == "handed_over"
    with pytest.raises(Refused):
        delete_draft(draft.id, by=draft.author_id)
    assert Draft.objects.get().body != "Autre chose"


def test_only_people_of_the_company_are_recipients(clock: VirtualClock) -> None:
    company = make_company()
    ours, other = make_contact(company=company), make_contact()
    draft = written([ours, other], clock=clock)
    assert recipients(draft) == {ours.id}


def test_a_text_without_end_is_refused_and_the_last_one_kept(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    with pytest.raises(Refused) as no:
        save(draft, "x" * (LONGEST_BODY + 1), clock)
    assert no.value.field == "body"
    assert Draft.objects.get().body == draft.body


def test_a_message_to_a_crowd_is_a_campaign(clock: VirtualClock) -> None:
    draft = written([make_contact()], clock=clock)
    crowd = DraftFields(contact_ids=tuple(uuid7() for _ in range(MOST_RECIPIENTS + 1)))
    hand = Hand(user_id=draft.author_id, tab=draft.tab, seen=draft.tab)
    with pytest.raises(Refused) as no:
        save_draft(draft.id, crowd, company_id=draft.company_id, hand=hand, now=clock.now())
    assert (no.value.field, len(recipients(draft))) == ("to", 1)


def test_nothing_written_to_somebody_who_is_erased_stays(clock: VirtualClock) -> None:
    gone = make_contact(first_name="Zoé")
    colleague = make_contact(company=gone.company)
    written([gone], clock=clock)
    written([gone, colleague], clock=clock)
    written([colleague], clock=clock, body=f"Demandez à {gone.email.upper()}")
    kept = written([colleague], clock=clock)
    erase_contact(gone.id, now=clock.now())
    assert [draft.id for draft in Draft.objects.all()] == [kept.id]


def test_a_deleted_contact_is_a_recipient_no_more(clock: VirtualClock) -> None:
    person = make_contact()
    draft = written([person], clock=clock)
    Contact.objects.filter(id=person.id).delete()
    assert recipients(draft) == set()


def recipients(draft: Draft) -> set[UUID]:
    return set(DraftRecipient.objects.filter(draft=draft).values_list("contact_id", flat=True))


def _end(other: Elsewhere) -> str:
    try:
        other.end()
    except Conflict:
        return "conflict"
    return "kept"
