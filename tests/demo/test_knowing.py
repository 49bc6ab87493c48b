"""What is known of the sample's companies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from filon.crm.models import Note
from filon.demo import sample
from filon.demo.operations.sample import ensure_sample
from filon.demo.sample_knowledge import KNOWLEDGE
from filon.directory.models import News, Park
from filon.kernel.tenancy import scope

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_sample_has_sheets_with_software_news_and_notes() -> None:
    with scope(ensure_sample(now=NOW).id):
        assert Park.objects.count() == sum(len(known.parks) for known in KNOWLEDGE)
        assert News.objects.count() == sum(len(known.news) for known in KNOWLEDGE)
        call = Note.objects.get(company__domain="transports-berthier.example")
        assert (call.kind, call.contact is not None, call.phone) == ("call", True, "+33353010330")


def test_it_speaks_of_companies_of_the_sample_only() -> None:
    assert {known.domain for known in KNOWLEDGE} <= {company.domain for company in sample.COMPANIES}
