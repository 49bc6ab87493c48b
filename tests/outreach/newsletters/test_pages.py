from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_contact, make_mailbox
from tests.outreach.newsletters.writing import box, make_issue, make_newsletter, subscribed
from tests.outreach.running import contacts, launched

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.states import Reason
from filon.crm.models import Contact
from filon.crm.operations import opt_out
from filon.directory.models import Company
from filon.kernel.clock import SystemClock, VirtualClock
from filon.mail.states import MailboxState
from filon.outreach.models import Enrolment
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.newsletters.states import Ended, IssueState
from filon.outreach.states import Access, Outcome
from filon.tenants.models import Member

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
ALL = "/reglages/newsletters/"
SUBSCRIBE = f"{ALL}inscription/"


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def on_the_list(newsletter: Newsletter, person: Contact) -> None:
    subscribed(newsletter, [person], mailbox=box(), now=SystemClock().now())


def test_co_122_a_newsletter_is_created_then_activated(browser: Client) -> None:
    answer = browser.post(f"{ALL}nouvelle/", {"name": "L’atelier", "language": "fr"})
    row = Newsletter.objects.get()
    assert (answer["Location"], row.active) == (f"{ALL}{row.id}/numeros/", False)
    browser.post(f"{ALL}{row.id}/envoi/", {"days": ["1", "3"], "first_hour": "8", "last_hour": "10"})
    browser.post(f"{ALL}{row.id}/activation/")
    row.refresh_from_db()
    assert (row.active, row.days, row.first_hour) == (True, [1, 3], 8)
    browser.post(f"{ALL}{row.id}/arret/")
    row.refresh_from_db()
    assert not row.active


def test_what_is_wrong_stands_beside_its_field(browser: Client) -> None:
    row = make_newsletter()
    assert browser.post(f"{ALL}nouvelle/", {"name": " ", "language": "fr"}).status_code == 422
    assert browser.post(f"{ALL}{row.id}/", {"name": "X", "language": "fr", "website": "??"}).status_code == 422
    answer = browser.post(f"{ALL}{row.id}/envoi/", {"days": ["1"], "first_hour": "10", "last_hour": "9"})
    assert "doit suivre" in answer.content.decode()
    answer = browser.post(f"{ALL}{row.id}/numeros/nouveau/", {"subject": "Bonjour", "body": "{{ prenm }}"})
    assert (answer.status_code, Issue.objects.count()) == (422, 0)
    row.refresh_from_db()
    assert row.first_hour == 9


def test_an_issue_is_written_read_beforehand_sent_and_taken_back(browser: Client) -> None:
    row, person = make_newsletter(name="L’atelier"), make_contact(first_name="Zoé")
    on_the_list(row, person)
    words = {"subject": "Du neuf", "body": "Bonjour {{ prenom }}"}
    preview = browser.post(f"{ALL}{row.id}/numeros/apercu/", {**words, "contact": str(person.id)}).content.decode()
    assert "Bonjour Zoé" in preview
    assert "inscrit à « L’atelier »" in preview
    page = browser.post(f"{ALL}{row.id}/numeros/nouveau/", words)["Location"]
    assert "Du neuf" in text_of(browser, page)
    assert "1 inscrit" in text_of(browser, f"{page}envoi/")
    browser.post(f"{page}envoi/", {"at": "2099-01-04T10:30"})
    issue = Issue.objects.get()
    assert issue.send_at is not None
    assert (issue.state, issue.send_at.isoformat()) == (IssueState.PLANNED, "2099-01-04T09:30:00+00:00")
    standing = text_of(browser, page)
    assert person.name in standing
    browser.post(f"{page}annulation/")
    issue.refresh_from_db()
    assert (issue.state, Action.objects.get().state) == (IssueState.DRAFT, State.CANCELLED)
    browser.post(f"{page}copie/")
    browser.post(f"{page}suppression/")
    assert Issue.objects.get().id != issue.id


