"""The words behind events of companies: what the news say, what is wrong on a sheet and what was done about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from filon.directory.models import Mistake, News
from filon.directory.news.events import NewsAdded
from filon.directory.quality.events import MistakeReported, MistakeSettled
from filon.timeline import quotes
from filon.timeline.models import Event
from filon.timeline.quotes import Quote


def register() -> None:
    quotes.register((NewsAdded.kind,), news)
    quotes.register((MistakeReported.kind, MistakeSettled.kind), mistakes)


def news(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: the title. One query."""
    titles = dict(News.objects.filter(id__in=_ids(asked, "news_id")).values_list("id", "title"))
    found = {event.id: titles.get(UUID(event.data["news_id"])) for event in asked}
    return {key: Quote(title=title) for key, title in found.items() if title}


def mistakes(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: what is wrong, or what was done. One query."""
    kept = Mistake.objects.in_bulk(list(_ids(asked, "mistake_id")))
    found = {}
    for event in asked:
        mistake = kept.get(UUID(event.data["mistake_id"]))
        if mistake is not None:
            words = mistake.answer if event.kind == MistakeSettled.kind else mistake.text
            found[event.id] = Quote(title=str(mistake.get_subject_display()), text=words)
    return found


def _ids(asked: Collection[Event], name: str) -> set[UUID]:
    return {UUID(event.data[name]) for event in asked}
