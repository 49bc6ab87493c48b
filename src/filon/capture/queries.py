"""Sites and what was read there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from filon.capture.models import PageView, Site


def sites() -> QuerySet[Site]:
    """Those of the workspace, each with how many sessions it had (``visits``) and the last one (``last_visit``)."""
    return Site.objects.annotate(visits=Count("sessions"), last_visit=Max("sessions__started_at")).order_by("domain")


def site_of(host: str) -> Site | None:
    """The site to which a host belongs; the longest domain that fits."""
    wanted = list(_domains(host.lower()))
    return max(Site.objects.filter(domain__in=wanted), key=lambda site: len(site.domain), default=None)


def belongs(host: str, domain: str) -> bool:
    return domain in _domains(host.lower())


def pages_of(session_ids: Collection[str]) -> Mapping[str, tuple[str, list[str]]]:
    """{session: (domain, paths in the order in which they were opened)}, in one query."""
    found: dict[str, tuple[str, list[str]]] = {}
    rows = PageView.objects.filter(session__in=[UUID(key) for key in session_ids]).order_by("at", "id")
    for session_id, domain, path in rows.values_list("session_id", "session__site__domain", "path"):
        paths = found.setdefault(str(session_id), (domain, []))[1]
        if not paths or paths[-1] != path:
            paths.append(path)
    return found


def _domains(host: str) -> Iterable[str]:
    """A host and everything that it is a subdomain of."""
    parts = host.split(".")
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]
