"""German: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            "(entfernen|streichen|loschen|nehmen|tragen|melden)( sie)? <2> (mich|uns|meine (e-?mail|mail|adresse|"
            r"daten|kontakt)\S*|unsere (e-?mail|mail|adresse|daten|kontakt)\S*|diese (e-?mail|mail|adresse)\S"
            r"*) <4> (aus|von|ab)\b"
        ),
        (
            "(mich|uns) <4> (abmelden|austragen|abzumelden|auszutragen|(verteiler|liste|datenbank|newsletter|"
            r"kartei)\w* <2> (zu )?(entfernen|loschen|streichen|nehmen))"
        ),
        (
            "(keine|nicht) <4> (weiteren?|mehr) (e-?mails?|mails?|nachrichten|werbung|werbemails?|"
            r"kontaktaufnahme|zusendung\w*|anschreiben|newsletter)"
        ),
        (
            "(schreiben|kontaktieren|belastigen|senden|schicken|mailen|anschreiben)( sie)? <3> (nicht mehr|"
            "nie (wieder|mehr)|keine (weiteren|mehr))"
        ),
        (
            r"(nicht|keine) (mehr|weiter) (kontaktier\w+|angeschrieben|anschreiben|belastig\w+|erhalten|bekommen|"
            "empfangen|von ihnen)"
        ),
        (
            r"(loschung|loschen)( sie)? <4> (meiner|meine|aller|alle|unserer|samtliche\w*|unsere) (\w"
            "+ )?(personenbezogenen )?daten"
        ),
        (
            r"widerspreche( ich)? <4> (der|jeder|jeglicher) (\w+ )?(verarbeitung|nutzung|verwendung|werb\w+|"
            "zusendung|speicherung)"
        ),
        "(kein interesse|nein danke).{0,40}(loschen|entfernen|abmelden|austragen)",
        r"horen sie auf\b.{0,60}(schreiben|mail|spam|schick|send)",
        ("(mochte|will|wunsche|wollen) <4> (nicht mehr|keine (weiteren )?(mails?|e-?mails?|nachrichten|werbung))"),
    ),
    removal_alone=(
        ("(bitte )?(abmelden|abmeldung|austragen|abbestellen|loschen|entfernen|stop|stopp)( (bitte|danke|mich))*"),
    ),
    removal_subject=("abmelden", "abmeldung", "(newsletter )?abbestellen", "austragen", "stopp"),
    removal_void=(
        r"nicht (abmelden|austragen|entfernen|loschen|abbestellen)\b",
        "(kann|konnen|wie) <3> (kunden|benutzer|nutzer|kontakte|empfanger) (abmelden|loschen|entfernen)",
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
)
