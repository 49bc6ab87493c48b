"""Trunks and the kill switch of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.actions.operations import wake
from filon.calls import callers, claims
from filon.calls.events import CallsStopped, TrunkPaused
from filon.calls.line import is_loopback, settings_of
from filon.calls.models import CALLS_PER_SECOND, MAX_CALL_S, MAX_CONCURRENT, CallSettings, Trunk
from filon.calls.reach import is_inside, reach_of, unusable
from filon.calls.states import TrunkKind, TrunkState
from filon.kernel.errors import Refused
from filon.timeline.events import publish

FIRST_BACK_OFF = timedelta(seconds=5)
LONGEST_BACK_OFF = timedelta(minutes=10)
MOST_CONCURRENT = 1000
LONGEST_CALL_S = 3600


@dataclass(frozen=True, kw_only=True)
class TrunkFields:
    """What a user says of a trunk. ``password`` None keeps the one that is stored."""

    name: str
    kind: str = TrunkKind.SIP
    host: str = ""
    port: int = 0
    transport: str = "udp"
    domain: str = ""
    user: str = ""
    password: str | None = None
    caller: str = ""
    register: bool = False
    srtp: bool = False
    codecs: tuple[str, ...] = ("PCMA", "PCMU")
    extra_networks: tuple[str, ...] = ()
    max_concurrent: int = MAX_CONCURRENT
    calls_per_second: float = CALLS_PER_SECOND
    max_call_seconds: int = MAX_CALL_S

    def values(self) -> dict[str, Any]:
        """As they are kept; the password only when there is one to keep."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if self.password is None:
            del plain["password"]
        return {
            **plain,
            "name": self.name.strip(),
            "codecs": list(self.codecs),
            "extra_networks": [*self.extra_networks],
        }


def save_trunk(fields: TrunkFields, *, now: datetime, trunk_id: UUID | None = None) -> Trunk:
    """Make a trunk, or change one; what waited for it is decided anew. Raises Refused."""
    with transaction.atomic():
        trunk = locked(trunk_id) if trunk_id else Trunk(created_at=now)
        for name, value in fields.values().items():
            setattr(trunk, name, value)
        _check(trunk)
        trunk.state, trunk.state_detail, trunk.retry_at, trunk.congestions = TrunkState.WORKING, "", None, 0
        trunk.save()
        wake(trunk.id, now=now)
    return trunk


def pause_trunk(trunk_id: UUID, *, reason: str, now: datetime, actor_id: int | None = None) -> None:
    """Place no call through it any more until it is resumed or saved; calls that are up go on."""
    with transaction.atomic():
        claims.wait_for_turn(trunk_id)
        give_up(trunk_id, reason=reason, now=now, actor_id=actor_id)


def give_up(trunk_id: UUID, *, reason: str, now: datetime, actor_id: int | None = None) -> None:
    """The trunk said that it is set up wrongly. As ``pause_trunk``, without waiting for the claim that is under way.

    ``reason`` is a word that ``calls.pausing`` knows, or a sentence.
    """
    with transaction.atomic():
        changed = Trunk.objects.filter(id=trunk_id).exclude(state=TrunkState.PAUSED)
        if changed.update(state=TrunkState.PAUSED, state_detail=reason[:200], checked_at=now):
            publish(TrunkPaused(trunk_id=trunk_id, reason=reason[:200]), at=now, actor_id=actor_id)


def resume_trunk(trunk_id: UUID, *, now: datetime) -> None:
    """Call through it again, at once."""
    with transaction.atomic():
        Trunk.objects.filter(id=trunk_id).update(
            state=TrunkState.WORKING, state_detail="", retry_at=None, congestions=0, checked_at=now
        )
        wake(trunk_id, now=now)


def delete_trunk(trunk_id: UUID) -> None:
    """Raises Refused while a campaign has it."""
    with transaction.atomic():
        trunk = locked(trunk_id)
        if trunk.campaigns.exists():
            raise Refused(
                _("Une campagne appelle par cette ligne : donnez-lui d’abord une autre ligne."), code="in_use"
            )
        trunk.delete()


