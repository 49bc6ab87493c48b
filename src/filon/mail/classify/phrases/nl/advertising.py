"""Dutch: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        r"(om|als u|wilt u|indien u) .{0,40}(uitschrijven|afmelden|niet meer ontvangen|geen .{0,20}ontvangen)",
        r"bekijk (deze|in|dit) (\S+ )*(browser|online)",
        r"u ontvangt deze (e-?mail|mail|nieuwsbrief)",
    ),
    pitch=(
        r"klik hier|bestel (nu|direct)|koop nu|meld je aan|ontdek",
        r"aanbieding\w*|korting|\d{2} ?% korting|gratis|actie",
        r"google.{0,20}(positie|pagina)|seo\b|zoekmachine",
        r"geld verdienen|lening|investering|erfenis|loterij",
    ),
)
