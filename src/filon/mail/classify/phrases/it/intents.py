"""Italian: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("non mai nessun nessuna"),
    again=words("piu mai altre altri ulteriori altro"),
    contact=words("contatt* disturb* importun* sollecit* molest*"),
    write=words("scriv* riscriv*"),
    call=words("chiam*"),
    send=words("inviate inviare inviarmi inviatemi inviarci invii mandate mandare mandarmi mandatemi spedi*"),
    receive=words("ricev*"),
    mails=words("mail email messaggi messaggio pubblicita comunicazioni newsletter posta"),
    end=words("risparm* astene* smett* basta fermate* interromp*"),
    remove=words("revoco cancell* rimuov* elimin* togli* tolg* rimozione"),
    unsubscribe=words("disiscri* disiscriv* disabbon*"),
    lists=words("lista liste elenco mailing-list database archivio archivi newsletter"),
    data=words("dati indirizzo email nominativo contatto"),
    me=words("mi mio mia miei ci noi nostro nostra nostri"),
    you=words("vi vostra vostro vostri vostre suo sua"),
    needless=words("inutile"),
    trouble=words("bisogno serve necessario"),
    rights=words("opposizione cancellazione"),
    right=words("diritto"),
    authority=words("garante avvocato"),
    peace=words("pace"),
    hostile=words("spam molestie"),
    things=words("preventivo fattura ordine riga contratto riunione"),
    when=words("prima fino lunedi martedi mercoledi giovedi venerdi domani"),
    forget=words("dimentic*"),
    forbid=words("oppong*"),
    consent=words("consens* autorizz* iscritt* acconsent*"),
    permission=words("consens* autorizz*"),
    means=words("telefono"),
    article=words("il lo gli"),
    use=words("usare utilizz* trattamento"),
    wish=words("voglio vogliamo desider* vorrei prego preghiamo chiedo richiedo favore potete"),
    hesitate=words("esit*"),
    filler=words("per favore grazie subito"),
    interest=words("interess*"),
    have=words("ho ha abbiamo avete hanno"),
)
