"""What people wrote on sheets forgets who asked to be forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.factories import make_company, make_contact, make_member, make_workspace

from filon.crm.operations import erase_contact
from filon.directory.models import Company, Mistake, News, Park, ParkReview
from filon.directory.news.operations import NewsFields, add_news
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.operations import declare_park, review_park
from filon.directory.quality.operations import report_mistake, settle_mistake
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERS = "Voir ana@elan.example ou 06 39 98 12 34"
OTHERS = "Voir le standard"


def write(company: Company, text: str, *, by: int) -> None:
    add_news(company.id, NewsFields(title=text, on=date(2026, 11, 20)), now=NOW)
    report_mistake(company.id, subject="other", text=text, now=NOW)
    answered = report_mistake(company.id, subject="other", text="Adresse", now=NOW)
    settle_mistake(answered.id, answer=text, now=NOW)
    park = declare_park(company.id, ParkFields(software=text[-5:], integrator=text, note=text), now=NOW)
    review_park(park.id, stars=4, text=text, now=NOW, by=by)


def test_sheets_keep_neither_the_address_nor_the_number_of_an_erased_person(workspace: Workspace) -> None:
    company, author = make_company(), make_member(workspace).user
    ana = make_contact(company=company, email="ana@elan.example", mobile="+33639981234")
    for text in (HERS, OTHERS):
        write(company, text, by=author.pk)
    erase_contact(ana.id, now=NOW)
    assert list(News.objects.values_list("title", flat=True)) == [OTHERS]
    assert sorted(Mistake.objects.values_list("text", "answer")) == [("Adresse", OTHERS), (OTHERS, "")]
    parks = Park.objects.order_by("id").values_list("integrator", "note")
    assert list(parks) == [("", ""), (OTHERS, OTHERS)]
    reviews = ParkReview.objects.order_by("id").values_list("stars", "text")
    assert list(reviews) == [(4, ""), (4, OTHERS)]


def test_sheets_of_other_companies_and_workspaces_stay(workspace: Workspace) -> None:
    ana, elsewhere = make_contact(email="ana@elan.example"), make_workspace()
    add_news(make_company().id, NewsFields(title=HERS, on=date(2026, 11, 20)), now=NOW)
    with scope(elsewhere.id):
        add_news(make_company().id, NewsFields(title=HERS, on=date(2026, 11, 20)), now=NOW)
    erase_contact(ana.id, now=NOW)
    assert News.objects.count() == 1
    with scope(elsewhere.id):
        assert News.objects.count() == 1
