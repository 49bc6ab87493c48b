"""Dutch: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        r"onbestelbaar\w*",
        "(niet|kan niet|kon niet) (worden )?(bezorgd|afgeleverd|besteld)",
        "(bericht|e-?mail|mail) (niet|kon niet|kan niet|geweigerd|onbestelbaar|geretourneerd)",
        "(bezorg|aflever|verzend)(ings?)?(fout|rapport|probleem|status)",
        "bezorging (mislukt|vertraagd)",
        "aflevering (mislukt|vertraagd)",
        r"niet-bezorgd\w*",
    ),
    undelivered=(
        ("(kon|kan|konden|kunnen|is|zijn|werd) <8> niet <3> (bezorgd|afgeleverd|besteld|verzonden|bezorgen|afleveren)"),
        "(bezorging|aflevering|levering) <6> (mislukt|niet gelukt|onmogelijk)",
        "onbestelbaar",
        "(is|werd) (geweigerd|afgewezen|geblokkeerd|geretourneerd)",
    ),
    delayed=(
        "(bezorging|aflevering|bericht) <5> (vertraagd|uitgesteld)",
        "nog niet (bezorgd|afgeleverd)",
        "(nieuwe|verdere) pogingen",
    ),
    failures={
        "user_unknown": (
            (
                "(adres|ontvanger|gebruiker|postvak|geadresseerde|account|mailbox) <8> (bestaat niet|niet gevonden|"
                "onbekend|ongeldig|niet bekend|kan niet worden gevonden)"
            ),
            "(onbekende|ongeldige) (gebruiker|ontvanger|geadresseerde)",
            "onbekend (adres|e-?mailadres)",
        ),
        "account_disabled": (
            (
                "(postvak|account|adres|mailbox) <5> (uitgeschakeld|gedeactiveerd|geblokkeerd|gesloten|opgeheven|"
                "inactief)"
            ),
        ),
        "domain_unknown": ("domein <4> (bestaat niet|niet gevonden|onbekend)",),
        "mailbox_full": (
            r"(postvak|mailbox|inbox|account|brievenbus) <8> vol\b",
            "(quota|opslagruimte|limiet) <5> (overschreden|bereikt)",
        ),
        "too_big": ("(bericht|e-?mail) <3> te groot",),
        "spam": (r"als spam\b",),
    },
    read_subject=(
        "gelezen: ",
        "niet gelezen: ",
        r"leesbevestiging\b",
        "verwijderd: ",
        r"ontvangstbevestiging \(weergegeven\)",
    ),
    read=(
        r"(is|werd) (gelezen|geopend|weergegeven) op\b",
        "ongelezen verwijderd",
        "verwijderd zonder",
    ),
)
