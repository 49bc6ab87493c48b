"""French: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            "(merci de |de |priere de |veuillez )?ne (plus|pas) (jamais |a l'avenir )?(me|nous|m'|"
            "nous re) ?(re)?(contacter|solliciter|ecrire|envoyer|relancer|demarcher|importuner|deranger|spammer|"
            r"adresser|inscrire)\b(?! (le matin|l'apres-midi|avant|par telephone))"
        ),
        (
            r"(ne me|ne nous|me|nous) (re)?(contactez|sollicitez|ecrivez|envoyez|relancez|demarchez) plus\b"
            "(?! (le matin|l'apres-midi|avant|par telephone|a cette))"
        ),
        (
            "(cessez|arretez|stoppez|cesser|arreter)( svp| s'il vous plait| immediatement| donc)*,? (de (m'|"
            "nous |me )|vos (mails|e-?mails|messages|envois|relances|sollicitations|publicites|spams?)|"
            "ces (mails|envois|messages)|les (mails|envois|messages|relances)|tout envoi|toute (communication|"
            "sollicitation)|votre (spam|demarchage|harcelement))"
        ),
        (
            "(merci de |veuillez |pouvez-vous |pourriez-vous |je souhaite |je demande a |me |"
            "vous demande de )(bien vouloir )?(me |m'|nous )(retirer|supprimer|desinscrire|desabonner|enlever|"
            r"rayer|radier|effacer|oter|exclure|sortir|blacklister)\b"
        ),
        r"(retirez|supprimez|desinscrivez|desabonnez|enlevez|rayez|radiez|effacez|otez|sortez)[- ](moi|nous)\b",
        (
            "(retirer|supprimer|enlever|effacer|rayer|retirez|supprimez|enlevez|effacez|rayez|desinscrire|radier|"
            "sortir)( (definitivement|immediatement|svp|s'il vous plait|toutes?))* (mon|notre|mes|nos|cette|"
            "l'ensemble de mes|toutes? mes|toutes? nos|les)? ?(adresses?|e-?mails?|mail|courriels?|coordonnees|"
            "contacts?|donnees|nom|societe|informations)( [a-z@.'-]+){0,4}? (de|des|du|dans) (votre|vos|ta|tes|"
            "la|cette|toute) ?([a-z]+ )?(listes?|fichiers?|bases?|mailings?|envois|contacts|diffusion|systemes?|"
            "crm)"
        ),
        (
            "(retirer|supprimer|enlever|effacer|retirez|supprimez|effacez) (definitivement )?((l'ensemble|"
            "la totalite) (de )?|toutes? )?(mes|nos|les) (donnees|informations|coordonnees)( (personnelles|"
            "me concernant|nous concernant|a caractere personnel))?"
        ),
        (
            "(supprimez|supprimer|effacez|effacer|retirez|retirer) (mon|cette|notre) (adresse|e-?mail|mail|"
            r"contact)\b"
        ),
        (
            "(souhait(e|ons|erais|erions)|desir(e|ons|erais)|veu[xt]|voulons|voudrais|aimerais) (pas|plus|"
            "ne plus|ne pas)( du tout)?( jamais)? (a l'avenir )?(recevoir|etre (contacte|sollicite|demarche|"
            "relance|recontacte|derange|inscrit)|de (vos )?(mails|messages|publicites?|e-?mails)|vos (mails|"
            "messages|e-?mails)|avoir de (mails|messages|vos))"
        ),
        (
            "(souhait(e|ons|erais)|desir(e|ons)|veu[xt]|voulons|voudrais|demande( a)?) (a )?(etre (retiree?|"
            "supprimee?|desinscrite?|desabonnee?|desinscris|effacee?|rayee?|radiee?|exclue?|enlevee?)s?|"
            "me (desinscrire|desabonner|retirer))"
        ),
        r"(ma|notre) (desinscription|desabonnement|radiation|suppression)\b",
        r"mon desabonnement\b",
        (
            "(droit (a l'effacement|d'opposition|a l'oubli)|(exerce|exercer|fais valoir) mon droit (d'opposition|"
            "a l'effacement|de suppression))"
        ),
        "m'oppose (a|au) (tout |toute )?(traitement|demarchage|prospection|l'utilisation|reception|envoi)",
        r"(je me |me )desabonne\b",
        r"je me desinscris\b",
        "(desinscription|desabonnement) (svp|s'il vous plait|merci|immediate?|de (votre|cette|la) liste)",
        (
            "(stop|arret|fin) (aux?|les|vos|a vos|aux) (mails?|pubs?|publicites?|e-?mails|messages|spams?|"
            "sollicitations|relances|envois)"
        ),
        (
            "plus (aucun|aucune|de) (mail|e-?mail|message|sollicitation|relance|courriel|prospection|demarchage|"
            "publicite)s?( de (votre|ta) part)?(?= ?(de (votre|ta) part|svp|merci|s'il|[.!,]|$))"
        ),
        r"(plus|pas) recevoir (vos|de vos|vos|ce type de|ces|de|d'autres|aucun)\b",
        "(oubliez|laissez)[- ](moi|nous)( tranquilles?)?(?=[ .!]*$|,? merci)",
        (
            r"(vous|tu) (n'avez|n'as) pas (mon |notre )?(le )?(consentement|autorisation|accord)\b.{0,60}(supprim|"
            "retir|effac|cess|arret)"
        ),
    ),
    removal_alone=(
        "stop( (pub|svp|merci|mail|mails|spam|publicite|prospection|demarchage|contact|s'il vous plait))*",
        (
            "(me |nous )?(desinscrire|desinscription|desinscrivez|desabonner|desabonnement|desabonnez|"
            "desinscrit)( (moi|svp|merci|s'il vous plait|de la liste))*"
        ),
        "(me )?(retirer|supprimer|radier|enlever)( (svp|merci|de la liste))*",
        "retrait( de (la )?liste)?",
        "a supprimer( de votre liste)?",
    ),
    removal_subject=(
        "desinscription",
        "se desinscrire",
        "(me )?desinscrire",
        "desabonnement",
        "(se |me )?desabonner",
        "desabonnez-moi",
        "desinscrivez-moi",
        "retrait( de (la |votre )?liste)?",
        "radiation",
        "(demande de )?(desinscription|desabonnement|suppression)",
        "suppression (de mes donnees|de mon adresse|rgpd)",
        "rgpd",
    ),
    removal_void=(
        r"(ne|n') ?(me|nous|m')? ?(desinscri\w+|desabonn\w+|retir\w+|supprim\w+) (surtout )?pas\b",
        ("ne (souhaite|veux|voulons|souhaitons) (surtout )?pas (etre |me |nous )?(desinscri|desabonn|retir|supprim)"),
        (
            "(comment|peut-on|est-il possible|possible de|permet(-il|-elle)? de|faut-il) (fait-on pour |"
            "faire pour |on peut |peut-on )?(de )?(me )?(se )?(desinscrire|desabonner|retirer|supprimer) (un|des|"
            "les|mes|nos|une) (utilisateur|client|contact|abonne|destinataire|salarie|membre|adherent)"
        ),
        (
            "(desinscrire|desabonner|supprimer|retirer) (un|des|une|les|nos|mes) (utilisateurs?|clients?|"
            "contacts?|abonnes?|destinataires?|salaries?|membres?|fours?|machines?|lignes?)"
        ),
        "pas (me |nous )?oublier",
        "n'hesitez pas a (me |nous )?(re)?contacter",
    ),
    challenge=(
        "(je ne suis pas|vous n'etes pas|vous n'etiez pas|n'etes pas) un robot",
        (
            "(prouver|confirmer|verifier|attester|valider|assurer) que vous (etes (bien )?(un humain|"
            "une personne|un etre humain|l'expediteur|humain)|n'etes pas)"
        ),
        (
            "(authentifi(er|cation)|identifi(er|cation)|valid(er|ation)) (de )?(l'expediteur|l'emetteur|"
            "votre (adresse|e-?mail|mail|message|envoi)|vous en tant)"
        ),
        (
            "(votre|ce|vos) (message|e-?mail|mail|courriel)s? (est|a ete|sont|sera) (actuellement |"
            "temporairement |momentanement )?(mis )?(en attente|bloque|retenu|en quarantaine|stoppe|suspendu)e?s?"
            r"\b.{0,200}(cliqu|lien|authentif|confirm|valid|captcha)"
        ),
        (
            "(pour|afin) que votre (message|e-?mail|mail|courriel)( lui)? (me |lui |nous )?(soit|"
            r"puisse etre) (bien )?(remis|delivre|distribue|livre|transmis|parvenir|lu)\b.{0,200}(cliqu|lien|"
            "authentif|confirm|code|captcha)"
        ),
        (
            r"cliqu\w+ .{0,80}(debloquer|liberer|delivrer|faire parvenir|valider) (l'envoi de )?(votre|ce|cet|"
            "cette) (message|e-?mail|mail|adresse)"
        ),
        ("(protege|utilise|securise|equipe)e?s?.{0,60}(mailinblack|anti-?spam).{0,300}(cliqu|lien|authentif|captcha)"),
        "recopi(er|ez) (le code|les caracteres|les lettres).{0,120}(message|mail)",
    ),
)
