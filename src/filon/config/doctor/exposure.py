"""What must not be open to others: the sample workspace, whose passwords are published."""

from __future__ import annotations

from collections.abc import Iterator

from filon.config.doctor.findings import Finding, bad, good
from filon.config.env import Environment
from filon.config.words import either


def look_at_sample(env: Environment) -> Iterator[Finding]:
    """Can strangers sign in with a password that everybody can read?"""
    if not env.exposed:
        return
    subject = either(fr="exemple", en="sample")
    if open_logins := published_logins():
        yield bad(
            subject,
            either(
                fr=f"d’autres machines atteignent Filon ; {', '.join(open_logins)} : mot de passe publié",
                en=f"other machines reach Filon; {', '.join(open_logins)}: published password",
            ),
            either(
                fr="Mettez FILON_SAMPLE=0, et changez ces mots de passe ou désactivez ces comptes.",
                en="Set FILON_SAMPLE=0, and change these passwords or deactivate these accounts.",
            ),
        )
    else:
        yield good(subject, either(fr="personne n’entre avec un mot de passe publié", en="no published password opens"))


def published_logins() -> list[str]:
    """The sample accounts that their published password still opens."""
    from filon.demo.logins import LOGINS
    from filon.tenants.models import User

    published = {login.email: login.password for login in LOGINS}
    accounts = User.objects.filter(email__in=published, is_active=True).order_by("email")
    return [user.email for user in accounts if user.check_password(published[user.email])]
