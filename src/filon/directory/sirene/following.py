"""What INSEE changes from day to day, asked of its API (Sirene 3.11) page by page (OL-59).

A page and the mark of the next one are written in one transaction: stopped by whatever, it goes on at that page.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from filon.directory.public.models import DailyChanges, Unit
from filon.directory.public.queries import masked_among
from filon.directory.register.pacing import rest, wait_for_turn
from filon.directory.register.service import OVERLOADED, Refusal
from filon.directory.sirene import answers, loading
from filon.directory.sirene.counts import Counts
from filon.directory.sirene.importing import alone
from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind
from filon.directory.sirene.pieces import AnswerSource
from filon.directory.sirene.preparing import Workbench
from filon.kernel import http
from filon.kernel.clock import Clock
from filon.kernel.errors import Refused
from filon.kernel.http import GuardedClient, OutboundError

NAME = "api-sirene"
GAP = timedelta(seconds=2)
"""INSEE takes 30 questions a minute."""
PAGE = 1000
"""The most rows that the API gives at once (``nombre``)."""
BEGINNING = "*"
"""The first ``curseur``; the last page names itself as the next one."""
KEY_HEADER = "X-INSEE-Api-Key-Integration"
LIMITS = http.Limits(total_s=120.0, read_s=60.0, body_bytes=64 * 1024 * 1024)
NOTHING = 404
"""How the API says that nothing changed."""
KEY_REFUSED = (401, 403)
PAGES = "pages"
"""In the report of a day: how many were read."""
MOST_PAGES = 10_000
"""A day of ten million rows: there is none, even when INSEE works through all of its register."""
LONGEST_CURSOR = 400
MOST_DAYS = 366
"""After a longer absence a stock file is the quicker way."""

Progress = Callable[[date, str, Counts], None]
"""Called with (day, kind, what has been done of it) after each page."""


@dataclass(frozen=True)
class Page:
    """One answer: the body as it came, and the mark of the next one ("" after the last)."""

    body: bytes
    rows: int
    following: str


def client() -> GuardedClient:
    return http.client(limits=LIMITS, allowed=tuple(settings.FILON_DIRECTORY_NETWORKS))


def follow(
    *,
    client: GuardedClient,
    clock: Clock,
    since: date | None = None,
    progress: Progress = lambda _day, _kind, _counts: None,
) -> Counts:
    """Write what changed on each whole day that has not been written yet, from ``since`` or the last one known on.

    Units come before establishments, so that places of units that opted out are never written. Raises Refused without
    a key, with one that INSEE refuses, beside another import, or when a day has no end; Busy, Refusal and OutboundError
    half-way, when what is done is done and the next call goes on.
    """
    if not settings.FILON_SIRENE_KEY or not settings.FILON_SIRENE_URL:
        raise Refused(_("Les mises à jour quotidiennes demandent une clé de l’API Sirene (FILON_SIRENE_KEY)."))
    total = Counts()
    with alone():
        for day in days(clock.now().date(), since=since):
            for kind in (UNITS, ESTABLISHMENTS):
                total += _write_day(kind, day, client=client, clock=clock, progress=progress)
    return total


def days(today: date, *, since: date | None = None) -> Iterator[date]:
    """The whole days to ask for: up to yesterday, the current one being told tomorrow. Raises Refused."""
    first = since or _next_day()
    if first is None:
        raise Refused(_("L’annuaire est vide : importez d’abord les fichiers stock de SIRENE."), code="no_stock")
    if (today - first).days > MOST_DAYS:
        raise Refused(
            _("Les dernières mises à jour ont plus d’un an : importez plutôt les fichiers stock de SIRENE."),
            code="too_old",
        )
    while first < today:
        yield first
        first += timedelta(days=1)


def _next_day() -> date | None:
    """The day after the last one written whole, else the newest day that the stock files tell of."""
    whole = DailyChanges.objects.filter(kind=ESTABLISHMENTS.name).exclude(finished_at=None)
    last: date | None = whole.aggregate(day=Max("day"))["day"]
    if last:
        return last + timedelta(days=1)
    newest: datetime | None = Unit.objects.filter(sample=False).aggregate(at=Max("processed_at"))["at"]
    return newest.date() if newest else None


def _write_day(kind: Kind, day: date, *, client: GuardedClient, clock: Clock, progress: Progress) -> Counts:
    row, _made = DailyChanges.objects.get_or_create(kind=kind.name, day=day, defaults={"started_at": clock.now()})
    if row.finished_at:
        return Counts()
    with tempfile.TemporaryDirectory(prefix="filon-changes-") as folder, Workbench(Path(folder)) as bench:
        cursor, asked = row.cursor or BEGINNING, set[str]()
        while cursor:
            if cursor in asked or row.report.get(PAGES, 0) >= MOST_PAGES:
                raise _endless(row)
            asked.add(cursor)
            page = _ask(kind, day, cursor=cursor, client=client)
            cursor = page.following
            with transaction.atomic():
                counts = Counts.read(row.report) + _write_page(page, kind, bench)
                row.report = {**counts.stored(), PAGES: row.report.get(PAGES, 0) + 1}
                row.cursor = cursor
                row.finished_at = None if cursor else clock.now()
                row.save(update_fields=["report", "cursor", "finished_at"])
            progress(day, kind.name, counts)
    return Counts.read(row.report)


def _endless(row: DailyChanges) -> Refused:
    """The day is asked for anew next time: what a server said that goes round in circles is no mark to go on from."""
    said = _("INSEE n’en finit pas de répondre pour le %(day)s (%(kind)s, %(pages)d pages) : la journée sera reprise.")
    refused = Refused(
        said % {"day": row.day.isoformat(), "kind": row.kind, "pages": row.report.get(PAGES, 0)}, code="endless"
    )
    row.cursor, row.report = "", {}
    row.save(update_fields=["cursor", "report"])
    return refused


def _write_page(page: Page, kind: Kind, bench: Workbench) -> Counts:
    if not page.rows:
        return Counts()
    path = bench.folder / "page.json"
    path.write_bytes(page.body)
    if kind is ESTABLISHMENTS:
        bench.mask(sorted(masked_among({row["siret"][:9] for row in answers.rows(path)})))
    source = AnswerSource(path, kind, kind.read, page.rows)
    counts = Counts(faults=answers.faults(path))
    for batch in bench.batches(source, start=0):
        counts += loading.load(batch, kind)
    return counts


def _ask(kind: Kind, day: date, *, cursor: str, client: GuardedClient) -> Page:
    path, changed = _QUESTIONS[kind.name]
    question = {"q": f"{changed}:{day.isoformat()}", "nombre": PAGE, "curseur": cursor}
    wait_for_turn(NAME, gap=GAP)
    url = f"{settings.FILON_SIRENE_URL}/{path}?{urlencode(question)}"
    answer = client.get(url, headers={KEY_HEADER: settings.FILON_SIRENE_KEY, "accept": "application/json"})
    if answer.status in OVERLOADED:
        raise rest(NAME, answer)
    if answer.status == NOTHING:
        return Page(b"", 0, "")
    if answer.status in KEY_REFUSED:
        raise Refused(_("INSEE refuse la clé de l’API Sirene (FILON_SIRENE_KEY)."), code="key_refused")
    if not answer.ok:
        raise Refusal(answer.status)
    try:
        told = answers.value(answer.body.decode().strip())
    except ValueError:
        raise OutboundError("protocol", "the answer is not JSON") from None
    return _page(told, answer.body, kind=kind, cursor=cursor)


def _page(told: Any, body: bytes, *, kind: Kind, cursor: str) -> Page:
    """An answer that does not say what comes next, or whose rows are missing, is not taken for the end of the day."""
    header = told.get("header") if isinstance(told, dict) else None
    following = header.get("curseurSuivant") if isinstance(header, dict) else None
    members = told.get(_MEMBERS[kind.name]) if isinstance(told, dict) else None
    if not isinstance(following, str) or not isinstance(members, list) or len(following) > LONGEST_CURSOR:
        raise Refusal(200)
    is_last = following == cursor or not members
    return Page(body, len(members), "" if is_last else following)


_QUESTIONS = {
    UNITS.name: ("siren", "dateDernierTraitementUniteLegale"),
    ESTABLISHMENTS.name: ("siret", "dateDernierTraitementEtablissement"),
}
_MEMBERS = {UNITS.name: "unitesLegales", ESTABLISHMENTS.name: "etablissements"}