def test_why_a_mail_waits_is_said_of_the_newsletter_and_not_of_a_campaign(browser: Client) -> None:
    row = make_newsletter()
    on_the_list(row, make_contact())
    issue = make_issue(row)
    operations.plan_issue(issue.id, now=SystemClock().now())
    waits = {"code": "outside_hours", "until": "2026-11-24T08:00:00+00:00"}
    Action.objects.update(reasons=[waits, {"code": "daily_cap", "count": 200}])
    page = text_of(browser, f"{ALL}{row.id}/numeros/{issue.id}/")
    assert "La newsletter n’envoie pas à cette heure (jusqu’au mardi 24 novembre à 09:00)" in page.replace("\xa0", " ")
    assert "son maximum" in page
    assert "campagne n’envoie" not in page


def test_a_date_in_the_past_is_refused_and_nothing_is_planned(browser: Client) -> None:
    row = make_newsletter()
    on_the_list(row, make_contact())
    issue = make_issue(row)
    answer = browser.post(f"{ALL}{row.id}/numeros/{issue.id}/envoi/", {"at": "2001-01-04T10:30"})
    assert (answer.status_code, Action.objects.count()) == (422, 0)
    assert "passée" in answer.content.decode()


def test_two_tabs_do_not_write_over_each_other_without_a_word(browser: Client) -> None:
    row = make_newsletter()
    issue = make_issue(row, body="Ancien")
    seen = issue.updated_at.isoformat()
    page = f"{ALL}{row.id}/numeros/{issue.id}/"
    browser.post(page, {"subject": "A", "body": "De l’autre onglet", "seen": seen})
    answer = browser.post(page, {"subject": "B", "body": "D’ici", "seen": seen})
    issue.refresh_from_db()
    assert (answer.status_code, issue.body) == (422, "De l’autre onglet")
    assert "D’ici" in answer.content.decode()
    browser.post(page, {"subject": "B", "body": "D’ici", "seen": seen, "do": "overwrite"})
    issue.refresh_from_db()
    assert issue.body == "D’ici"


def test_co_128_co_129_and_co_134_a_card_subscribes_from_the_mailbox_of_who_does_it(
    browser: Client, member: Member
) -> None:
    make_mailbox(email="aaa@maison.example")
    mine = make_mailbox(owner=member.user)
    row, person = make_newsletter(), make_contact()
    assert f"{SUBSCRIBE}?id={person.id}" in text_of(browser, f"/societes/{person.company_id}/")
    dialog = text_of(browser, f"{SUBSCRIBE}?id={person.id}")
    assert f'value="{mine.id}" checked' in dialog
    answer = browser.post(
        SUBSCRIBE, {"id": str(person.id), "newsletter": str(row.id), "mailbox": str(mine.id)}, headers=HTMX
    )
    assert answer.status_code == 204
    place = Subscription.objects.get()
    assert (place.contact_id, place.mailbox_id, place.subscribed_by_id) == (person.id, mine.id, member.user_id)
    sheet = text_of(browser, f"/societes/{person.company_id}/")
    assert "Inscrit à la newsletter" in sheet
    assert f"Désinscrire {person.name} de « {row.name} »" in sheet


def test_co_135_without_a_synchronised_mailbox_the_dialog_is_greyed_out(browser: Client, member: Member) -> None:
    broken = make_mailbox(owner=member.user, state=MailboxState.BROKEN)
    row, person = make_newsletter(), make_contact()
    dialog = browser.get(f"{SUBSCRIBE}?id={person.id}", headers=HTMX).content.decode()
    assert f'value="{broken.id}" disabled' in dialog
    assert "Aucune boîte mail synchronisée" in dialog
    assert "<form" not in dialog
    data = {"id": str(person.id), "newsletter": str(row.id), "mailbox": str(broken.id)}
    assert browser.post(SUBSCRIBE, data, headers=HTMX).status_code == 422
    assert not Subscription.objects.exists()


def test_co_136_the_mailbox_of_a_colleague_may_be_chosen(browser: Client, member: Member) -> None:
    make_mailbox(owner=member.user, state=MailboxState.BROKEN)
    theirs = make_mailbox()
    row, person = make_newsletter(), make_contact()
    assert f'value="{theirs.id}" checked' in text_of(browser, f"{SUBSCRIBE}?id={person.id}")
    browser.post(SUBSCRIBE, {"id": str(person.id), "newsletter": str(row.id), "mailbox": str(theirs.id)}, headers=HTMX)
    assert Subscription.objects.get().mailbox_id == theirs.id


