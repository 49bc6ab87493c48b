"""How to sign in to the sample workspace. Printed by ``filon run``; worth nothing anywhere else."""

from __future__ import annotations

from dataclasses import dataclass

from filon.tenants.states import Role

SLUG = "demo"
PASSWORD = "filon-demo"  # noqa: S105 published on purpose, for a workspace that holds invented people only


@dataclass(frozen=True, slots=True)
class Login:
    """A member of the sample workspace; the address is also that of a mailbox of the sandbox."""

    email: str
    first_name: str
    last_name: str
    role: str
    password: str = PASSWORD


LOGINS = (
    Login("manager@demo.example", "Claire", "Dupré", Role.MANAGER),
    Login("member@demo.example", "Karim", "Benali", Role.MEMBER),
)
CATCH_ALL = "courrier@demo.example"
"""The account that keeps what Filon itself sends (invitations, forgotten passwords) to addresses outside."""
