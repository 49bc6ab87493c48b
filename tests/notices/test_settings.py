"""Profil › Notifications."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_manager, make_member
from tests.notices.telling import BROKEN, CLICK, REPLY, tell, told

from filon.notices.kinds import Channels
from filon.notices.models import NoticePreference
from filon.notices.queries import channels_chosen, delay_of, sender_name
from filon.tenants.models import Member, Workspace

PAGE = "/profil/notifications/"
ClientFor = Callable[[Member], Client]


def test_co_180_and_co_183_the_page_keeps_a_choice_for_each_event(browser: Client, member: Member) -> None:
    answer = browser.post(PAGE, {"app": [REPLY], "mail": [CLICK], "always": [], "hours": 12})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    chosen = channels_chosen(member.user_id)
    assert (chosen[REPLY], chosen[CLICK]) == (Channels(True, False), Channels(False, True))
    assert delay_of(member.user_id) == 12
    tell(member), tell(member, kind=CLICK)
    assert told(member) == [(REPLY, True, ""), (CLICK, False, "waiting")]


def test_always_by_mail_is_by_mail(browser: Client, member: Member) -> None:
    browser.post(PAGE, {"always": [REPLY], "hours": 48})
    assert channels_chosen(member.user_id)[REPLY] == Channels(False, True, True)


def test_co_182_the_page_offers_no_choice_of_what_is_technical(browser: Client, member: Member) -> None:
    page = browser.get(PAGE).content.decode()
    assert "Boîte mail désynchronisée" in page
    assert f'value="{BROKEN}"' not in page
    browser.post(PAGE, {"app": [], "hours": 48})
    assert channels_chosen(member.user_id)[BROKEN].always


def test_co_176_what_one_chooses_is_their_own(browser: Client, workspace: Workspace) -> None:
    other = make_member(workspace)
    browser.post(PAGE, {"hours": 48})
    assert channels_chosen(other.user_id)[REPLY] == Channels(True, True)
    assert not NoticePreference.objects.filter(user=other.user_id).exists()


@pytest.mark.parametrize("hours", ["0", "-3", "721", "deux", ""])
def test_a_wrong_delay_keeps_nothing_and_what_was_ticked(browser: Client, member: Member, hours: str) -> None:
    answer = browser.post(PAGE, {"app": [CLICK], "hours": hours})
    assert answer.status_code == 422
    rows = {row.kind.key: row.channels for row in answer.context["rows"]}
    assert (rows[CLICK].in_app, rows[REPLY].in_app) == (True, False)
    assert channels_chosen(member.user_id)[REPLY] == Channels(True, True)


def test_a_co_33_a_manager_names_the_sender_and_a_user_may_not(
    browser: Client, workspace: Workspace, client_for: ClientFor
) -> None:
    office = client_for(make_manager(workspace))
    assert office.post(f"{PAGE}expediteur/", {"sender": "Éliott"}).status_code == 302
    assert sender_name() == "Éliott"
    assert browser.post(f"{PAGE}expediteur/", {"sender": "Autre"}).status_code == 403
    assert "Nom de l’expéditeur" not in browser.get(PAGE).content.decode()
    refused = office.post(f"{PAGE}expediteur/", {"sender": "moi@ailleurs.example"})
    assert (refused.status_code, sender_name()) == (422, "Éliott")
    office.post(f"{PAGE}expediteur/", {"sender": ""})
    assert sender_name() == ""


def test_an_unknown_event_is_nothing(browser: Client) -> None:
    browser.post(PAGE, {"app": ["x.y", REPLY], "hours": 48})
    assert not NoticePreference.objects.filter(kind="x.y").exists()


def test_co_193_the_bell_beside_alerts_opens_their_rules(browser: Client) -> None:
    page = browser.get(PAGE).content.decode()
    row = page[page.index("Alerte nouvelle") : page.index('value="alert.matched"')]
    assert 'href="/alertes/regles/"' in row
