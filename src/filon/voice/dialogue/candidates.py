"""The addresses that a person of a company probably has."""

from __future__ import annotations

from filon.voice.dialogue.folding import folded

GENERAL = (
    "contact",
    "info",
    "accueil",
    "commercial",
    "direction",
    "secretariat",
    "administration",
    "comptabilite",
    "hello",
    "sales",
    "office",
    "enquiries",
    "reception",
    "hola",
    "ventas",
    "administracion",
    "recepcion",
    "standard",
    "bonjour",
    "achats",
    "service",
    "infos",
    "mail",
    "admin",
    "support",
    "rh",
    "compta",
    "sav",
)
"""Local parts of mailboxes that are nobody's own."""

HINTED_GENERAL = {
    "fr": ("contact", "info", "accueil", "commercial", "direction"),
    "en": ("contact", "info", "hello", "office", "sales"),
    "es": ("contacto", "info", "ventas", "administracion", "recepcion"),
}
ENDINGS = {"fr": ("fr", "com"), "en": ("com", "co.uk"), "es": ("es", "com")}


def is_general(address: str) -> bool:
    """Whether it is a mailbox of the company rather than somebody's."""
    local = address.partition("@")[0]
    return local in GENERAL or local in {name for names in HINTED_GENERAL.values() for name in names}


def domains(domain: str, company: str, language: str) -> tuple[str, ...]:
    """The company's domain; what it may be where it is not known."""
    endings = ENDINGS.get(language, ENDINGS["fr"])
    if domain:
        label = domain.rpartition(".")[0] or domain
        return tuple(dict.fromkeys((domain, *(f"{label}.{ending}" for ending in endings))))
    words = folded(company).split()
    labels = dict.fromkeys(("".join(words), "-".join(words)))
    return tuple(f"{label}.{ending}" for label in labels if label for ending in endings)


def local_parts(name: str) -> tuple[str, ...]:
    """What companies make of a name, the most usual first; "" names nobody."""
    words = [word.replace("'", "") for word in name.split()]
    if not words:
        return ()
    joined = ["-".join(folded(word).split()) for word in words]
    last = "".join(joined[1:]) or joined[0]
    if len(words) == 1:
        return (last,)
    first = joined[0]
    initial = first[:1]
    usual = (f"{first}.{last}", f"{initial}.{last}", f"{initial}{last}", f"{first}{last}", f"{first}-{last}")
    rare = (f"{last}.{first}", first, last, f"{first}_{last}", f"{first}.{last[:1]}", f"{last}{initial}")
    odd = (f"{initial}_{last}", f"{initial}-{last}", f"{last}.{initial}", f"{last}{first}", f"{last}-{first}")
    return tuple(dict.fromkeys((*usual, *rare, *odd)))


def addresses(name: str, at: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Probable addresses, likeliest first: the person's at every domain, then those of the company."""
    general = HINTED_GENERAL.get(language, HINTED_GENERAL["fr"])
    locals_ = (*local_parts(name), *general)
    return tuple(f"{local}@{domain}" for domain in at for local in locals_)
