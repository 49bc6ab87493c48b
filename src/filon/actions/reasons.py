"""Every reason of the policy, as a French salesperson says it: one table, one sentence for each code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.actions.policy import Reason
from filon.actions.states import Channel

Params = Mapping[str, Any]


def sentence(reason: Reason | Params, *, zone: tzinfo | None = None) -> str:
    """The reason in the reader's language, with its date in ``zone`` (else the reader's) when it has one.

    ``reason`` is one of the policy, or what an action keeps of it (``Reason.stored``).
    """
    stored = reason.stored() if isinstance(reason, Reason) else reason
    say = SENTENCES.get(str(stored.get("code")), _unknown)
    until = stored.get("until")
    if not until:
        return say(stored)
    return _("%(sentence)s (jusqu’au %(until)s)") % {"sentence": say(stored), "until": when(until, zone=zone)}


def sentences(reasons: Iterable[Reason | Params], *, zone: tzinfo | None = None) -> list[str]:
    return [sentence(reason, zone=zone) for reason in reasons]


def when(moment: datetime | str, *, zone: tzinfo | None = None) -> str:
    """A moment as people say it: ``mardi 24 novembre à 09:00``."""
    aware = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    local = aware.astimezone(zone or get_current_timezone())
    return _("%(day)s à %(time)s") % {"day": date_format(local, _("l j F")), "time": date_format(local, _("H:i"))}


def _listed(values: object) -> str:
    return ", ".join(str(value) for value in values) if isinstance(values, list | tuple) else str(values)


def _unknown(params: Params) -> str:
    return _("Bloqué par une règle de cette version (%(code)s).") % {"code": params.get("code", "")}


def _budget(params: Params) -> str:
    count = int(params.get("count", 0))
    return ngettext(
        "La campagne a déjà contacté %(count)s nouvelle personne aujourd’hui, le maximum choisi",
        "La campagne a déjà contacté %(count)s nouvelles personnes aujourd’hui, le maximum choisi",
        count,
    ) % {"count": count}


def _cap(params: Params) -> str:
    count = int(params.get("count", 0))
    return ngettext(
        "La boîte mail a déjà envoyé %(count)s message aujourd’hui, son maximum",
        "La boîte mail a déjà envoyé %(count)s messages aujourd’hui, son maximum",
        count,
    ) % {"count": count}


def _spacing(params: Params) -> str:
    return _("La boîte mail laisse %(seconds)s s entre deux messages") % {"seconds": params.get("seconds", 0)}


def _better_hour(params: Params) -> str:
    return _("Décalé à %(from)s : vos réponses arrivent surtout entre %(from)s et %(to)s") % {
        "from": params.get("from", ""),
        "to": params.get("to", ""),
    }


def _missing(params: Params) -> str:
    return _("Le message a besoin d’une information absente de la fiche : %(variables)s") % {
        "variables": _listed(params.get("variables", ()))
    }


def _marker(params: Params) -> str:
    return _("Le message contient encore un passage à compléter : %(markers)s") % {
        "markers": _listed(params.get("markers", ()))
    }


def _attempts(params: Params) -> str:
    count = int(params.get("count", 0))
    return ngettext(
        "Ce numéro a été appelé %(count)s fois, le maximum de la campagne",
        "Ce numéro a été appelé %(count)s fois, le maximum de la campagne",
        count,
    ) % {"count": count}


def _delay(params: Params) -> str:
    return _("La campagne laisse %(hours)s h entre deux appels d’un même numéro") % {
        "hours": _number(params.get("hours", 0))
    }


def _trunk_full(params: Params) -> str:
    count = int(params.get("count", 0))
    return ngettext(
        "La ligne porte déjà %(count)s appel, son maximum",
        "La ligne porte déjà %(count)s appels, son maximum",
        count,
    ) % {"count": count}


def _campaign_full(params: Params) -> str:
    count = int(params.get("count", 0))
    return ngettext(
        "La campagne a déjà %(count)s appel en cours, le maximum choisi",
        "La campagne a déjà %(count)s appels en cours, le maximum choisi",
        count,
    ) % {"count": count}


def _number(value: Any) -> str:
    """Without a decimal that says nothing."""
    return number_format(value, decimal_pos=None if value == int(value) else 1).removesuffix(",0").removesuffix(".0")


def _by_channel(email: Callable[[], str], call: Callable[[], str]) -> Callable[[Params], str]:
    return lambda params: call() if params.get("channel") == Channel.CALL else email()


def _refused(params: Params) -> str:
    return _("Le serveur a refusé le message : %(reply)s") % {"reply": params.get("reply", "")}


def _deferred(params: Params) -> str:
    return _("Le serveur a demandé de réessayer plus tard : %(reply)s") % {"reply": params.get("reply", "")}


SENTENCES: dict[str, Callable[[Params], str]] = {
    # the policy
    "suppressed": _by_channel(
        lambda: _("Cette personne figure sur la liste d’opposition"),
        lambda: _("Ce numéro figure sur la liste d’opposition"),
    ),
    "not_public": lambda _p: _("La société n’est pas publique dans l’annuaire : elle n’est pas démarchée"),
    "unsubscribed_from_campaign": lambda _p: _("Cette personne s’est désabonnée de cette campagne"),
    "contact_left": lambda _p: _("Cette personne a quitté la société"),
    "contact_erased": lambda _p: _("Cette personne a demandé à être effacée"),
    "no_email": lambda _p: _("La fiche n’a pas d’adresse e-mail"),
    "email_unusable": lambda _p: _("Son adresse e-mail ne peut pas être utilisée telle qu’elle est écrite"),
    "bounced": lambda _p: _("Son adresse e-mail a été refusée définitivement"),
    "not_engaged": _by_channel(
        lambda: _("Cette personne n’est pas engagée dans la campagne, ou n’y est plus"),
        lambda: _("Ce numéro n’est plus à appeler dans la campagne"),
    ),
    "opportunity_off": lambda _p: _("L’automatisation de l’opportunité est arrêtée"),
    "campaign_stopped": lambda _p: _("La campagne est arrêtée"),
    "not_launched": lambda _p: _("La campagne n’est pas encore lancée"),
    "not_approved": lambda _p: _("La campagne attend sa validation"),
    "before_start": lambda _p: _("La campagne n’a pas encore commencé"),
    "not_due_yet": lambda _p: _("L’étape est prévue plus tard"),
    "outside_days": _by_channel(
        lambda: _("Aujourd’hui n’est pas un jour d’envoi de la campagne"),
        lambda: _("Aujourd’hui n’est pas un jour d’appel de la campagne"),
    ),
    "public_holiday": lambda _p: _("Aujourd’hui est un jour férié"),
    "outside_hours": _by_channel(
        lambda: _("La campagne n’envoie pas à cette heure"),
        lambda: _("La campagne n’appelle pas à cette heure"),
    ),
    "better_hour": _better_hour,
    "no_sending_day": lambda _p: _("La campagne n’a aucun jour d’envoi dans l’année qui vient"),
    "new_contacts_budget": _budget,
    "daily_cap": _cap,
    "spacing": _spacing,
    "mailbox_broken": lambda _p: _("La boîte mail ne fonctionne pas : vérifiez sa connexion dans les paramètres"),
    "mailbox_paused": lambda _p: _("La boîte mail est en pause"),
    "missing_variable": _missing,
    "unedited_marker": _marker,
    # calls
    "attempts_used": _attempts,
    "attempt_too_soon": _delay,
    "line_engaged": lambda _p: _("Un appel est en cours avec ce numéro ou avec la société"),
    "calls_stopped": lambda _p: _("Les appels de l’espace sont arrêtés"),
    "calls_paused": lambda _p: _("La campagne d’appels est en pause"),
    "no_credit": lambda _p: _("L’espace n’a plus de crédits"),
    "caller_number": lambda _p: _("Le numéro affiché n’est pas autorisé pour des appels automatiques"),
    "trunk_broken": lambda _p: _("La ligne téléphonique est saturée ou injoignable"),
    "trunk_paused": lambda _p: _("La ligne téléphonique est en pause : vérifiez ses réglages dans les paramètres"),
    "trunk_full": _trunk_full,
    "campaign_full": _campaign_full,
    "trunk_pace": lambda _p: _("La ligne espace ses appels"),
    "excluded": lambda _p: _("Un utilisateur a écarté ce numéro de la campagne"),
    "called_later": lambda _p: _("Un utilisateur a demandé de rappeler plus tard"),
    # the page that says why
    "in_no_campaign": lambda _p: _("Cette personne n’est engagée dans aucune campagne"),
    "all_steps_done": lambda _p: _("Tous les messages de la séquence sont partis ; Filon attend une réponse"),
    # why somebody is not followed up by hand
    "not_contacted": lambda _p: _("Cette personne n’a encore rien reçu de la campagne"),
    "on_its_way": lambda _p: _("Un message est en train de partir"),
    "followed_up_already": lambda _p: _("Une relance est déjà prévue pour cette personne"),
    # what cancelled it, or became of it
    "replied": lambda _p: _("Une personne de la société a répondu"),
    "unsubscribed": lambda _p: _("Cette personne a demandé à ne plus être contactée"),
    "disengaged": lambda _p: _("Cette personne a été retirée de la campagne"),
    "left_newsletter": lambda _p: _("Cette personne n’est plus inscrite à la newsletter"),
    "issue_cancelled": lambda _p: _("L’envoi de ce numéro a été arrêté"),
    "followed_up": lambda _p: _("Une relance à la main a pris sa place"),
    "by_user": lambda _p: _("Un utilisateur l’a annulé"),
    "absent": lambda _p: _("Cette personne est absente"),
    "refused_by_server": _refused,
    "deferred_by_server": _deferred,
    "too_many_tries": _refused,
    "uncertain": lambda _p: _("La connexion a été coupée pendant l’envoi : personne ne sait si le message est parti"),
    "confirmed_sent": lambda _p: _("Un utilisateur a considéré le message comme envoyé"),
    "found_sent": lambda _p: _("Le message a été retrouvé dans les messages envoyés de la boîte mail"),
}
