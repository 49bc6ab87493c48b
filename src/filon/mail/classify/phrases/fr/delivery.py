"""French: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        (
            "(mail|message|courriel|e-?mail|courrier) (electronique )?(non (remis|distribue|delivre|livre|recu)|"
            "refuse|rejete|en erreur|retourne|impossible a remettre)"
        ),
        r"non (remis|distribuable|distribue|delivre)\b",
        (
            "(echec|erreur|probleme|impossibilite) (de |d'|dans )?(la |l'|le |une )?(remise|distribution|"
            "livraison|envoi|delivrance|acheminement|transmission|expedition)"
        ),
        "echec (definitif|permanent) (de|d')",
        "remise (impossible|differee|retardee|du message)",
        "notification d'(echec|etat de la remise)",
        "notification (de |d')?(non[- ](remise|distribution|livraison)|etat de (la )?(remise|distribution))",
        "retour (a l'expediteur|de message|de mail)",
        "courrier (non distribue|retourne)",
        "avis de (non[- ](remise|distribution|livraison)|echec)",
        "rapport de non[- ]?(remise|distribution|livraison)",
        "message (impossible|n'a pas)",
    ),
    undelivered=(
        (
            "n'(a|ont) (pas|pu|pas pu|malheureusement pas)( pu)?( etre)? (etre )?(remis|distribue|delivre|livre|"
            r"transmis|achemine|envoye)e?s?\b"
        ),
        "n'a (pas )?pu (atteindre|parvenir|joindre)",
        (
            "(impossible|echec|incapable|pas en mesure) (de (la )?|d')(remettre|remise|delivrer|distribuer|"
            "distribution|livrer|livraison|envoyer|acheminer)"
        ),
        (
            "(la )?remise (de votre message |du message )?(a ces destinataires |au destinataire |"
            "aux destinataires )?(a echoue|est impossible|n'a pas)"
        ),
        (
            "(votre|le) (message|mail|e-?mail|courriel|courrier).{0,80}(a ete (refuse|rejete|bloque|retourne)|"
            "(est|etait) (refuse|rejete|revenu|non distribuable))"
        ),
        "echec de (la )?(remise|distribution|livraison) (pour|a|aux|de)",
        "n'a pas ete (remis|distribue|delivre|transmis|livre|achemine)",
        "(adresse|destinataire|utilisateur)s? suivants? .{0,60}(erreur|echou|rejet)",
    ),
    delayed=(
        (
            "(remise|distribution|livraison|acheminement)( de votre message)? (est |a ete |"
            "du message )?(retardee?|differee?|en attente)"
        ),
        "n'a (pas encore|toujours pas) (pu )?(ete|etre) (remis|distribue|delivre|livre|achemine)",
        "(nouvelles?|autres?) tentatives? (de (remise|distribution|livraison|envoi) )?(ser(a|ont)|auront)",
        (
            "(continuer(a|ons|ont)?|poursuivr(a|e|ons)) (a |d')?(essayer|tenter|les tentatives|ses tentatives|"
            "nos tentatives)"
        ),
        "retard de (remise|distribution|livraison)",
    ),
    failures={
        "user_unknown": (
            (
                "(adresse|destinataire|utilisateur|boite|compte|mailbox)( [a-z'<>@.-]+){0,8} (n'existe (pas|plus)|"
                "inexistante?|inconnue?|introuvable|incorrecte?|invalide|non valide|erronee?)"
            ),
            "(introuvable|inconnu|inexistant)e? (sur|a|dans|chez|sur le domaine)",
            r"n'existe (pas|plus)\b",
            "adresse d ?au moins un destinataire invalide",
            "adresse de destination inconnue",
            "aucun (utilisateur|destinataire|compte|abonne)",
            "n'a pas ete trouvee?",
            "destinataire (inconnu|introuvable|invalide)",
            "adresse (e-?mail |mail )?(inconnue|invalide|inexistante|incorrecte|introuvable)",
        ),
        "account_disabled": (
            (
                "(boite|compte|adresse|messagerie)( [a-z'<>@.-]+){0,6} (est |a ete )?(desactivee?|fermee?|suspendue?|"
                "bloquee?|supprimee?|inactive?|resiliee?|cloturee?)"
            ),
        ),
        "domain_unknown": (
            "(nom de )?domaine( [a-z'<>@.-]+){0,4} (n'existe (pas|plus)|inexistant|introuvable|inconnu|invalide)",
        ),
        "mailbox_full": (
            (
                "(boite|messagerie|bal|compte|mailbox)( [a-z'<>@.-]+){0,8} (est |etait )?(pleine?|saturee?|remplie?|"
                "surchargee?)"
            ),
            "(quota|espace|capacite)( [a-z'-]+){0,5} (est )?(depasse|atteint|insuffisant|plein|sature)e?",
            "(depasse|atteint|excede)e? (son|le|la|sa) (quota|capacite|limite de (stockage|taille de boite))",
        ),
        "too_big": ("(message|taille|piece jointe)( [a-z'-]+){0,6} (trop (gros|volumineux|grande|lourd)|depasse)",),
        "spam": (
            ("(considere|identifie|detecte|classe|qualifie)e? (comme |en tant que )?(un )?(spam|indesirable|pourriel)"),
            "anti-?spam",
            "(contenu|message) indesirable",
        ),
        "policy": (
            (
                "(refuse|rejete|bloque)e? (par|en raison|pour des raisons) (de )?(la |notre |nos |leur |"
                "sa )?(politique|securite|regle)"
            ),
            "n'(est|etes) pas autorise",
        ),
    },
    read_subject=(
        "lu ?:",
        "(relayee?|remise?|delivree?) ?:",
        "non lu ?:",
        "supprime (sans avoir ete lu)? ?:",
        r"accuse de lecture\b",
        r"confirmation de lecture\b",
        r"accuse de reception \(affiche\)",
    ),
    read=(
        r"a ete (lu|ouvert|affiche) (le|par)\b",
        "a ete supprime sans (avoir ete|etre) (lu|ouvert)",
        "ceci est un accuse de (reception|lecture) (pour|concernant)",
        "(le|ce|votre) message a ete affiche sur",
        "(la )?remise a ces destinataires ou groupes est terminee",
        "votre message a ete remis aux destinataires",
    ),
)
