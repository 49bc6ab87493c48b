"""German: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        r"(um|wenn sie) .{0,40}(newsletter|abmelden|abbestellen|keine weiteren)",
        r"(newsletter|vom newsletter|hier) (abmelden|abbestellen)",
        r"(im|in ihrem) browser (ansehen|anzeigen|offnen)",
        r"sie erhalten diese (e-?mail|mail|nachricht),? (weil|da)",
    ),
    pitch=(
        r"klicken sie hier|jetzt (kaufen|bestellen|sichern|anmelden|entdecken|testen)|hier klicken",
        r"(sonder)?angebote?\b|rabatt|\d{2} ?% (auf|rabatt|sparen)|kostenlos|gratis|versandkostenfrei|gutschein",
        r"suchmaschinenoptimierung|seo\b|google.{0,20}(platz|seite 1|ranking)",
        r"geld verdienen|nebeneinkommen|kredit|gewinn(spiel)?|erbschaft|investition",
    ),
)
