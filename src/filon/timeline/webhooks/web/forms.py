"""What the pages of webhooks ask for."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.kernel.errors import Refused
from filon.timeline import words
from filon.timeline.events import KINDS
from filon.timeline.webhooks.events import TESTED
from filon.timeline.webhooks.models import WebhookEndpoint
from filon.timeline.webhooks.operations import Wanted


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kind of event under the heading of its room: what it is called, and the name that programs know."""
    names = sorted(KINDS.keys() - {TESTED})
    return [
        (format_html("<strong>{}</strong>", room), [(name, words_and_name(name)) for name in found])
        for room, found in groupby(names, key=words.group_of)
    ]


def words_and_name(kind: str) -> SafeString:
    """Both, of which the name alone is left for a kind that has no words."""
    called = words.called(kind)
    return (
        format_html("<span>{} <code>{}</code></span>", called, kind)
        if called != kind
        else format_html("<code>{}</code>", kind)
    )


class EndpointForm(forms.Form):
    url = forms.CharField(
        label=_("Adresse"),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://crm.exemple.fr/filon", "autocomplete": "off"}),
        help_text=_("Filon y envoie chaque événement par POST, signé."),
    )
    label = forms.CharField(label=_("Nom"), max_length=120, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Événements à envoyer : tous, si aucun n’est coché"),
        choices=kinds,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "events"}),
    )

    @classmethod
    def of(cls, endpoint: WebhookEndpoint) -> EndpointForm:
        return cls(initial={"url": endpoint.url, "label": endpoint.label, "kinds": endpoint.kinds})

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)

    def refuse(self, refused: Refused) -> None:
        """Show what an operation refused, beside the field when there is one of that name."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)
