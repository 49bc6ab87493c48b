"""What the DNS says of a domain that sends mail: MX, SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dns.exception import DNSException
from dns.resolver import NXDOMAIN, NoAnswer, Resolver

from filon.config.doctor.findings import Finding, bad, fair, good
from filon.config.words import either

PATIENCE_S = 5.0
MOST_LOOKUPS = 10
"""RFC 7208 §4.6.4: beyond, receivers give up and the mail counts as failing SPF."""

USUAL_SELECTORS = (
    *("default", "dkim", "mail", "google", "selector1", "selector2", "s1", "s2", "k1", "k2", "k3"),
    *("brevo1", "mailjet", "ovhmo-selector-1", "protonmail", "zoho", "fm1", "key1", "sig1"),
)
"""Nothing lists a domain's selectors; these are those of the usual mail hosts. `--selector` adds one."""

Ask = Callable[[str, str], list[str]]
"""(name, type) → the values, empty when the name has none. Raises `DNSException` when nobody answers."""


def ask_resolver(name: str, kind: str) -> list[str]:
    """Ask the machine's own resolver."""
    try:
        answer = Resolver().resolve(name, kind, lifetime=PATIENCE_S)
    except (NXDOMAIN, NoAnswer):
        return []
    if kind == "TXT":
        return [b"".join(record.strings).decode(errors="replace") for record in answer]
    return [record.to_text() for record in answer]


def look_at_domain(domain: str, *, selectors: Sequence[str] = (), ask: Ask = ask_resolver) -> Iterator[Finding]:
    """Would a receiver trust mail from this domain?"""
    try:
        yield _mx(domain, ask)
        yield _spf(domain, ask)
        yield _dkim(domain, [*selectors, *USUAL_SELECTORS], ask)
        yield _dmarc(domain, ask)
    except DNSException as error:
        yield fair(
            f"{domain} · DNS",
            either(fr=f"personne ne répond ({type(error).__name__})", en=f"nobody answers ({type(error).__name__})"),
            either(fr="Vérifiez le réseau et /etc/resolv.conf.", en="Check the network and /etc/resolv.conf."),
        )


def _mx(domain: str, ask: Ask) -> Finding:
    subject = f"{domain} · MX"
    hosts = [value.split()[-1].rstrip(".") for value in ask(domain, "MX")]
    if not any(hosts):
        return bad(
            subject,
            either(fr="ce domaine ne reçoit pas de courrier", en="this domain receives no mail"),
            either(
                fr="Les réponses et les erreurs n’arriveraient pas : publiez un MX.",
                en="Replies and bounces would not arrive: publish an MX record.",
            ),
        )
    return good(subject, ", ".join(hosts))


def _spf(domain: str, ask: Ask) -> Finding:
    subject = f"{domain} · SPF"
    policies = [text for text in ask(domain, "TXT") if text.lower().split(" ", 1)[0] == "v=spf1"]
    if not policies:
        return bad(
            subject,
            either(fr="absent", en="missing"),
            either(
                fr="Publiez un TXT « v=spf1 include:… ~all » donné par votre hébergeur de messagerie.",
                en="Publish a TXT “v=spf1 include:… ~all”, as your mail host gives it.",
            ),
        )
    if len(policies) > 1:
        return bad(
            subject,
            either(fr=f"{len(policies)} enregistrements", en=f"{len(policies)} records"),
            either(fr="N’en gardez qu’un : plusieurs s’annulent.", en="Keep one only: several void each other."),
        )
    lookups = _lookups(policies[0], ask, deep=0)
    if lookups > MOST_LOOKUPS:
        return bad(
            subject,
            either(fr=f"{lookups} recherches DNS", en=f"{lookups} DNS look-ups"),
            either(fr="Retirez des include : au-delà de 10, SPF échoue.", en="Remove includes: beyond 10, SPF fails."),
        )
    if policies[0].rstrip().endswith(("+all", " all")):
        return bad(
            subject,
            policies[0],
            either(
                fr="Terminez par ~all ou -all : tout le monde est autorisé.",
                en="End with ~all or -all: everybody may send.",
            ),
        )
    return good(subject, policies[0])


def _lookups(policy: str, ask: Ask, *, deep: int) -> int:
    """How many further questions this policy makes a receiver ask (RFC 7208 §4.6.4)."""
    count = 0
    for term in policy.lower().split()[1:]:
        bare = term.lstrip("+-~?")
        name = bare.split(":", 1)[0].split("/", 1)[0].split("=", 1)[0]
        if name not in {"include", "a", "mx", "ptr", "exists", "redirect"}:
            continue
        count += 1
        target = bare.replace("=", ":").partition(":")[2]
        if name in {"include", "redirect"} and deep < MOST_LOOKUPS and count <= MOST_LOOKUPS:
            inner = [text for text in ask(target, "TXT") if text.lower().startswith("v=spf1")]
            count += _lookups(inner[0], ask, deep=deep + 1) if inner else 0
    return count


def _dkim(domain: str, selectors: Sequence[str], ask: Ask) -> Finding:
    subject = f"{domain} · DKIM"
    for selector in dict.fromkeys(selectors):
        for text in ask(f"{selector}._domainkey.{domain}", "TXT"):
            tags = dict(part.strip().partition("=")[::2] for part in text.split(";") if "=" in part)
            if tags.get("p", "").strip():
                return good(subject, either(fr=f"clé « {selector} »", en=f"key “{selector}”"))
            if "p" in tags:
                return bad(
                    subject,
                    either(fr=f"la clé « {selector} » est révoquée", en=f"the key “{selector}” is revoked"),
                    either(
                        fr="Publiez la clé actuelle de votre hébergeur.",
                        en="Publish the current key of your mail host.",
                    ),
                )
    return fair(
        subject,
        either(fr="aucune clé sous les noms habituels", en="no key under the usual names"),
        either(
            fr="Activez DKIM chez votre hébergeur de messagerie, ou donnez le nom de la clé : --selector NOM",
            en="Turn DKIM on at your mail host, or name the key: --selector NAME",
        ),
    )


def _dmarc(domain: str, ask: Ask) -> Finding:
    subject = f"{domain} · DMARC"
    parts = domain.split(".")
    for name in (domain, ".".join(parts[-2:])):
        for text in ask(f"_dmarc.{name}", "TXT"):
            if text.lower().replace(" ", "").startswith("v=dmarc1"):
                return good(subject, text)
    return fair(
        subject,
        either(fr="absent", en="missing"),
        either(
            fr=f"Publiez sur _dmarc.{domain} un TXT : v=DMARC1; p=none; rua=mailto:vous@{domain}",
            en=f"Publish at _dmarc.{domain} a TXT: v=DMARC1; p=none; rua=mailto:you@{domain}",
        ),
    )
