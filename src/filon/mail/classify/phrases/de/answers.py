"""German: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        (
            r"automatische (antwort|ruckantwort|e-?mail-?antwort|abwesenheits\w*|ruckmeldung|nachricht|"
            r"eingangsbestatigung)\b"
        ),
        r"abwesen(heit\w*|d)\b",
        r"autom\. antwort",
        "auto-?antwort",
        (
            "(ich bin )?(derzeit |zur zeit |momentan |aktuell )?(nicht im (buro|haus)|ausser haus|im urlaub|"
            r"in elternzeit|in mutterschutz)\b"
        ),
        r"urlaub(snotiz|svertretung|sbedingt\w*| vom| bis|:)",
        "nicht im buro",
        "out of office",
        r"betriebsferien\b",
    ),
    absence_subject=("(im )?urlaub", "abwesend", "ausser haus", "krank(heit)?", "elternzeit"),
    automatic=(
        (
            r"dies ist eine (automatisch(e)? )?(generierte|erstellte|erzeugte|versandte|automatische)?\s?(antwort|"
            "nachricht|e-?mail|mail|ruckmeldung)"
        ),
        r"automatisch (generiert|erstellt|erzeugt|versandt|versendet)\w*",
        (
            "(bitte )?(antworten sie|beantworten sie) (bitte )?(nicht auf )?diese (nachricht|e-?mail|"
            "mail)( bitte)? nicht"
        ),
        "bitte nicht (auf diese|antworten)",
        "automatische (antwort|eingangsbestatigung|empfangsbestatigung)",
    ),
    absent=(
        (
            "(ich bin|bin ich|wir sind|sind wir|bin) <6> (nicht (im (buro|haus|hause)|erreichbar|am (platz|"
            "arbeitsplatz)|verfugbar|da)|abwesend|im urlaub|ausser haus|auf (dienstreise|geschaftsreise|reisen)|"
            r"in elternzeit|im mutterschutz|krank\w*|nur eingeschrankt|unterwegs)"
        ),
        ("(befinde|befinden) (ich )?(mich|uns) <5> (im urlaub|in elternzeit|auf|ausser haus|im mutterschutz|nicht im)"),
        "nicht im buro",
        "(wahrend|in) meiner abwesenheit",
        r"(ich )?arbeite <4> (nicht|in teilzeit|nur (montag|dienstag|mittwoch|donnerstag|freitag)\w*)",
        "(unser )?(buro|betrieb|geschaft) (ist|bleibt|hat) <8> geschlossen",
        r"(bis|vom|ab)( \S+){1,6} (abwesend|im urlaub|nicht erreichbar|nicht im buro|ausser haus)",
        "wieder (im buro|erreichbar|fur sie da|zuruck|da|verfugbar|am arbeitsplatz)",
        r"abwesenheit\b",
    ),
    cover=(
        "(in|bei) (dringenden|eiligen) (fallen|angelegenheiten|fragen|anfragen|anliegen)",
        "(in|wahrend) meiner abwesenheit",
        "nach meiner (ruckkehr|wiederkehr)",
        "(wird|werden) nicht (automatisch )?(weitergeleitet|gelesen|bearbeitet)",
        r"(wenden sie sich|kontaktieren sie)\b",
        "meine vertretung|vertritt mich|vertreten mich",
        "so (bald|schnell) wie moglich|schnellstmoglich|umgehend (beantwort|bearbeit)",
        "keinen zugriff|nur eingeschrankt(en)? zugriff",
    ),
    personal=(
        r"(interesse|interessant|interessiert)\b",
        r"(rufen|senden|schicken|schreiben|melden) sie (mich|mir|uns|sich)\b(?! an| bitte an| direkt)",
        r"ihr(e|er|em|en)? (angebot|vorschlag|produkt|losung|preise?|dienstleistung)\w*",
        r"(angebot|preis|termin|budget|projekt)\b",
        r"(konnen|konnten|mochten|haben|sind|waren|wurden) sie\b",
        r"(konnen|konnten|sollten|wollen|mussen) wir\b|(anbei|im anhang|beigefugt)\b|(telefonieren|sprechen) wir\b",
        r"(ja|gerne|einverstanden|perfekt|kein bedarf|nein danke|leider haben wir|welches|wann)\b",
        r"[€$] ?\d|\d ?(€|euro|eur)\b",
    ),
    left=(
        (
            r"nicht mehr (fur|bei|in|im|mitarbeiter\w*|teil|beschaftigt|tatig|angestellt)( .{0,60}(tatig|"
            r"beschaftigt|angestellt|arbeit\w*|unternehmen|firma|haus\w*))?"
        ),
        ("(hat|habe|haben) (das |unser |unsere |die )(unternehmen|firma|haus|gesellschaft|agentur) (verlassen|zum)"),
        "(aus|das) (dem |unser(em)? )?(unternehmen|firma|betrieb|haus) <3> (ausgeschieden|verlassen)",
        r"ausgeschieden\b",
        r"arbeitet nicht mehr\b",
        "(in|im) (den |wohlverdienten )?ruhestand",
    ),
    closed=(
        (
            "(diese|meine|die) (e-?mail-?)?(adresse|postfach|mailbox|emailadresse|mailadresse) <3> (ist|wird|"
            "wurde) <3> (nicht mehr|deaktiviert|geschlossen|abgeschaltet|ungultig)"
        ),
        "wird nicht mehr (gelesen|abgerufen|verwendet|genutzt)",
        "meine neue (e-?mail-?)?(adresse|mailadresse|emailadresse)",
    ),
    acknowledged=(
        (
            "(wir haben|haben wir|ich habe) ihre (e-?mail|nachricht|anfrage|mail|mitteilung) <3> (erhalten|"
            "bekommen|empfangen)"
        ),
        (
            "ihre (e-?mail|nachricht|anfrage|mail|meldung) <4> (eingegangen|erhalten|eingetroffen|registriert|"
            "aufgenommen|weitergeleitet)"
        ),
        (
            "(vielen dank|danke) fur ihre (anfrage|nachricht|e-?mail|mitteilung|mail).{0,200}(ticket|bearbeit|"
            "melden uns|schnellst|so bald|umgehend|in kurze|werktag)"
        ),
        "(ticket|vorgang|anfrage)(s)?-?(nummer|nr|id)",
        r"ein ticket\b",
        (
            r"(wir|unser team|unsere mitarbeiter) (werden|wird|melden|kummer\w+|bearbeit\w+) <8> (schnellst\w*|"
            "umgehend|so bald|in kurze|zeitnah|bald|innerhalb)"
        ),
    ),
    ticket_subject=(
        r"(eingangs|empfangs)bestatigung\b",
        "ihre (anfrage|nachricht|e-?mail|mail) <3> (ist|wurde|bei|eingegangen|erhalten)",
        "(vielen dank|danke) fur ihre (anfrage|nachricht|e-?mail)",
        r"bestatigung (ihrer|ihres) (anfrage|nachricht|eingang\w*)",
    ),
)
