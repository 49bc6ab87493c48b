"""German: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("nicht kein keine keinen keinerlei keiner nie niemals"),
    again=words("mehr weiter weitere weiteren weiterer nie niemals wieder erneut kunftig"),
    contact=words("kontaktier* belastig* anschreib* angeschrieben kontaktaufnahm* storen nachhak*"),
    write=words("schreib* melden"),
    call=words("anruf* ruf rufen"),
    send=words("send* schick* zusend* zuschick*"),
    receive=words("erhalten bekommen empfangen"),
    mails=words(
        "mails nachrichten nachricht werbung werbemails newsletter zusendungen anfragen e-mails mail angebote anrufe"
    ),
    end=words("verschon* stopp stoppen stoppt aufhoren unterlass* beend* schluss einstell* genug"),
    remove=words("widerruf* losch* entfern* streich* nehmen nehmt austrag* loschung"),
    unsubscribe=words("abmeld* abbestell* austrag*"),
    lists=words(
        "verteiler verteilerliste liste listen datenbank datei kartei mailingliste adressliste "
        "adressverteiler newsletter verteilern"
    ),
    data=words("daten adresse e-mail-adresse mailadresse emailadresse kontaktdaten name"),
    me=words("mich mir uns mein meine meinen meiner meinem unser unsere unserer"),
    you=words("sie ihr ihre ihrem ihren ihrer euch eure eurem euer"),
    needless=words("unnotig zwecklos"),
    trouble=words("notig brauchen"),
    rights=words("dsgvo widerspruch loschung"),
    right=words("recht"),
    authority=words("anwalt datenschutzbehorde verbraucherzentrale"),
    threat=words("nachste letzte anzeige sonst"),
    peace=words("ruhe frieden"),
    hostile=words("spam belastigung unverschamt nervt"),
    things=words("angebot rechnung position bestellung termin vertrag dokument lieferung artikel"),
    when=words("bevor vor bis montag dienstag mittwoch donnerstag freitag morgen"),
    forget=words("vergessen vergesst"),
    forbid=words("widersprech* widerspruch untersag* verbiete*"),
    consent=words("einwilligung zustimmung zugestimmt angemeldet eingewilligt"),
    permission=words("einwilligung zustimmung"),
    means=words("telefon"),
    article=words("der die das"),
    use=words("nutz* verwend* verarbeit* speicher*"),
    wish=words("mochte mochten will wollen bitte wunsche wunschen fordere verlange"),
    hesitate=words("zoger* scheu*"),
    source=words("woher haben bekommen"),
    filler=words("bitte danke sofort damit hiermit"),
    mistake=words("versehentlich versehen"),
    keep=words("weiterhin"),
    origin=words("woher wer wie"),
    instead=words("sondern stattdessen lieber nur"),
    reading=words("eingegangen angekommen"),
    interest=words("interesse bedarf"),
    have=words("habe hat hatte haben"),
)