def test_co_127_a_card_without_address_offers_no_newsletter(browser: Client) -> None:
    make_newsletter()
    company = make_company()
    for person in (make_contact(company=company, email=""), make_contact(company=company, status="left")):
        assert SUBSCRIBE not in text_of(browser, f"/contacts/{person.id}/")
    assert SUBSCRIBE not in text_of(browser, f"/societes/{company.id}/")


def test_co_122_the_dialog_names_active_newsletters_only(browser: Client) -> None:
    make_newsletter(name="Active")
    asleep = make_newsletter(name="Endormie", active=False)
    mailbox, person = box(), make_contact()
    dialog = text_of(browser, f"{SUBSCRIBE}?id={person.id}")
    assert "Active" in dialog
    assert "Endormie" not in dialog
    data = {"id": str(person.id), "newsletter": str(asleep.id), "mailbox": str(mailbox.id)}
    assert browser.post(SUBSCRIBE, data, headers=HTMX).status_code == 422


def test_co_130_and_co_126_the_stop_button_of_the_sheet_ends_it_with_a_mention(browser: Client) -> None:
    row, person = make_newsletter(), make_contact()
    on_the_list(row, person)
    leave = f"{ALL}{row.id}/inscrits/desinscription/"
    path = f"/societes/{person.company_id}/"
    assert leave in text_of(browser, path)
    browser.post(leave, {"id": str(person.id)}, headers=HTMX)
    sheet = text_of(browser, path)
    assert leave not in sheet
    assert "Désinscrit de la newsletter" in sheet


def test_co_126_co_131_and_co_132_the_list_filters_and_a_click_on_the_status_turns_it(browser: Client) -> None:
    row = make_newsletter()
    zoe = make_contact(first_name="Zoé", last_name="Abel", company=make_company(name="Verrerie du Nord"))
    ana = make_contact(first_name="Ana", last_name="Brun", company=make_company(name="Fonderie du Sud"))
    for person in (zoe, ana):
        on_the_list(row, person)
    page = f"{ALL}{row.id}/inscrits/"
    assert "Brun" not in text_of(browser, f"{page}?societe=verrerie")
    assert "Abel" not in text_of(browser, f"{page}?q=brun")
    answer = browser.post(f"{page}desinscription/", {"id": str(zoe.id)}, headers=HTMX)
    assert f"{page}inscription/?id={zoe.id}" in answer["HX-Trigger"]
    assert "Abel" not in text_of(browser, f"{page}?etat=inscrit")
    assert "Désinscrit" in text_of(browser, f"{page}?etat=desinscrit")
    browser.post(f"{page}inscription/?id={zoe.id}", headers=HTMX)
    assert Subscription.objects.get(contact=zoe).ended_at is None
    assert text_of(browser, f"{page}nombre/").strip() == "2 lignes"


def test_who_left_by_the_link_is_put_back_only_after_a_confirmation(browser: Client) -> None:
    row, person = make_newsletter(), make_contact()
    on_the_list(row, person)
    now = SystemClock().now()
    opt_out(person.id, reason=Reason.UNSUBSCRIBED, now=now, origin_id=row.id)
    Subscription.objects.update(ended_why=Ended.RECIPIENT)
    page = f"{ALL}{row.id}/inscrits/"
    assert "s’est désinscrit de sa main" in text_of(browser, page)
    browser.post(f"{page}inscription/", {"id": str(person.id)}, headers=HTMX)
    assert Subscription.objects.get().ended_at is not None
    browser.post(f"{page}inscription/", {"id": str(person.id), "demande": "oui"}, headers=HTMX)
    assert Subscription.objects.get().ended_at is None


