"""Forms of projects, rules and words; the operations alone say what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.alerts import audiences
from filon.alerts.fields import FIRST_STAGE, LONGEST_TEXT, LONGEST_TITLE, ProjectFields, UpdateFields
from filon.alerts.models import AlertRule, Project
from filon.alerts.operations import RuleFields
from filon.alerts.states import Moments
from filon.alerts.vocabulary import Vocabulary, Word, Words
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.tenants.models import User

Choices = list[tuple[str, str]]


def _area(*, rows: int, **texts: Any) -> forms.CharField:
    """A longer text; ``texts`` are its label and its help."""
    return forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **texts
    )


def _people() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Recueilli auprès de"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple()
    )


class ProjectForm(forms.Form):
    """A project as somebody tells it (CO-188…191)."""

    company_name = forms.CharField(
        label=_("Société"), max_length=200, error_messages={"required": _("Indiquez la société.")}
    )
    title = forms.CharField(
        label=_("Titre"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("Sans titre, le projet porte le nom de sa catégorie."),
    )
    category = forms.ChoiceField(label=_("Catégorie"))
    stage = forms.ChoiceField(label=_("Maturité"), initial=FIRST_STAGE)
    context = _area(label=_("Contexte"), rows=4, help_text=_("Ce que l’on sait : équipement actuel, équipe, échéance."))
    needs = _area(label=_("Besoins"), rows=4)
    contacts = _people()

    def __init__(
        self,
        *args: Any,
        words: Vocabulary,
        company: Company | None = None,
        people: Sequence[Contact] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "category", offered(words.categories, also=str(self.initial.get("category", ""))))
        set_choices(self, "stage", offered(words.stages, also=str(self.initial.get("stage", ""))))
        choose_among(self, people)
        if company:
            del self.fields["company_name"]
            return
        self.fields["company_name"].widget.attrs |= {
            "list": "company-names",
            "hx-get": reverse("directory:suggest"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#company-names",
            "autocomplete": "off",
        }

    def project_fields(self) -> ProjectFields:
        values = {name: value for name, value in self.cleaned_data.items() if name != "company_name"}
        return ProjectFields(**{**values, "contacts": tuple(values.get("contacts", ()))})


class CorrectionForm(ProjectForm):
    """The card of a project; the stage advances by an update. ``seen`` tells which state the person was shown."""

    seen = forms.DateTimeField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("company_name", "stage", "contacts"):
            self.fields.pop(name, None)

    @staticmethod
    def initial_of(project: Project) -> dict[str, Any]:
        names = ("title", "category", "context", "needs")
        return {**{name: getattr(project, name) for name in names}, "seen": project.updated_at.isoformat()}

    def project_fields(self) -> ProjectFields:
        return ProjectFields(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class UpdateForm(forms.Form):
    """What was learnt (CO-191)."""

    stage = forms.ChoiceField(label=_("Maturité"))
    text = _area(label=_("Ce qui a été appris"), rows=5)
    contacts = _people()

    def __init__(self, *args: Any, words: Vocabulary, stage: str, people: Sequence[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stage"] = stage
        set_choices(self, "stage", offered(words.stages, also=stage))
        choose_among(self, people)

    def update_fields(self) -> UpdateFields:
        values = self.cleaned_data
        return UpdateFields(text=values["text"], stage=values["stage"], contacts=tuple(values.get("contacts", ())))


class RuleForm(forms.Form):
    """Every field of a rule; none is required, and all of them are needed for it to work (CO-194…200)."""

    title = forms.CharField(
        label=_("Titre de la règle"),
        required=False,
        max_length=120,
        help_text=_("Repris dans chaque avis, par exemple « Nouveau projet ERP »."),
    )
    routine = forms.TypedChoiceField(label=_("Flux de suspects"), required=False, coerce=UUID, empty_value=None)
    tags = forms.MultipleChoiceField(
        label=_("Tags des sociétés dans ce flux"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    categories = forms.MultipleChoiceField(
        label=_("Catégories de projets"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    moments = forms.ChoiceField(
        label=_("Quels projets"), required=False, choices=Moments.choices, widget=forms.RadioSelect()
    )
    recipients = forms.TypedMultipleChoiceField(
        label=_("Destinataires"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(
        self,
        *args: Any,
        words: Vocabulary,
        users: Sequence[User],
        routine: tuple[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        provider = audiences.current()
        routines = [(str(choice.id), choice.title) for choice in provider.routines()]
        if routine and routine[0] not in dict(routines):
            routines.append(routine)
        set_choices(self, "routine", [("", _("Aucun")), *routines])
        set_choices(self, "tags", list(provider.tags()))
        self.fields["tags"].help_text = provider.explained()
        set_choices(self, "categories", offered(words.categories, also=self.initial.get("categories", ())))
        set_choices(self, "recipients", [(user.pk, user.name) for user in users])

    @staticmethod
    def initial_of(rule: AlertRule, *, recipients: list[int]) -> dict[str, Any]:
        names = ("title", "tags", "categories", "moments")
        values = {name: getattr(rule, name) for name in names}
        return {**values, "routine": rule.routine_id, "recipients": recipients}

    def drawn(self) -> RuleForm:
        """For the page, which must not call a field optional: none has to be filled to save, all of them to work."""
        self.use_required_attribute = False
        for field in self.fields.values():
            field.required = True
        return self

    def rule_fields(self) -> RuleFields:
        values = dict(self.cleaned_data)
        return RuleFields(routine_id=values.pop("routine"), **values)


class FollowForm(forms.Form):
    """The categories that a user follows (CO-189)."""

    categories = forms.MultipleChoiceField(
        label=_("Mes catégories"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "categories", offered(words.categories, also=self.initial.get("categories", ())))


class WordForm(forms.Form):
    """``common``: a word that every workspace has, which gets its own label back when it is emptied."""

    label = forms.CharField(label=_("Mot"), max_length=60)

    def __init__(self, *args: Any, common: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if common:
            self.fields["label"].required = False
            self.fields["label"].help_text = _("Laissez vide pour revenir au mot d’origine.")


def offered(words: Words, *, also: Sequence[str] | str = ()) -> Choices:
    """The words to choose from, and retired ones that the row has already."""
    kept = {also} if isinstance(also, str) else set(also)
    shown = [word for word in words.by_code.values() if _is_offered(word, kept)]
    return [(word.code, word.label) for word in shown]


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def choose_among(form: forms.Form, people: Sequence[Contact]) -> None:
    """Those from whom something may have been collected; without anybody the question is left out."""
    if people:
        set_choices(form, "contacts", [(str(person.id), _called(person)) for person in people])
    else:
        form.fields.pop("contacts", None)


def _called(person: Contact) -> str:
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


def _is_offered(word: Word, kept: set[str]) -> bool:
    return not word.retired or word.code in kept


class ImportForm(forms.Form):
    """The file of projects."""

    file = forms.FileField(label=_("Fichier"), error_messages={"required": _("Choisissez un fichier CSV.")})


class ReceiveForm(forms.Form):
    """A signed file of another Filon (A-CO-32)."""

    file = forms.FileField(
        label=_("Fichier d’échange"), error_messages={"required": _("Choisissez le fichier d’échange.")}
    )


class TrustForm(forms.Form):
    """Somebody else's public key."""

    name = forms.CharField(
        label=_("De qui est cette clé"), max_length=80, error_messages={"required": _("Dites de qui est cette clé.")}
    )
    key = forms.CharField(
        label=_("Clé publique"),
        max_length=200,
        help_text=_("Demandez-la à cette personne par un moyen sûr : la voix, ou un message déjà vérifié."),
    )


class ExportForm(forms.Form):
    """Which of the workspace's own projects go out."""

    categories = forms.MultipleChoiceField(
        label=_("Catégories"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        help_text=_("Aucune cochée : toutes."),
    )

    def __init__(self, *args: Any, words: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "categories", words.categories.offered())
