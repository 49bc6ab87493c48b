"""The forms of newsletters; ``newsletters.operations`` alone says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.outreach.newsletters.models import Issue, Newsletter
from filon.outreach.newsletters.operations import IssueFields, NewsletterFields
from filon.tenants.states import Language

MINUTE = "%Y-%m-%dT%H:%M"


class NewsletterForm(forms.Form):
    """Step 1."""

    name = forms.CharField(
        label=_("Titre"),
        max_length=120,
        help_text=_("Vos lecteurs le lisent au bas de chaque numéro."),
    )
    description = forms.CharField(
        label=_("Description"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.ChoiceField(
        label=_("Langue des lecteurs"),
        choices=Language.choices,
        help_text=_("Celle des mentions que Filon ajoute au bas de chaque numéro."),
    )
    website = forms.CharField(
        label=_("Site web"),
        required=False,
        max_length=300,
        help_text=_("La page où mènent vos numéros : la variable « site » des messages."),
    )

    def newsletter_fields(self) -> NewsletterFields:
        return NewsletterFields(**self.cleaned_data)

    @staticmethod
    def initial_of(newsletter: Newsletter) -> dict[str, Any]:
        return {name: getattr(newsletter, name) for name in NewsletterForm.base_fields}


class IssueForm(forms.Form):
    """One issue. What is wrong with its text is said by ``texts.faults``."""

    subject = forms.CharField(label=_("Objet"), max_length=300)
    body = forms.CharField(label=_("Message"), strip=False, widget=forms.Textarea(attrs={"rows": 14}))

    def issue_fields(self) -> IssueFields:
        return IssueFields(**self.cleaned_data)

    @staticmethod
    def initial_of(issue: Issue) -> dict[str, Any]:
        return {"subject": issue.subject, "body": issue.body}


class SendForm(forms.Form):
    """When an issue leaves."""

    at = forms.DateTimeField(
        label=_("Envoyer plus tard"),
        required=False,
        input_formats=[MINUTE],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        help_text=_("Vide : dès que les jours et heures d’envoi le permettent."),
    )
