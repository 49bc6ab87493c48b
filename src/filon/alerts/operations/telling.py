"""From a change of projects to those whom the rules tell of it (CO-192…204), in the transaction of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from filon.alerts import announcing, audiences, service
from filon.alerts.events import RuleMatched
from filon.alerts.matching import Change, wants
from filon.alerts.models import ProjectNotice
from filon.alerts.queries.alert_rules import Rule, working_rules
from filon.timeline.events import Published, publish_many


def tell(changes: Sequence[Change], *, now: datetime, by: int | None = None) -> int:
    """Make a notice for each user whom a working rule tells of a change; answers how many.

    One notice a user and change, however many rules say so: it carries the titles of all of them (CO-196). Nothing
    happens while the service is off (CO-201). Told twice, nobody has a second notice.
    """
    if not changes or not service.is_active():
        return 0
    matched = _matched(changes)
    publish_many(_event(rule, change, now=now, by=by) for rule, change in matched)
    titles: dict[tuple[int, Change], list[str]] = defaultdict(list)
    for rule, change in matched:
        for user_id in rule.recipients:
            titles[user_id, change].append(rule.title)
    notices = [
        ProjectNotice(
            user_id=user_id,
            project_id=change.project_id,
            update_id=change.update_id,
            moment=change.moment,
            titles=sorted(set(names)),
            at=now,
        )
        for (user_id, change), names in titles.items()
    ]
    ProjectNotice.objects.bulk_create(notices, ignore_conflicts=True)
    announcing.announce(titles, at=now)
    return len(notices)


def _matched(changes: Sequence[Change]) -> list[tuple[Rule, Change]]:
    """Each working rule with each change that it tells of; the tags are asked for once for all of them (CO-197)."""
    wanted = [
        (rule, change)
        for rule in working_rules()
        for change in changes
        if wants(change, categories=rule.categories, moments=rule.moments)
    ]
    if not wanted:
        return []
    tags = audiences.current().carrying(
        {rule.routine_id for rule, _change in wanted}, {change.company_id for _rule, change in wanted}
    )
    return [(rule, change) for rule, change in wanted if tags.get((rule.routine_id, change.company_id)) in rule.tags]


def _event(rule: Rule, change: Change, *, now: datetime, by: int | None) -> Published:
    event = RuleMatched(
        rule_id=rule.id,
        title=rule.title,
        moment=change.moment.value,
        update_id=change.update_id,
        recipients=rule.recipients,
    )
    return Published(event=event, at=now, company_id=change.company_id, origin_id=change.project_id, actor_id=by)
