"""The page of rules that 🔔 opens (CO-193), and one rule."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.alerts import audiences, operations, service
from filon.alerts.models import AlertRule
from filon.alerts.queries.alert_rules import Seen, shown
from filon.alerts.states import Moments
from filon.alerts.vocabulary import Vocabulary, vocabulary
from filon.alerts.web.forms import RuleForm
from filon.alerts.web.labels import STANDINGS
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, read_at
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def rule_list(request: WorkspaceRequest) -> HttpResponse:
    """Every rule of the workspace with how it stands (CO-192, CO-202)."""
    words = vocabulary()
    tags = {code: str(label) for code, label in audiences.current().tags()}
    rows = [_row(seen, words=words, tags=tags) for seen in shown(AlertRule.objects.order_by("title", "id"))]
    context = {"rows": rows, "service": service.is_active(), "may_switch": request.member.is_manager}
    return web.show(request, "alerts/rules.html", context, part="alerts/_rules.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Nothing counts before [enregistrer] (CO-194)."""
    form = _form(request, initial={"moments": Moments.ALL})
    if request.method == "POST" and form.is_valid():
        now, by = request.clock.now(), request.user.pk
        if made := attempt(form, lambda: operations.create_rule(form.rule_fields(), now=now, by=by)):
            return web.done(request, toast=_saved(made), redirect=reverse("alerts:rule", args=[made.id]))
    return web.show(request, "alerts/rule.html", {"form": form.drawn()}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def rule(request: WorkspaceRequest, rule_id: UUID) -> HttpResponse:
    row = one(AlertRule, id=rule_id)
    (seen,) = shown([row])
    initial = RuleForm.initial_of(row, recipients=[user.pk for user in seen.recipients])
    form, conflict = _form(request, initial=initial, routine=_current(seen)), ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = operations.save_rule(row.id, form.rule_fields(), now=request.clock.now(), seen=read_at(request))
        except Conflict as no:
            conflict = no.message
        except Refused as no:
            form.add_error(no.field or None, no.message)
        else:
            return web.done(request, toast=_saved(kept), redirect=reverse("alerts:rule", args=[row.id]))
    context = {
        "form": form.drawn(),
        "seen": seen,
        "tone": STANDINGS[seen.verdict.standing],
        "conflict": conflict,
        "stamp": request.POST.get("seen") or row.updated_at.isoformat(),
    }
    return web.show(request, "alerts/rule.html", context, status=422 if form.errors or conflict else 200)


@require_POST
def delete(request: WorkspaceRequest, rule_id: UUID) -> HttpResponse:
    row = one(AlertRule, id=rule_id)
    operations.delete_rule(row.id)
    return web.done(request, toast=_("Règle supprimée."), redirect=reverse("alerts:rules"))


def _form(request: WorkspaceRequest, *, initial: dict[str, object], routine: tuple[str, str] | None = None) -> RuleForm:
    posted = request.POST if request.method == "POST" else None
    users = list(tenants.users(request.workspace))
    return RuleForm(posted, words=vocabulary(), users=users, routine=routine, initial=initial)


def _current(seen: Seen) -> tuple[str, str] | None:
    """The routine that the rule has, also where it is gone or not its reader's, so that saving keeps it (CO-142)."""
    if seen.rule.routine_id is None:
        return None
    label = _("Flux d’une autre équipe") if seen.routine else _("Flux supprimé ou rangé")
    return str(seen.rule.routine_id), label


def _saved(rule: AlertRule) -> str:
    (seen,) = shown([rule])
    if seen.verdict.missing:
        return _("Règle enregistrée, inactive : il manque %(fields)s.") % {
            "fields": ", ".join(seen.verdict.missing_words)
        }
    return _("Règle enregistrée.")


def _row(seen: Seen, *, words: Vocabulary, tags: dict[str, str]) -> dict[str, object]:
    rule = seen.rule
    return {
        "seen": seen,
        "tone": STANDINGS[seen.verdict.standing],
        "title": rule.title or _("Règle sans titre"),
        "tags": ", ".join(tags.get(tag, tag) for tag in rule.tags),
        "categories": ", ".join(words.categories.label(code) for code in rule.categories),
        "moments": Moments(rule.moments).label if rule.moments in Moments.values else "",
        "people": ", ".join(user.name for user in seen.recipients),
    }
