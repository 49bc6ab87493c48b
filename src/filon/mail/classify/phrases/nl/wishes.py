"""Dutch: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            r"(verwijder|schrijf|haal|meld|schrap)(t|en)?( u)? (mij|me|ons|mijn (e-?mail\S*|gegevens|adres|"
            r"mailadres)|dit (e-?mail)?adres) <5> (uit|van|af)\b"
        ),
        (
            r"(mij|me|ons|mijn (gegevens|e-?mail\S*|adres)) <6> (uit te schrijven|af te melden|te verwijderen|"
            "uitschrijven|afmelden|verwijderen)"
        ),
        (
            "(geen|niet) <5> (meer|verdere) <3> (mails?|e-?mails?|berichten|contacteren|mailen|contact|benaderen|"
            r"ontvangen|lastig|sturen|schrijven)\b"
        ),
        ("(mail|contacteer|benader|schrijf|stuur|val)(t)? (mij|me|ons)( alstublieft| aub)? (niet (meer|langer)|geen)"),
        "stop met <4> (mailen|sturen|schrijven|spammen|mails?|e-?mails?|zenden)",
        (
            "(wens|wil|wensen|willen) <4> (niet (meer|langer)|geen) <4> (ontvangen|gecontacteerd|benaderd|mails?|"
            "e-?mails?)"
        ),
        "recht (op vergetelheid|van bezwaar|op (gegevens)?wissing)",
    ),
    removal_alone=(
        (
            "(gelieve )?(uitschrijven|afmelden|verwijderen|uitschrijving|stop)( (aub|graag|alstublieft|bedankt|a"
            r"\.u\.b\.))*"
        ),
    ),
    removal_subject=("uitschrijven", "afmelden", "uitschrijving", "afmelding", "verwijderen"),
    removal_void=(r"niet (uitschrijven|afmelden|verwijderen)\b",),
    challenge=(
        (
            r"(bevestig\w*|bewijs\w*|verifieer\w*|controleer\w*) <5> (geen robot|een mens|een persoon|"
            "echte? (persoon|afzender))"
        ),
        r"(geen|niet een) robot\b",
        (
            "(uw|dit) (bericht|e-?mail|mail) <5> (tegengehouden|wachtrij|quarantaine|vastgehouden|"
            "in afwachting).{0,200}(klik|link|bevestig)"
        ),
        "(verificatie|authenticatie) van de afzender",
    ),
)
