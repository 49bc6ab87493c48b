"""Who may do what, as a table that is the only way in.

Every room lists its pages and its API operations in its `rules.py`:

    PAGES = {"crm:contacts": MEMBER, "crm:delete": MANAGER}
    API = {"GET /contacts": READ, "POST /contacts": WRITE}

`filon.config.permissions` puts the pages together and `filon.api` the operations; the doors (`tenants.door`,
`api.door`) refuse whatever is not listed, so a route that somebody forgot is closed and the suite says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum


class Who(Enum):
    ANYONE = "anyone"
    """Also people who are not signed in."""
    TOKEN = "token"  # noqa: S105 the kind of caller, not a secret
    """Whoever holds the secret that is in the address; the view compares it and answers 404 to a wrong one."""
    API = "api"
    """Programs: `filon.api.door` checks the key and its scope, operation by operation."""
    SIGNED_IN = "signed in"
    """Any account, even one that no longer belongs to a workspace."""
    MEMBER = "member"
    MANAGER = "manager"


@dataclass(frozen=True)
class Rule:
    """``fresh``: the user has proven who they are within the last minutes (ST-4, ST-102)."""

    who: Who
    fresh: bool = False


ANYONE = Rule(Who.ANYONE)
TOKEN = Rule(Who.TOKEN)
API = Rule(Who.API)
SIGNED_IN = Rule(Who.SIGNED_IN)
MEMBER = Rule(Who.MEMBER)
MANAGER = Rule(Who.MANAGER)


def fresh(rule: Rule) -> Rule:
    """The same people, who must first confirm their identity again when they have not done so lately."""
    return replace(rule, fresh=True)


class Scope(Enum):
    """What a key of the API may do."""

    READ = "read"
    WRITE = "write"


READ = Scope.READ
WRITE = Scope.WRITE

Pages = Mapping[str, Rule]
Operations = Mapping[str, Scope]


def merged(tables: Mapping[str, Pages]) -> dict[str, Rule]:
    """One table out of the rooms'; a page listed by two rooms is a mistake, not a choice."""
    whole: dict[str, Rule] = {}
    for room, pages in tables.items():
        if twice := whole.keys() & pages.keys():
            raise ValueError(f"{room} lists pages of another room: {', '.join(sorted(twice))}")
        whole.update(pages)
    return whole