def back_off(trunk_id: UUID, *, now: datetime) -> datetime:
    """The trunk had no line to give: leave it alone, twice as long each time. Answers until when."""
    with transaction.atomic():
        trunk = Trunk.objects.select_for_update(no_key=True).get(id=trunk_id)
        if trunk.retry_at and trunk.retry_at > now:
            return trunk.retry_at
        wait = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * int(2 ** min(trunk.congestions, 10)))
        until = now + wait
        trunk.retry_at, trunk.congestions = until, trunk.congestions + 1
        trunk.save(update_fields=["retry_at", "congestions"])
    return until


def went_through(trunk_id: UUID) -> None:
    """A call of it reached the other side: it has lines again."""
    Trunk.objects.filter(id=trunk_id, congestions__gt=0).update(congestions=0, retry_at=None)


def stop_calls(*, now: datetime, actor_id: int | None = None) -> None:
    """The kill switch: no call begins in the workspace until ``restart_calls``; those that are up end as they would."""
    _switch(stopped=True, now=now, actor_id=actor_id)


def restart_calls(*, now: datetime, actor_id: int | None = None) -> None:
    _switch(stopped=False, now=now, actor_id=actor_id)


def locked(trunk_id: UUID) -> Trunk:
    found = Trunk.objects.select_for_update(no_key=True).filter(id=trunk_id).first()
    if found is None:
        raise Refused(_("Cette ligne téléphonique n’existe plus."), code="gone")
    return found


def _switch(*, stopped: bool, now: datetime, actor_id: int | None) -> None:
    with transaction.atomic():
        for trunk_id in Trunk.objects.order_by("id").values_list("id", flat=True):
            claims.wait_for_turn(trunk_id)
        values = {"stopped": stopped, "stopped_at": now if stopped else None, "stopped_by_id": actor_id}
        CallSettings.objects.update_or_create(defaults=values)
        publish(CallsStopped(stopped=stopped), at=now, actor_id=actor_id)


def _check(trunk: Trunk) -> None:
    """Raises Refused for what cannot be called with."""
    if not 0 < len(trunk.name) <= 60:
        raise Refused(_("Donnez un nom à la ligne, de 60 caractères au plus."), field="name", code="name")
    if Trunk.objects.filter(name=trunk.name).exclude(id=trunk.id).exists():
        raise Refused(_("Une autre ligne porte déjà ce nom."), field="name", code="name")
    if trunk.kind == TrunkKind.PRACTICE and not is_loopback(trunk.host):
        raise Refused(_("Les standards d’entraînement sont sur cette machine : 127.0.0.1."), field="host", code="host")
    _check_reach(trunk)
    if not callers.is_allowed(trunk.caller, kind=trunk.kind):
        sentence = _("Un appel automatique doit afficher un numéro réservé à cet usage, comme 01 62 ou 09 48.")
        raise Refused(sentence, field="caller", code="caller")
    if not (1 <= trunk.max_concurrent <= MOST_CONCURRENT and 0 < trunk.calls_per_second <= 200):
        raise Refused(_("De 1 à 1000 appels à la fois, 200 par seconde au plus."), field="max_concurrent", code="caps")
    if not 10 <= trunk.max_call_seconds <= LONGEST_CALL_S:
        raise Refused(_("Un appel dure de 10 secondes à une heure au plus."), field="max_call_seconds", code="caps")
    try:
        settings_of(trunk)
    except ValueError as fault:
        raise Refused(
            _("Cette ligne ne peut pas être utilisée : %(fault)s") % {"fault": fault}, code="settings"
        ) from None


def _check_reach(trunk: Trunk) -> None:
    """What is written leads nowhere inside that the host did not open; what names lead to is asked at each opening."""
    reach = reach_of(trunk.kind)
    if is_inside(trunk.host, reach=reach):
        sentence = _(
            "Ce serveur est sur cette machine ou sur un réseau privé que l’hébergeur n’a pas ouvert aux lignes. "
            "S’il s’agit de votre standard, demandez-lui d’ajouter son réseau à FILON_TRUNK_NETWORKS."
        )
        raise Refused(sentence, field="host", code="host_inside")
    if wrong := unusable(trunk.extra_networks, reach=reach):
        sentence = _("%(network)s n’est pas un réseau de l’opérateur : attendu, par exemple, 203.0.113.0/24.")
        raise Refused(sentence % {"network": wrong[:50]}, field="extra_networks", code="networks")
