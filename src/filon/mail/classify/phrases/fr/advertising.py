"""French: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        (
            "(pour|si vous (ne )?(souhaitez|voulez|desirez)) (vous |plus |ne plus |se |etre )?(desinscrire|"
            "desabonner|recevoir (nos|ces|cette|d'autres|de)|retire|radie)"
        ),
        r"(vous|se) (desinscrire|desabonner)\b",
        r"(gerer|modifier) (vos|mes) (preferences|abonnements)",
        r"si (ce|cet) (message|e-?mail|mail) ne s'affiche pas",
        r"voir (la version|ce mail|cet e-?mail|ce message) (en ligne|dans)",
        r"version en ligne",
        r"vous recevez ce(t|tte)? (message|e-?mail|mail|courriel|newsletter|lettre)( d'information)? (car|parce)",
        r"lien de (desinscription|desabonnement)",
    ),
    pitch=(
        r"cliquez ici|je (decouvre|profite|commande)|profitez|decouvrez|commandez",
        (
            r"(offre|promo|promotion|vente|prix)s? (speciale?s?|exclusi\w+|limitee?s?|flash|privee?s?|"
            r"exceptionnel\w+|du (mois|jour))"
        ),
        r"-? ?\d{2} ?% (de (remise|reduction)|sur|off)?",
        r"code promo|livraison (offerte|gratuite)|bons? plans?|soldes|black friday|jusqu'a epuisement",
        r"(100 ?%|entierement|totalement) gratuit\w*|sans engagement|satisfait ou rembourse",
        r"inscrivez-vous|je m'inscris|webinaire|livre blanc|notre newsletter",
        (
            "gagn(ez|e) (de l'argent|plus|jusqu)|revenus? (complementaire|passif)|investissement|"
            "rendement garanti|placement"
        ),
        (
            "(referencement|premiere page|1ere page|position) .{0,30}google|creation de site|"
            r"visibilite de votre site|seo\b"
        ),
        (
            "(votre|la) (boite|compte|messagerie|mot de passe|carte vitale|colis|amende) .{0,80}(expire|"
            "suspendu|verifi|mise? a jour|bloque|en attente).{0,160}(cliqu|lien|connect|regl)"
        ),
    ),
)
