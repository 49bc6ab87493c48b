"""French: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"reponses? automatiques?\b",
        r"\[?reponse auto\b",
        "auto(matique)? ?[:-] ",
        r"message automatique\b",
        r"message d'absence\b",
        "messages? d'absence automatique",
        r"(notification|avis) d'absence\b",
        r"absence du bureau\b",
        r"absent(e|\(e\))? du bureau\b",
        "absence ?: ",
        r"absent(e|\(e\))? ?: ",
        r"absente? (pour|en|ce|cette|aujourd)\b",
        r"absence (pour )?(conges?|formation|maladie|maternite|temporaire|prolongee)",
        r"(conges?|vacances|fermeture|absence)( [a-z]+){0,3} ?re ?:",
        r"(bureau|cabinet|entreprise|societe|agence|mairie|magasin|atelier)s? fermee?s?\b",
        r"ferme(e|s|es)? (du|jusqu|pour|le|exceptionnellement)\b",
        r"hors du bureau\b",
        r"en dehors du bureau\b",
        "je suis (actuellement )?(absente?|en conges?|en vacances|hors du bureau)",
        "indisponible ?:",
        "en conges? ?[:-]",
        "gestionnaire d'absence",
        r"auto-?reponse\b",
        "repondeur automatique",
        "repondeur ?:",
        "reponse d'absence",
        r"conges? [a-z]+ ?: re\b",
        "conges annuels ?:",
        r"absent(e|\(e\))? (jusqu|du \d)",
        r"en (conges?|vacances) (jusqu|du \d)",
        r"(en )?conges? (maternite|parental|paternite)\b",
        r"fermeture (annuelle|estivale|de fin d'annee|exceptionnelle|temporaire|pour conges|du )",
    ),
    absence_subject=(
        r"absen(ce|te?|t\(e\))",
        "(en )?(conges?|vacances)( annuels| d'ete| de noel)?",
        "indisponib(le|ilite)",
        "(en )?deplacement",
        "conges? (maternite|parental)",
        "absence (temporaire|momentanee|prolongee|pour conges)",
        "repondeur",
        "fermeture annuelle",
    ),
    automatic=(
        "ceci est (une reponse|un (message|e-?mail|courriel|mail)) (generee? )?automatique",
        r"reponse (envoyee )?automatique(ment)?\b",
        "(message|mail|e-?mail|courriel) (est )?(envoye|genere|emis) automatiquement",
        "(merci de|veuillez) ne pas (y )?repondre (a ce|directement|a cet)",
        r"message automatique\b",
        "cette boite (mail )?n'est pas (relevee|consultee|lue)",
    ),
    told_of=(r"(son|sa|leur|votre) (message|mail|reponse) (d'absence|automatique)\b",),
    absent=(
        (
            "je (suis|serai) (actuellement |malheureusement |exceptionnellement |momentanement |temporairement |"
            r"en effet )*(absente?|absent\(e\)|en conges?|en vacances|en deplacement|en arret|en formation|en rtt|"
            r"hors du bureau|indisponible|injoignable|en seminaire|en mission|a l'etranger|en repos)\b"
        ),
        (
            r"actuellement (absente?|absent\(e\)|en conges?|en vacances|en deplacement|en arret|indisponible|"
            "hors du bureau)"
        ),
        r"(^|[.!:;,] ?)(absente?|absent\(e\)) (du|jusqu|pour|le|ce|cette|au|toute)\b",
        r"(pendant|durant|en) (mon|mes|notre|nos|son|cette) (absence|conges?|vacances)\b",
        r"(je suis |suis )?absent(e|\(e\))? (du bureau|jusqu)",
        r"je ne suis pas (au bureau|disponible|joignable|presente?)\b",
        r"je ne travaille pas (le|les|ce|cette|aujourd'hui|durant|pendant)\b",
        "absence du bureau",
        "(conges?|vacances) (annuels |d'ete |de fin d'annee |de noel )?(du|jusqu)",
        (
            "(nos|notre|les|le|la|l'|mon) ?(bureaux?|locaux|magasin|boutique|cabinet|societe|entreprise|"
            "agence|mairie|secretariat|"
            "accueil|etude|atelier|usine|site|service|etablissement|equipe|team) .{0,40}(sont|est|seront|"
            "sera|restent|restera) "
            "(actuellement |exceptionnellement |egalement )?(fermee?s?|absente?s?|en conges?)"
        ),
        (
            "(nous sommes|nous serons|on sera) (actuellement |exceptionnellement )?(fermes?|absents?|"
            r"en conges?|en vacances)( \S+){0,3} (du|jusqu)"
        ),
        r"(prend|prenons|prendra) (quelques jours|une pause|des conges|un repos)",
        r"(sera|seront|serons|est|suis|serai) (\S+ )?(absente?s?|absent\(e\)) (du|jusqu|pour|le|ce|cette|toute)",
        (
            r"en (seminaire|formation|deplacement|conges?|vacances|repos|rtt|reunion|voyage) (jusqu|du \d|"
            "toute|cette|le|ce )"
        ),
        "en conges? (maternite|parental|paternite|maladie|annuels?|payes)",
        "en arret (maladie|de travail)",
        r"de retour (au bureau )?(le|lundi|mardi|mercredi|jeudi|vendredi|demain|a partir)\b",
        r"retour (prevu )?(le|au bureau)\b",
    ),
    cover=(
        "(pour (toute|les) |en cas d')(urgences?|demandes? urgentes?|questions? urgentes?|besoin urgent)",
        r"si (votre (demande|message|question) est |c'est )?urgente?\b",
        r"(a|des|lors de) mon retour\b",
        r"en (mon|notre) absence\b",
        "(pendant|durant) (mon|cette|notre|son) absence",
        (
            "(acces (limite|restreint|reduit)|pas acces|aucun acces|n'aurai pas acces|pas d'acces) (a |"
            "aux )?(mes|ma|mon)?"
        ),
        r"ne (consulte|releve|lis|consulterai|releverai|lirai) pas (mes|ma)\b",
        r"(repondrai|traiterai|reviendrai vers vous|recontacterai|prendrai connaissance|ne manquerai pas de)\b",
        "sera (lu|traite|pris en compte)e? (a|des) (mon|notre) retour",
        ("(veuillez|merci de|vous pouvez|n'hesitez pas a) (vous adresser|contacter|joindre|transferer|adresser)"),
        r"vos? (messages?|e-?mails?|mails?|courriels?) ne (sera|seront) (pas|ni)\b",
        r"(je )?reviens? vers vous\b",
        r"(consulterai|regarderai|releverai|lirai) (mes|ma|vos|votre|les)\b",
        r"(repondrons|traiterons|revenons|reviendrons|serons de retour)\b",
        r"ne (pourrai|pourrons) (pas )?(vous )?(repondre|donner suite|traiter)",
        r"(a|des) (notre|mon) retour\b",
    ),
    personal=(
        r"interess\w+",
        (
            "(rappel|recontact|contact|appel|ecriv|envoy|telephon|transmet|relanc)(ez|er)(-(moi|nous|le|la)|"
            r" moi| nous)\b"
        ),
        r"(voici|voila|ci-joint\w*|en piece jointe|en pj|merci d'avoir|parlons-en|dites-(moi|nous)|a sa place)\b",
        r"(rappelez|recontactez|relancez)\b",
        (
            "(mon|ma|notre) (collegue|associee?|directeur|directrice|responsable|patronn?e?|chef|assistante?) "
            r"(est|sera|etait)\b"
        ),
        r"(son|sa|leur) (message|mail|reponse) (d'absence|automatique)\b",
        r"(il|elle) (vous )?(repondra|rappellera|contactera) (a|des) son retour\b",
        r"je (le |la |les |vous )(transmets|transfere|passe|fais suivre|confirme|rappelle)\b",
        r"vo(tre|s) (offres?|propositions?|solutions?|produits?|prestations?|tarifs?|devis|logiciels?|services?)\b",
        r"(devis|rendez-vous|rdv|demo|demonstration|tarifs?|budget|prix|projet)\b",
        r"(pouvez|pourriez|voulez|avez|etes|seriez|auriez)[- ]vous\b",
        r"(on|nous) (peut|pourra|pourrait|pourrons|pourrions|se|verra|verrons|en (re)?parle\w*)\b",
        (
            "(je|nous) (prefere|propose|pense|souhaite|voudrais|vous (confirme|transfere|envoie|joins)|"
            r"transfere|transmets|suis d'accord)\w*"
        ),
        (
            r"(d'accord|volontiers|avec plaisir|parfait|super|bonne idee|pas besoin|deja equipe\w*|dommage|"
            r"desolee? pour)\b"
        ),
        r"ok\b",
        r"pas (le moment|pour (nous|l'instant|le moment))",
        r"c'est (moi|nous) qui\b|je (le |la )?remplace\b|mes? dossiers\b|ses dossiers\b",
        r"[€$] ?\d|\d ?(€|euros|eur|usd|dollars)\b",
    ),
    left=(
        r"ne (fais|fait|faisons) (desormais )?plus partie (de|des|du|d')\b",
        (
            "(a|ai|avons|ayant) (definitivement |desormais )?quitte (la |le |l'|notre |les |mes fonctions|"
            "ses fonctions|nos |son poste|mon poste)((l['e] ?)?(entreprise|societe|groupe|structure|"
            "etablissement|agence|cabinet|equipe|maison|association|organisation|service|effectifs?|"
            "collaborateurs|salaries))?"
        ),
        (
            "n(e travaille|'est|e suis|e figure|'exerce|'occupe|'oeuvre) (desormais )?plus (dans|chez|au sein|"
            "pour|en poste|parmi|employee?|salariee?|a ce poste|aux? |ses fonctions|mes fonctions|ce poste|"
            "collaborat|membre)"
        ),
        r"je ne travaille plus\b",
        r"ne travaille plus\b",
        "(est|suis) (desormais )?partie? (a|en) (la )?retraite",
        "n'est plus (salariee?|employee?|collaborat)",
        "(nouveau|nouvel) (poste|employeur)",
        "depart (definitif|de l'entreprise|de la societe|a la retraite)",
        r"ne fait plus partie\b",
        r"ne fais plus partie\b",
        "n'est plus en fonction",
    ),
    closed=(
        (
            "(veuillez|merci de|pensez a) (bien )?(noter|mettre a jour|utiliser|"
            "enregistrer) .{0,60}(nouvelle adresse|vos contacts|votre carnet|changement d'adresse)"
        ),
        r"adresse (e-?mail|mail|courriel|electronique)? ?a change\b",
        (
            "(cette|mon|l'|son) (ancienne )?(adresse|boite|messagerie|compte)( e-?mail| mail| de messagerie|"
            " electronique| aux lettres)?( [a-z0-9.@_-]+)? n'est (desormais |plus )*(plus )(utilisee?|active?|"
            "valide|consultee?|relevee?|lue|en service|attribuee?|surveillee?|operationnelle)"
        ),
        (
            "(adresse|boite|messagerie|compte)( [a-z-]+){0,3} (sera|est|a ete) (prochainement |bientot |"
            "definitivement |desormais )?(desactivee?|fermee?|supprimee?|close)"
        ),
        "(j'ai change|a change|changement) d'adresse",
        "(ma|notre) nouvelle adresse (e-?mail|mail|de messagerie|electronique|est)",
    ),
    acknowledged=(
        r"(nous )?(avons|a|ai) bien (recu|pris en compte|enregistre|receptionne) (votre|vos)\b",
        (
            "votre (message|demande|mail|e-?mail|courriel|requete|candidature|ticket) (a (bien )?ete|"
            "est bien) (recue?|enregistree?|pris(e)? en compte|transmise?|envoyee?|creee?|receptionnee?)"
        ),
        "accuse (de )?reception de votre",
        "accusons (bonne )?reception",
        "bonne reception de votre (message|demande|mail|e-?mail|courriel)",
        "(un|le) ticket (a ete|n|numero|est)",
        r"(numero|reference) (de )?(votre )?(ticket|demande|dossier|suivi)\b",
        "en cours de traitement par (nos|notre|le|les)",
        "(sera|est) traitee? (dans les|sous|par nos|par notre|dans un)",
        (
            "(vous )?(repondr(a|ons|ont)|apporter(a|ons|ont) une reponse|recontacter(a|ons|"
            r"ont)) (dans les (meilleurs|plus)|sous (\d|un|quarante|vingt)|au plus vite|des que|dans un delai|"
            "rapidement|prochainement)"
        ),
    ),
    ticket_subject=(
        r"accuse de (bonne )?reception(?! \(affich)",
        "confirmation de reception(?! de lecture)",
        "nous avons bien recu",
        r"votre (demande|message|ticket|mail|e-mail) (a ete|a bien ete|est bien|n|\[|#|\d)",
        "bonne reception de votre",
        "(prise en compte|enregistrement|creation) de votre (demande|ticket)",
    ),
)
