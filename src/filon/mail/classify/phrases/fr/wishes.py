"""French: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_TO_US = "contacter|solliciter|ecrire|relancer|demarcher|importuner|deranger|spammer|inscrire|harceler|prospecter"
_MAILS = (
    "(mails?|e-?mails?|messages?|courriels?|courriers?|publicites?|pubs?|spams?|sollicitations?|"
    "relances?|newsletters?|offres)"
)
_OF_THAT_SORT = (
    "( publicitaires?| commercia(l|ux|les?)| promotionnels?| marketing| indesirables?| non (sollicite|desire)e?s?|"
    " de (ce (type|genre)|prospection|votre part|demarchage))?"
)
_ENDS = (
    "(?=[ .,;!)]*($|svp|merci|s'il|de votre part|a l'avenir|desormais|et |ni |car |je |nous |"
    "cordialement|bonne|c'est|ou )|[.,;!])"
)
_REMOVE = "retirer|supprimer|desinscrire|desabonner|enlever|rayer|radier|effacer|oter|exclure|sortir|blacklister"
_REMOVED = "(retire|supprime|desinscrit|desabonne|enleve|raye|radie|efface|ote|exclu|sorti|blackliste)"
_LISTS = (
    "(listes?|listings?|fichiers?|bases?|mailings?|envois?|contacts|diffusions?|systemes?|crm|registres?|campagnes?)"
)
_OURS = "(adresses?|e-?mails?|mails?|courriels?|coordonnees|contacts?|donnees|noms?|societe|informations|numeros?)"

WISHES = Wishes(
    removal=(
        (
            "(ne|de ne|n') ?(plus|pas) (jamais |a l'avenir )?(me|nous|m'|nous re|"
            rf"me re) ?(re)?({_TO_US})\b(?! (le matin|l'apres-midi|avant|pendant|par telephone|sur mon|"
            "a cette adresse))"
        ),
        (
            "(ne (me|nous) ?|ne m')(re)?(contactez|sollicitez|relancez|demarchez|ecrivez|spammez|importunez|"
            "harcelez|"
            r"derangez) (pas|jamais)\b(?! (avant|le |la |les |tout de|maintenant|cette|sur|par|aujourd|d'ici|"
            "pendant|en |"
            "dans|au |tant|ce |quand|si ))"
        ),
        r"ne (revenez|reviens) (pas|plus|jamais) vers (moi|nous)",
        (
            rf"(mon|mes|ma|notre|nos) {_OURS}\b.{{0,80}}\b(supprimez|effacez|retirez|enlevez|oubliez)[- ](la|"
            r"le|les)\b"
            "(?! (du|de la|de votre) (devis|facture|commande))"
        ),
        (f"(ne |de ne )?(plus|jamais) (se servir de|utiliser|exploiter) (mon|notre|mes|nos) {_OURS}( {_OURS})?{_ENDS}"),
        (
            r"(demande|prie|demandons|prions|saurais gre|ordonne|somme|supplie|merci) (instamment |donc )?(d'|"
            rf"de )(arreter|cesser|stopper){_ENDS}"
        ),
        rf"(mes|nos|mon|notre|ma) {_OURS}( [a-z-]+)? (soi(en)?t|doi(ven)?t etre) {_REMOVED}",
        rf"(desinscrire|desabonner|blacklister|radier) (mon|cette|notre|l'|ces|mes) ?{_OURS}",
        r"(plus|jamais) (jamais )?(entendre|avoir) (parler |des nouvelles )?de (vous|votre)\b",
        (
            "(pollu|encombr|inond|submerg|bombard|spamm)(e|ez|er|ent|iez) (ma|notre|mes|nos|ma propre) (boites?|"
            "messageries?|mails?|e-?mails?)"
        ),
        r"(effac|supprim|retir|elimin|detrui)\w* <6> (me|nous) concernant\b",
        rf"(suppression|retrait|effacement|radiation) <3> (mon|mes|notre|nos|ma) {_OURS}",
        rf"(blackliste|radie|desinscri|desabonne)\w* (mon|cette|notre|l'|mes|nos) ?{_OURS}",
        r"plus (de|aucune?) (prospection|demarchage|sollicitations?|relances?)( commerciales?)?( de votre part)?\b",
        r"(sur|en|votre) liste (rouge|noire|d'opposition|repoussoir)",
        rf"(plus|pas) (etre|me voir|nous voir) (re)?({_TO_US}|contacte|sollicite|demarche|relance|derange|prospecte)",
        (
            "ne plus (jamais )?(me |nous |m'|rien )?(envoyer|adresser|transmettre|faire parvenir)( (de|d'|"
            f"vos|aucun|aucune|ce type de|ce genre de|des)? ?{_MAILS}{_OF_THAT_SORT}| quoi que ce soit| rien){_ENDS}"
        ),
        rf"ne plus (jamais )?(me |nous |m')(envoyer|adresser){_ENDS}",
        rf"ne pas (me |nous |m')(envoyer|adresser) (de|d'|vos|ce type de|ce genre de) ?{_MAILS}{_ENDS}",
        (
            "(ne me|ne nous|n'|ne m'|me|nous) ?(re)?(contactez|sollicitez|ecrivez|envoyez|relancez|demarchez|"
            r"contacte|ecris) plus\b(?! (le matin|l'apres-midi|avant|par telephone|a cette))"
        ),
        (
            "(cess|arret|stopp)(ez|er|e|ons)( svp| s'il vous plait| immediatement| donc| de suite)*,? de (m'|"
            r"nous |me |vous )(?!faire (rever|rire|attendre|languir|marrer))\w+"
        ),
        (
            "(cess|arret|stopp)(ez|er)( svp| s'il vous plait| immediatement| donc)*,? (vos|ces|ce|cette|cet|les|"
            f"le|tout|tous vos|toutes? vos|votre|toute) ({_MAILS}|envois?|communications?|demarchage|"
            "harcelement|spam|"
            "demarches|prospection)"
        ),
        rf"(me|m'|nous) ?({_REMOVE})\b(?! (un|une|le|la|les|d'un) )",
        (
            "(retirez|supprimez|desinscrivez|desabonnez|enlevez|rayez|radiez|effacez|otez|sortez|retire|"
            "supprime|enleve|desinscris|desabonne|virez|vire)[- ](moi|nous)\\b"
            "(?! (d'un doute|une? |cett?e? |le |la |les |vo))"
        ),
        (
            f"({_REMOVE}|retirez|supprimez|enlevez|effacez|rayez)( (definitivement|immediatement|svp|"
            "s'il vous plait|toutes?))* (mon|notre|mes|nos|cette|l'ensemble de mes|toutes? mes|toutes? nos|"
            f"ma|les)? ?{_OURS}( [a-z@.'-]+){{0,4}}? (de|des|du|dans) (toutes? )?(votre|vos|ta|tes|la|cette|"
            f"toute|le) ?([a-z]+ )?{_LISTS}"
        ),
        (
            "(retirer|supprimer|effacer|retirez|supprimez|effacez)( immediatement|"
            " definitivement)? ((l'ensemble|la totalite) (de |des )|toutes? )?(mes|nos) (donnees|"
            "informations|coordonnees)"
        ),
        (
            "(suppression|effacement) (immediate? )?(de |des )?((l'ensemble|la totalite) (de |des )|"
            "toutes? )?(mes|nos) (donnees|informations|coordonnees)"
        ),
        (
            "(supprimez|supprimer|effacez|effacer|retirez|retirer|enlevez) (mon|cette|notre) (adresse|"
            r"e-?mail|mail|contact)\b(?! (de|dans) (la|le|ma|mon|notre) (commande|devis|facture|message|"
            "signature)| de (livraison|facturation|chantier))"
        ),
        (
            r"(souhait|desir|veu|voul|voudr|aimer|prefer)\w* (plus|pas|ne plus|"
            "ne pas)( du tout)?( jamais)? (a l'avenir )?recevoir (de |d'|vos |vos|aucun |ce type de |ces |"
            "plus de )"
        ),
        (
            r"(souhait|desir|veu|voul|voudr|aimer|prefer)\w* (plus|ne plus)( du tout)?( jamais)? (etre|"
            f"recevoir|de (vos )?{_MAILS}|vos {_MAILS}|avoir de)"
        ),
        rf"(souhait|desir|veu|voul|voudr|aimer|demand)\w* (a |ne plus )?etre {_REMOVED}",
        r"(ma|notre) (desinscription|desabonnement|radiation)\b",
        r"mon desabonnement\b",
        r"droit (a l'effacement|d'opposition|a l'oubli|de retrait|de suppression)",
        (
            "m'oppose (formellement )?(a|au|aux) <6> (traitement|utilisation|exploitation|donnees|prospection|"
            "demarchage|sollicitations?|contact|profilage|envois?|reception)"
        ),
        r"(je me|me) desabonne\b",
        r"je me desinscris\b",
        (
            "comment (se|me|puis-je me|peut-on se|faire pour (se|me)|je fais pour me|"
            "je peux me) (desinscrire|desabonner)"
        ),
        r"(desinscription|desabonnement) (svp|s'il vous plait|merci|immediate?|de (votre|cette|la) liste)",
        rf"(stop|arret|fin|halte) (aux?|les|vos|a vos) {_MAILS}",
        rf"plus (aucun|aucune|de) {_MAILS}( de (votre|ta) part)?{_ENDS}",
        rf"(plus|pas) recevoir (vos|de vos|ce type de|ces|d'autres|aucun|de {_MAILS})\b",
        r"(foutez|fichez|foutre)[- ]?(moi|nous)? la paix",
        r"(oubliez|laissez)[- ](moi|nous)( tranquilles?| en paix)?(?=[ .!]*$|,? merci)",
        r"laissez[- ](moi|nous) (tranquilles?|en paix)",
        r"lachez[- ](moi|nous)\b(?! (un|une|le|la|les|des|votre|vos) )",
        (
            "(c'est|ceci est|vos? .{0,20}|votre .{0,20})(du |des |un )?(spam|demarchage|"
            r"harcelement)s?\b.{0,40}(arret|stop|cess)"
        ),
        (
            "(vais|allons|compte) (vous )?(signaler|porter plainte|saisir la cnil|deposer (une )?plainte)|"
            "(signalement|plainte|reclamation) (a|aupres de) la cnil|"
            "(je|nous) (saisi|alert|avis|contact|previen|averti)\\w* (aussitot |immediatement )?la cnil"
        ),
    ),
    removal_alone=(
        (
            "(stop|stopp?ez|arretez|arret|cessez|assez|ca suffit)( (pub|svp|merci|mails?|spam|publicite|"
            "prospection|demarchage|contact|s'il vous plait|tout|de suite))*"
        ),
        (
            "(merci de |veuillez )?(me |nous |se )?(desinscrire|desinscription|desinscrivez|desabonner|"
            "desabonnement|desabonnez|desinscrit)([ -](moi|nous|svp|merci|s'il vous plait|de la liste))*"
        ),
        r"(me )?(retirer|supprimer|radier|enlever)( (svp|merci|de la liste))*",
        (
            "(demande de )?retrait( immediat)?( de (la|votre|vos|cette) ([a-z-]+ )?(listes?|"
            "mailing[- ]?(lists?)?|bases?|fichiers?))?"
        ),
        r"a supprimer( de votre liste)?",
        "du balai|du vent|dehors|degagez",
        r"((c'est|ceci est) )?(du )?(spams?|demarchage|harcelement)",
        "(plus jamais|jamais plus)( svp| merci)*",
        (
            "(merci de |veuillez |priere de )?ne (plus|pas|jamais) (jamais )?(me |nous |m'|nous re|me re)?(envoyer|"
            "contacter|ecrire|relancer|solliciter|deranger|importuner)( rien| de mails?)?( svp| merci)*"
        ),
    ),
    politeness=(
        (
            "(re)?(bonjour|bonsoir|salut|madame|monsieur|mesdames|messieurs|cher|chere|chers)( (a tous|"
            "madame|monsieur|messieurs|camille|cher monsieur|chere madame|[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(bien |tres )?cordialement( votre)?|cdt|cdlt|bien a vous|salutations( distinguees)?|"
            "bonne (journee|soiree|continuation|reception|fin de journee)|sincerement|respectueusement"
        ),
        (
            "(non )?(je vous |nous vous )?(merci|remercie|remercions)( (beaucoup|bien|d'avance|par avance|"
            "a vous|de votre comprehension|pour votre (mail|message|comprehension)|svp))?"
        ),
        (
            "non|svp|s'il vous plait|(nous (ne )?sommes |je (ne )?suis )?(pas|"
            "non) (du tout )?interessee?s?( par votre (offre|proposition))?|sans suite|aucun interet|"
            "pas de besoin"
        ),
    ),
    removal_subject=(
        "desinscription",
        "(me |se )?desinscrire",
        "desabonnement",
        "(se |me )?desabonner",
        "desabonnez-moi",
        "desinscrivez-moi",
        "retrait( de (la |votre )?liste)?",
        "radiation",
        "demande de (desinscription|desabonnement|suppression)",
        "suppression (de mes donnees|de mon adresse|rgpd)",
        "(demande )?rgpd",
    ),
    removal_void=(
        r"(ne|n') ?(me|nous|m')? ?(desinscri\w+|desabonn\w+|retir\w+|supprim\w+) (surtout )?pas\b",
        r"(ne|n') ?(souhait|veu|voul)\w+ (surtout )?pas (etre |me |nous )?(desinscri|desabonn|retir|supprim)",
        (
            "(desinscrire|desabonner|supprimer|retirer|enlever) (un|des|une|les|nos) (utilisateurs?|clients?|"
            "contacts?|abonnes?|destinataires?|salaries?|membres?|fours?|machines?|lignes?|postes?|"
            "adherents?)"
        ),
        r"pas (me |nous )?oublier",
        r"si vous (ne )?(souhait|voul|desir)\w+",
    ),
    challenge=(
        r"(je ne suis pas|vous n'etes pas|vous n'etiez pas|n'etes pas|n'est pas) un robot",
        (
            r"(prouv|confirm|verifi|attest|valid|assur|certifi)\w+ (que vous|qu'il|que l'expediteur|qu'un|"
            "votre|que vous l')? ?(etes|est|etre|qualite)? ?(bien |d')*(un humain|une personne|"
            "un etre humain|l'expediteur|humain|n'etes pas)"
        ),
        (
            "(authentifi(er|ez|cation)|identifi(er|ez|cation)) (de )?(l'expediteur|l'emetteur|votre (adresse|"
            "e-?mail|mail|message|envoi)|vous en tant|requise|necessaire|de votre)"
        ),
        r"valid\w+ (l'existence|l'existance|l'identite) de l'expediteur",
        (
            r"(confirm|verifi|valid|authentifi)\w+ votre (adresse|identite|e-?mail|qualite) (d'|en tant qu'|"
            "comme )expediteur"
        ),
        (
            r"proteg\w+ (sa|ses|ma|mes|leurs?|notre|nos) (messagerie|boite|mails|e-?mails|"
            "adresse).{0,200}(cliqu|clic|valid|lien)"
        ),
        r"premier (message|mail|e-?mail|courriel) (a|vers|adresse a) \S+@\S+.{0,200}(confirm|cliqu|valid|authentif)",
        (
            r"(votre|ce|vos) (message|e-?mail|mail|courriel)s? (destine a \S+ )?(est|a ete|sont|"
            "sera) (actuellement |temporairement |momentanement )?(mis )?(en attente|bloque|retenu|"
            r"en quarantaine|stoppe|suspendu)e?s?\b.{0,250}(cliqu|lien|authentif|confirm|valid|captcha|"
            "formulaire)"
        ),
        (
            "(pour|afin) (que |de )(votre|vos|ce|liberer|delivrer|debloquer|faire parvenir)? ?(votre |l'|le |"
            "ce |cet )?(message|e-?mail|mail|courriel)( lui)? ?(me |lui |nous )?(soit|puisse etre|"
            "soient)? ?(bien )?(remis|delivre|distribue|livre|transmis|parvenir|parvienne|lu)?.{0,250}(cliqu|"
            "lien|authentif|confirm|code|captcha|formulaire)"
        ),
        (
            r"cliqu\w+ .{0,80}(debloquer|liberer|delivrer|faire parvenir|valider) (l'envoi de )?(votre|ce|cet|"
            "cette|l') ?(message|e-?mail|mail|adresse)"
        ),
        (
            "(protege|utilise|securise|equipe)e?s?.{0,60}(mailinblack|anti-?spam).{0,300}(cliqu|lien|"
            "authentif|captcha|confirm)"
        ),
        r"recopi(er|ez) (le code|les caracteres|les lettres).{0,120}(message|mail|courriel)",
        (
            "(message|e-?mail|courriel) (est|a ete|reste) <2> (retenu|en attente|en quarantaine|bloque|"
            "intercepte)e?s?\\b.{0,200}"
            "(repond(ez|re)|recopi|saisi(ssez|r)|cliqu|valid)"
        ),
        (
            "(anti-?spam|filtr\\w+).{0,160}(pas encore|n'est pas|inconnue?).{0,160}(repond(ez|re)|recopi|saisissez|"
            "cliqu|valid)"
        ),
    ),
    challenge_sure=(
        r"un clic pour (delivrer|remettre|liberer|debloquer|valider|faire parvenir) (votre|vos|ce|l')",
        r"captcha pour valider",
        r"(validez|valider|confirmez|confirmer) votre envoi\b",
        (
            "(votre|ce) (message|mail|e-?mail|courriel) <4> (est|a ete mis) en attente de (validation|livraison|"
            "delivrance|confirmation)"
        ),
        r"demande a tout nouvel expediteur",
    ),
)
