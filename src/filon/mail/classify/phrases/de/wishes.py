"""German: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = (
    r"(e-?mails?|mails?|nachrichten?|werbung|werbe-?e?-?mails?|kontaktaufnahmen?|zusendung\w*|"
    "anschreiben|newsletter|angebote)"
)
_LISTS = r"(verteiler|liste|listen|datenbank|newsletter|kartei|system|mailingliste|adressliste|adressverteiler)\w*"
_ENDS = r"(?=[ .,;!)]*($|bitte|danke|vielen dank|von ihnen|mehr|an\b|mit freundlichen|und )|[.,;!])"

WISHES = Wishes(
    removal=(
        (
            r"(entfern|streich|losch|nehm|nimm|trag)\w*( sie| ihr)?( bitte)? (mich|uns|meine (e-?mail|mail|"
            r"adresse|daten|kontakt)\S*|unsere (e-?mail|mail|adresse|daten|kontakt)\S*|diese (e-?mail-?|"
            "mail-?)?adresse) <4> (aus|von|ab) (der |dem |den |ihrer |ihrem |ihren |eurem |eurer |deinem |"
            f"jeder |allen )?{_LISTS}"
        ),
        (
            r"(mich|uns|meine \S+|adresse)( bitte)? (aus|von) (der |dem |den |ihrer |ihrem |ihren |"
            f"eurem )?{_LISTS} <2> (zu )?(entfern|losch|streich|nehm|abmeld|austrag)"
        ),
        (f"(aus|von) (dem|ihrem|der|ihrer|diesem|dieser) {_LISTS} <1> (zu )?(nehmen|entfern|streich|losch|herausnehm)"),
        rf"(mich|uns) <4> (abmelden|austragen|abzumelden|auszutragen){_ENDS}",
        rf"meld\w*( sie)?( bitte)? (mich|uns)( bitte)? ab{_ENDS}",
        rf"trag\w*( sie)?( bitte)? (mich|uns)( bitte)? aus{_ENDS}",
        rf"keine? weiteren? {_MAILS}{_ENDS}",
        rf"(mir|uns|ich|wir|bitte|ihnen) (bitte )?keine {_MAILS} mehr",
        (
            r"(schreib|kontaktier|belastig|send|schick|mail|ruf)\w*( sie| ihr)? (mir|mich|"
            "uns)( bitte)? (nicht mehr|nie (wieder|mehr)|keine (weiteren |"
            f"mehr )?({_MAILS})?( mehr)?)( an)?{_ENDS}"
        ),
        (
            "(mir|mich|uns) (bitte )?(nicht mehr|nie (wieder|mehr)) (zu )?(schreib|kontaktier|belastig|"
            r"an(zu)?schreib|mail)\w*"
        ),
        (
            r"(nicht|keine) (mehr|weiter) (zu )?(kontaktier\w+|angeschrieben|anschreiben|belastig\w+|"
            "von ihnen (horen|erhalten))"
        ),
        (
            r"(losch|entfern)\w*( sie)? <4> (mein|alle|aller|unser|"
            r"samtliche)\w* (\w+ )?(personenbezogenen )?(daten|kontaktdaten|e-?mail-?adresse|adresse)"
        ),
        r"(meine|unsere) (\w+ )?(daten|kontaktdaten) (zu )?(losch|entfern)\w*",
        r"widerspr(eche|uch) .{0,60}(verarbeitung|nutzung|verwendung|werb\w+|zusendung|speicherung|direktwerbung)",
        r"(einwilligung|zustimmung) .{0,40}widerruf\w*|widerruf\w* .{0,40}(einwilligung|zustimmung)",
        (
            r"(hor|hort|horen)( sie| bitte)* (bitte )?(damit )?auf( damit)?(,? (mir|mich|uns)\b.{0,40}|"
            ",? mit .{0,40}|(?=[ .!]*$|,? danke))"
        ),
        (
            r"stopp\w*( sie)?( bitte)? (diese|die|ihre|alle|den|jede)\w* .{0,20}(mail|nachricht|werbung|"
            "zusendung|spam|newsletter)"
        ),
        (
            f"(mochte|will|wunsche|wollen|mochten|wunschen) <3> (keine (weiteren? )?{_MAILS}|"
            "nicht mehr (von ihnen|angeschrieben|kontaktiert|belastigt))"
        ),
        r"(lass|lasst|lassen)( sie)? (mich|uns)( bitte)? in (ruhe|frieden)(?=[ .!]*$)",
        r"unterlassen sie .{0,40}(kontakt|werbung|mail|zusendung|anschreiben)",
        r"recht auf (loschung|vergessenwerden|widerspruch)",
    ),
    removal_alone=(
        (
            "(bitte )?(abmelden|abmeldung|austragen|abbestellen|newsletter abbestellen|loschen|entfernen|"
            "stop|stopp|stoppen|aufhoren|schluss|unterlassen)( (bitte|danke|mich|damit|sofort))*"
        ),
        r"(hor|hort|horen)( sie)?( bitte)?( damit)? auf( damit)?",
        r"ich will das nicht",
        r"(bitte )?nicht mehr (an)?schreiben",
    ),
    politeness=(
        (
            "(hallo|guten (tag|morgen|abend)|sehr geehrte[rn]?|moin|hi|servus|gruss gott|"
            "liebe[rs]?)( (zusammen|damen und herren|herr|frau|[a-z'-]{2,20}( [a-z'-]{2,20})?))*"
        ),
        (
            "(mit )?(freundlichen|besten|viele[n]?|liebe|schone|beste|freundliche)? ?(grussen?|gruss|mfg|lg|"
            "vg)( [a-z'-]{2,20}( [a-z'-]{2,20})?)?|hochachtungsvoll"
        ),
        (
            "(vielen |besten |herzlichen )?dank( im voraus)?|danke( (sehr|schon|im voraus))?|nein( danke)?|"
            "bitte|(wir haben |ich habe )?kein (interesse|bedarf)"
        ),
    ),
    removal_subject=("abmelden", "abmeldung", "(newsletter )?abbestellen", "austragen", "stopp"),
    removal_void=(
        r"(mich|uns)? ?nicht (abmelden|austragen|entfernen|loschen|abbestellen)\b",
        r"(entfernen|streichen|loschen) sie (mich|uns) nicht\b",
        "(kann|konnen|wie) <3> (kunden|benutzer|nutzer|kontakte|empfanger) (abmelden|loschen|entfernen)",
        r"(auf|in) den verteiler",
    ),
    challenge=(
        (
            "(bestatigen|verifizieren|beweisen)( sie)? <6> (kein roboter|ein mensch|echte? (person|absender)|"
            r"absender\w*)"
        ),
        "(kein|keine) (roboter|spammer|maschine)",
        (
            "(ihre|diese) (nachricht|e-?mail|mail) <6> (zuruckgehalten|quarantane|wartet|"
            "angehalten).{0,200}(klick|link|bestatig)"
        ),
        r"absender(verifi\w+|bestatigung|authentifi\w+)",
    ),
    challenge_sure=("ein klick,? um ihre (e-?mail|nachricht) (zuzustellen|freizugeben)",),
)
