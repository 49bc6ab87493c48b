"""Italian: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        r"(per|se non) .{0,40}(annullare l'iscrizione|cancellar\w+|disiscriver\w+|ricevere (piu|ulteriori))",
        r"visualizza (nel|questa|la) (\w+ )?browser",
        r"ricevi questa (e-?mail|mail) perche",
    ),
    pitch=(
        r"clicca qui|acquista ora|scopri (di piu|l'offerta|ora)|approfitta|iscriviti",
        r"offert[ae] (speciale|esclusiva|limitata)?|sconto|\d{2} ?% di sconto|gratis|spedizione gratuita",
        r"prima pagina .{0,20}google|seo\b|posizionamento",
        r"guadagn\w+|prestit\w+|investiment\w+|eredita|lotteria",
    ),
)
