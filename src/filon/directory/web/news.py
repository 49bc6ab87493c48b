"""Dialogs of a company's news."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from filon.directory.models import Company, News
from filon.directory.news import operations
from filon.directory.news.operations import NewsFields
from filon.directory.news.states import NewsKind
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


class NewsForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Nature"), choices=NewsKind.choices)
    title = forms.CharField(label=gettext_lazy("En quelques mots"), max_length=200)
    url = forms.CharField(label=gettext_lazy("Lien"), required=False, max_length=300)
    on = forms.DateField(label=gettext_lazy("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """Note what the press says of the company, or what it looks for (CO-8)."""
    company, now = one(Company, id=company_id), request.clock.now()
    form = NewsForm(request.POST or None, initial={"on": now.date()})
    if request.method == "POST" and form.is_valid():
        write = partial(operations.add_news, company.id, now=now, by=request.user.pk)
        if attempt(form, lambda: write(NewsFields(**form.cleaned_data))):
            return web.done(request, toast=_("Information notée."), refresh=("company",))
    context = {
        "form": form,
        "title": _("Actualité ou centre d’intérêt"),
        "action": reverse("directory:news_new", args=[company.id]),
        "submit": _("Enregistrer"),
    }
    return web.show(request, "directory/dialog.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: WorkspaceRequest, news_id: UUID) -> HttpResponse:
    news = one(News, id=news_id)
    operations.remove_news(news.id)
    return web.done(request, toast=_("Information retirée."), refresh=("company",))
