"""What the workspace and its users settle about alerts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filon.alerts.models import AlertService, CategoryFollow
from filon.alerts.vocabulary import vocabulary
from filon.tenants import audit
from filon.tenants.models import User


def set_service(*, active: bool, now: datetime, by: User | None = None) -> bool:
    """Switch the alerts of the workspace on or off (CO-201). False when they were so already."""
    with transaction.atomic():
        service, _new = AlertService.objects.get_or_create()
        if not AlertService.objects.filter(id=service.id, active=not active).update(active=active):
            return False
        audit.record("alerts.switched_on" if active else "alerts.switched_off", at=now, actor=by)
    return True


def follow(user_id: int, categories: Collection[str]) -> None:
    """The categories that the user follows are these (CO-189); codes that do not exist are left out."""
    wanted = set(categories) & set(vocabulary().categories.by_code)
    with transaction.atomic():
        CategoryFollow.objects.filter(user=user_id).exclude(category__in=wanted).delete()
        CategoryFollow.objects.bulk_create(
            [CategoryFollow(user_id=user_id, category=code) for code in sorted(wanted)], ignore_conflicts=True
        )