def test_co_18_and_co_111_the_sheet_shows_engagements_to_come_in_progress_and_subscribers(
    browser: Client, clock: VirtualClock
) -> None:
    company = make_company()
    people = contacts(2, company=company)
    campaign = launched(people[:1], peer=None, now=clock.now(), name="Directeurs")
    on_the_list(make_newsletter(name="L’atelier"), people[1])
    sheet = text_of(browser, f"/societes/{company.id}/").partition('class="under-way"')[2].partition("</section>")[0]
    for shown in (people[0].name, "Directeurs", "E-mail 1 sur 2 prévu", people[1].name, "L’atelier", "Inscrit"):
        assert shown in sheet
    assert f"/campagnes/{campaign.id}/contacts/desengagement/" in sheet
    filtered = text_of(browser, f"/societes/{company.id}/suite/?filtre=notes")
    assert "under-way" not in filtered


def test_co_116_the_stop_beside_an_engaged_person_ends_it_as_the_user_says(
    browser: Client, clock: VirtualClock
) -> None:
    company = make_company()
    people = contacts(2, company=company)
    campaign = launched(people, peer=None, now=clock.now())
    stop = f"/campagnes/{campaign.id}/contacts/desengagement/"
    assert text_of(browser, f"/societes/{company.id}/").count(stop) == 4  # a success or a failure, for each of the two
    browser.post(stop, {"id": str(people[0].id), "issue": "reussite"}, headers=HTMX)
    browser.post(stop, {"id": str(people[1].id)}, headers=HTMX)
    ended = dict(Enrolment.objects.values_list("contact_id", "outcome"))
    assert ended == {people[0].id: Outcome.SUCCESS, people[1].id: Outcome.FAILURE}
    assert stop not in text_of(browser, f"/societes/{company.id}/")
    assert set(Action.objects.values_list("state", flat=True)) == {State.CANCELLED}


def test_ol_50_an_engagement_that_is_not_for_the_reader_is_not_shown(browser: Client, clock: VirtualClock) -> None:
    company = make_company()
    launched(contacts(1, company=company), peer=None, now=clock.now(), name="Secret", access=Access.CHOSEN)
    assert "Secret" not in text_of(browser, f"/societes/{company.id}/")


def under_way_queries(browser: Client, company: Company) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"/societes/{company.id}/suite/?filtre=tout")
    return len(queries)


def test_the_sheet_costs_the_same_for_one_engagement_as_for_ten(browser: Client, clock: VirtualClock) -> None:
    counted = []
    for amount in (1, 10):
        company, row = make_company(), make_newsletter()
        people = contacts(amount, company=company)
        launched(people, peer=None, now=clock.now())
        subscribed(row, people, mailbox=box(), now=clock.now())
        text_of(browser, f"/societes/{company.id}/")
        counted.append(under_way_queries(browser, company))
    assert counted[0] == counted[1]


def test_lists_are_empty_in_words_and_filled_in_few_queries(browser: Client, clock: VirtualClock) -> None:
    assert "Votre première newsletter" in text_of(browser, ALL)
    row = make_newsletter()
    assert "Aucun numéro" in text_of(browser, f"{ALL}{row.id}/numeros/")
    assert "Aucun inscrit" in text_of(browser, f"{ALL}{row.id}/inscrits/")
    subscribed(row, contacts(3), mailbox=box(), now=clock.now())
    for _ in range(3):
        operations.plan_issue(make_issue(row).id, now=clock.now(), at=clock.now() + timedelta(days=1))
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"{ALL}{row.id}/numeros/")
    assert len(queries) <= 12
    assert row.name in text_of(browser, ALL)


def test_a_newsletter_that_was_never_used_may_be_thrown_away(browser: Client) -> None:
    row, used = make_newsletter(active=False), make_newsletter()
    make_issue(row)
    browser.post(f"{ALL}{row.id}/suppression/", headers=HTMX)
    browser.post(f"{ALL}{used.id}/suppression/", headers=HTMX)
    assert list(Newsletter.objects.all()) == [used]


def test_the_contact_page_and_the_list_know_newsletters(browser: Client) -> None:
    row, person, other = make_newsletter(), make_contact(last_name="Abonné"), make_contact(last_name="Absent")
    on_the_list(row, person)
    assert row.name in text_of(browser, f"/contacts/{person.id}/")
    found = text_of(browser, f"/contacts/?newsletter={row.id}")
    assert person.name in found
    assert other.name not in found
