"""Dutch: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("niet geen nooit"),
    again=words("meer nooit"),
    contact=words("contacteer* benader* lastig"),
    write=words("schrijf* mailen"),
    send=words("stuur sturen verzend* toesturen"),
    receive=words("ontvang*"),
    mails=words("berichten reclame nieuwsbrief"),
    end=words("stopt ophouden"),
    remove=words("verwijder* haal halen schrap* wissen"),
    unsubscribe=words("uitschrijv* afmeld* uitgeschreven"),
    lists=words("lijst bestand maillijst verzendlijst nieuwsbrief mailinglijst"),
    data=words("gegevens adres e-mailadres mailadres"),
    me=words("mij me mijn ons onze"),
    you=words("jullie uw u"),
    rights=words("avg bezwaar"),
    peace=words("rust"),
    consent=words("toestemming"),
    permission=words("toestemming"),
    wish=words("wil willen wens graag gelieve verzoek"),
)
