"""German: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        r"unzustellbar\w*",
        "nicht (zustellbar|zugestellt|ubermittelt)",
        "(mail|nachricht|e-?mail) (nicht|konnte nicht|unzustellbar|zuruck|wurde nicht|abgelehnt)",
        r"zustell(ungs?)?(fehler|problem|bericht|status)\w*",
        "zustellung (fehlgeschlagen|nicht|verzogert)",
        "(fehler|probleme?) (bei der|beim) (zustellung|ubermittlung|versand|mailversand)",
        "ihre (e-?mail|nachricht) konnte nicht",
        "ubermittlungsfehler",
        "rucksendung",
        "fehlgeschlagene",
    ),
    undelivered=(
        (
            r"(konnte|konnten|kann|wurde|wurden) <10> nicht (\S+ ){0,3}(zugestellt|ausgeliefert|ubermittelt|"
            "zustellen|gesendet|erreicht|zugeleitet)"
        ),
        "nicht zugestellt",
        "zustellung <6> (fehlgeschlagen|nicht moglich|gescheitert|unmoglich)",
        "unzustellbar",
        "(wurde|wird) <6> (abgelehnt|abgewiesen|zuruckgewiesen)",
        "fehler bei der zustellung",
    ),
    delayed=(
        "(noch nicht|verzogert) <3> (zugestellt|ausgeliefert|ubermittelt)?",
        "zustellung <4> (verzogert|verspatet)",
        "(weitere|erneute) (zustell)?versuche?",
        "wird weiter(hin)? versucht",
    ),
    failures={
        "user_unknown": (
            (
                "(empfanger|benutzer|adresse|postfach|adressat|nutzer|e-?mail-?adresse|mailbox|konto) <6> (unbekannt|"
                "nicht (gefunden|bekannt|vorhanden|eingetragen|im .{0,30}verzeichnis)|existiert nicht|ungultig|"
                "nicht existent)"
            ),
            r"(unbekannter?|ungultiger?) (empfanger|benutzer|adresse|nutzer)\w*",
            "existiert (nicht|nicht mehr)",
        ),
        "account_disabled": (
            "(postfach|konto|adresse|account) <5> (deaktiviert|gesperrt|geschlossen|abgeschaltet|inaktiv)",
        ),
        "domain_unknown": ("domain? <4> (existiert nicht|nicht gefunden|unbekannt|ungultig)",),
        "mailbox_full": (
            "(postfach|mailbox|speicher|konto|posteingang) <5> (voll|uberfullt|uberschritten|erschopft)",
            "(speicherplatz|quota|kontingent|speicherlimit) <5> (uberschritten|erschopft|erreicht|voll)",
        ),
        "too_big": ("(nachricht|e-?mail|mail) <4> zu gross",),
        "spam": (r"als spam\b", "spam-?verdacht"),
    },
    read_subject=(
        "gelesen: ",
        "nicht gelesen: ",
        "ungelesen: ",
        r"lesebestatigung\b",
        r"empfangsbestatigung \(angezeigt\)",
        "zugestellt: ",
    ),
    read=(
        "wurde (am|um|auf).{0,60}gelesen",
        "ungelesen geloscht",
        "dies ist eine (empfangs|lese)bestatigung",
    ),
)
