"""The forms of the wizard (OL-25); ``outreach.operations`` alone says what is wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.crm.queries import recent_imports
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations import Schedule
from filon.outreach.states import Access
from filon.outreach.web.hours_form import HoursForm
from filon.tenants.models import User
from filon.tenants.web.choices import time_zones_nearest_first


class SettingsForm(forms.Form):
    """Step 1."""

    name = forms.CharField(label=_("Nom de la campagne"), max_length=120)
    website = forms.CharField(
        label=_("Site web à promouvoir"),
        max_length=300,
        help_text=_("La page où mène la séquence : la variable « site » des messages."),
    )
    access = forms.ChoiceField(
        label=_("Qui peut voir la campagne"),
        choices=Access.choices,
        initial=Access.EVERYBODY,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Pour les autres, ni la campagne, ni ses envois, ni ses opportunités n’existent."),
    )
    viewers = forms.TypedMultipleChoiceField(
        label=_("Personnes choisies"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Les responsables voient toujours toutes les campagnes."),
    )

    def __init__(self, *args: Any, users: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        viewers = self.fields["viewers"]
        assert isinstance(viewers, forms.TypedMultipleChoiceField)
        viewers.choices = [(user.pk, user.name) for user in users]

    def seen_by(self) -> list[int] | None:
        """The users chosen, None for everybody."""
        return self.cleaned_data["viewers"] if self.cleaned_data["access"] == Access.CHOSEN else None


WHO = [
    ("filters", _("Les contacts qui correspondent à…")),
    ("everybody", _("Tous mes contacts")),
    ("picked", _("Seulement ceux que j’ai choisis un par un")),
]


class TargetForm(forms.Form):
    """Step 2."""

    who = forms.ChoiceField(label=_("Qui contacter"), choices=WHO, widget=forms.RadioSelect, initial="filters")
    q = forms.CharField(
        label=_("Mots"), required=False, max_length=200, help_text=_("Nom, société ou adresse, par leur début.")
    )
    of_import = forms.ChoiceField(label=_("Venus de l’import"), required=False)
    engaged_elsewhere = forms.BooleanField(
        label=_("Prendre aussi les personnes déjà engagées dans une autre campagne en cours"), required=False
    )
    callers = forms.BooleanField(
        label=_("Engager aussi, au fil des jours, les contacts qui appellent sans obtenir de réponse"),
        required=False,
        help_text=_("Chacun une seule fois, s’il est reconnu à son numéro et a une adresse e-mail."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        imports = self.fields["of_import"]
        assert isinstance(imports, forms.ChoiceField)
        imports.choices = [("", _("Peu importe")), *recent_imports()]

    @staticmethod
    def initial_of(audience: Audience) -> dict[str, Any]:
        who = "everybody" if audience.everybody else "filters" if audience.filters else "picked"
        if not audience.contact_ids and not audience.everybody:
            who = "filters"
        return {
            "who": who,
            "q": audience.filters.get("q", ""),
            "of_import": audience.filters.get("import", ""),
            "engaged_elsewhere": audience.engaged_elsewhere,
            "callers": audience.callers,
        }

    def audience(self, stored: Audience) -> Audience:
        """What was chosen; people picked one by one and excluded companies stay."""
        values = self.cleaned_data
        by_filters = values["who"] == "filters"
        wanted = {"q": values["q"].strip(), "import": values["of_import"]} if by_filters else {}
        return Audience(
            filters={key: value for key, value in wanted.items() if value},
            everybody=values["who"] == "everybody",
            contact_ids=stored.contact_ids,
            engaged_elsewhere=values["engaged_elsewhere"],
            callers=values["callers"],
            excluded_companies=stored.excluded_companies,
        )


class SendingForm(HoursForm):
    """Step 4."""

    field_order = ("mailbox_id",)

    mailbox_id = forms.TypedChoiceField(label=_("Boîte mail qui envoie"), empty_value=None)
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"))
    adaptive = forms.BooleanField(
        label=_("Adapter l’heure d’envoi aux réponses"),
        required=False,
        help_text=_(
            "Dès que vingt réponses disent à quelle heure vos prospects répondent, les e-mails attendent cette heure, "
            "dans la journée. Avant cela, ils partent à l’ouverture."
        ),
    )
    skip_holidays = forms.BooleanField(label=_("Ne rien envoyer les jours fériés"), required=False)
    new_per_day = forms.IntegerField(
        label=_("Nouveaux contacts par jour"),
        min_value=1,
        max_value=10_000,
        help_text=_("En plus des relances, qui partent d’elles-mêmes."),
    )
    start_on = forms.DateField(
        label=_("Date de début"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Vide : le prochain jour d’envoi après le lancement."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mailboxes, zones = self.fields["mailbox_id"], self.fields["time_zone"]
        assert isinstance(mailboxes, forms.ChoiceField)
        assert isinstance(zones, forms.ChoiceField)
        mailboxes.choices = [("", _("Choisir une boîte")), *_mailboxes()]
        zones.choices = time_zones_nearest_first()

    @classmethod
    def initial_of(cls, campaign: Campaign) -> dict[str, Any]:
        """The form of a campaign as it is; the mailbox is chosen already where only one is connected."""
        values = {name: getattr(campaign, name) for name in cls.base_fields}
        return {**values, "mailbox_id": values["mailbox_id"] or _only_mailbox()}

    def schedule(self) -> Schedule:
        values = {**self.cleaned_data, "days": tuple(self.cleaned_data["days"])}
        return Schedule(**values)


def _only_mailbox() -> UUID | None:
    connected = list(Mailbox.objects.filter(state=MailboxState.CONNECTED).values_list("id", flat=True)[:2])
    return connected[0] if len(connected) == 1 else None


def _mailboxes() -> list[tuple[str, str]]:
    rows = Mailbox.objects.order_by("email").only("id", "email", "state", "from_name")
    labels = {
        MailboxState.PAUSED: _("en pause"),
        MailboxState.BROKEN: _("désynchronisée"),
        MailboxState.NEW: _("à vérifier"),
    }
    return [(str(m.id), f"{m.email} ({labels[MailboxState(m.state)]})" if m.state in labels else m.email) for m in rows]
