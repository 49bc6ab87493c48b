"""Dutch: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = "(mails?|e-?mails?|berichten|reclame|nieuwsbrieven|spam|post)"
_LISTS = (
    "(lijst|lijsten|bestand|bestanden|database|mailinglijst|mailinglist|mailing|nieuwsbrief|adressenlijst|verzendlijst)"
)
_ENDS = r"(?=[ .,;!)]*($|aub|graag|alstublieft|bedankt|alvast|dank|van jullie|en )|[.,;!])"

WISHES = Wishes(
    removal=(
        (
            r"(verwijder|schrijf|haal|meld|schrap)(t|en)?( u| je)? (mij|me|ons|mijn (e-?mail\S*|gegevens|"
            "adres|mailadres)|dit (e-?mail)?adres) <5> (uit|van|af)( (uw|de|deze|jullie|je|het|"
            f"alle))?( {_LISTS}|{_ENDS})"
        ),
        (
            r"(mij|me|ons|mijn (gegevens|e-?mail\S*|adres)) <4> (uit te schrijven|af te melden|te verwijderen|"
            f"uitschrijven|afmelden|verwijderen)( (van|uit|op|voor) (de |deze |uw |jullie )?{_LISTS}|{_ENDS})"
        ),
        rf"(geen|niet) <3> (meer|verdere) {_MAILS}{_ENDS}",
        rf"geen {_MAILS} meer{_ENDS}",
        rf"(mij|me|ons|mijn \S+) <2> (van|uit|op) <2> {_LISTS} <2> (halen|schrappen|verwijderen|schrijven)",
        r"(geen|niet) <2> meer <2> (contacteren|mailen|benaderen|lastig vallen|aanschrijven)\b",
        (
            "(mail|contacteer|benader|schrijf|stuur|val)(t)?( u)? (mij|me|ons)( alstublieft|"
            f" aub)? (niet (meer|langer)|geen)( {_MAILS})?{_ENDS}"
        ),
        r"stop met <4> (mailen|sturen|schrijven|spammen|mails?|e-?mails?|zenden)",
        (
            "(wens|wil|wensen|willen) <4> (niet (meer|langer)|geen) <4> (ontvangen|gecontacteerd|benaderd|"
            "mails?|e-?mails?)"
        ),
        "recht (op vergetelheid|van bezwaar|op (gegevens)?wissing)",
        "maak bezwaar tegen (de |het )?(verwerking|gebruik)",
    ),
    removal_alone=(
        (
            "(gelieve |graag |wil |me |mij )*(uitschrijven|afmelden|verwijderen|uitschrijving|stop|"
            r"stoppen)( (aub|graag|alstublieft|bedankt|a\.u\.b\.|met mailen))*"
        ),
    ),
    politeness=(
        (
            "(hallo|beste|geachte|goede(n)?(dag|morgen|middag|avond)|dag|hoi)( (allemaal|heer|mevrouw|"
            "heer/mevrouw|[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(met )?(vriendelijke |hartelijke )?(groet(en)?|mvg|bedankt|dank( u| je)?( wel)?|alvast bedankt)|"
            "nee( bedankt| dank u)?|geen interesse|aub"
        ),
    ),
    removal_subject=("uitschrijven", "afmelden", "uitschrijving", "afmelding", "verwijderen"),
    removal_void=(r"niet (uitschrijven|afmelden|verwijderen)\b",),
    challenge=(
        r"(bevestig|bewijs|verifieer|controleer)\w* <5> (geen robot|een mens|een persoon|echte? (persoon|afzender))",
        r"(geen|niet een) robot\b",
        (
            "(uw|dit) (bericht|e-?mail|mail) <5> (tegengehouden|wachtrij|quarantaine|vastgehouden|"
            "in afwachting).{0,200}(klik|link|bevestig)"
        ),
        "(verificatie|authenticatie) van de afzender",
    ),
    challenge_sure=("een klik om uw (bericht|e-?mail)",),
)
