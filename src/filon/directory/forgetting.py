"""What people wrote on sheets, without those who asked to be forgotten (RGPD, art. 17). Rooms above say whom."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from filon.directory.models import Mistake, News, Park, ParkReview

Names = Callable[[str], bool]
"""Whether somebody who is to be forgotten is named in a text."""


def forget_words(company_ids: Collection[UUID], names: Names) -> None:
    """On the sheets of these companies news and reports of mistakes that name somebody go; software stays, without the
    words beside it. In a number of queries that does not grow with what is found."""
    news = News.objects.filter(company__in=company_ids).values_list("id", "title", "url")
    News.objects.filter(id__in=_naming(news, names)).delete()
    mistakes = Mistake.objects.filter(company__in=company_ids).values_list("id", "text", "answer")
    Mistake.objects.filter(id__in=_naming(mistakes, names)).delete()
    parks = Park.objects.filter(company__in=company_ids)
    for column in ("integrator", "note", "source_url"):
        named = _naming(parks.exclude(**{column: ""}).values_list("id", column), names)
        Park.objects.filter(id__in=named).update(**{column: ""})
    reviews = ParkReview.objects.filter(park__company__in=company_ids).exclude(text="").values_list("id", "text")
    ParkReview.objects.filter(id__in=_naming(reviews, names)).update(text="")


def _naming(rows: Collection[tuple[UUID, *tuple[str, ...]]], names: Names) -> list[UUID]:
    return [key for key, *texts in rows if any(names(text) for text in texts)]
