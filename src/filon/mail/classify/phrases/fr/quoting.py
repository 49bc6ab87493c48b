"""French: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "le .{6,200}(a ecrit|ecrivait|ecrit) ?:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+>? (a ecrit|ecrivait) ?:",
        "en date de ?: .{6,120}(a ecrit|ecrit) ?:?",
    ),
    original_message=(
        "message (d'origine|original|initial|transfere|reexpedie)",
        "mail original",
        "e-?mail d'origine",
        "courriel d'origine",
        "debut du message (reexpedie|transfere)",
        "message transmis",
    ),
    header_names=(
        ("de", "expediteur"),
        ("envoye( le)?", "date( d'envoi)?"),
        ("a", "destinataires?", "pour"),
        ("objet", "sujet"),
        ("cc", "copie( a)?"),
    ),
    disclaimer=(
        r"si vous (avez recu|recevez|n\'etes pas le (bon )?destinataire)",
        (
            "(ce|le present|cet) (message|courriel|mail|e-?mail|courrier)( electronique)?( et .{0,40})? (est|"
            r"sont|peut contenir|contient|s\'adresse) .{0,40}(confidenti|exclusi|destinataire|privile)"
        ),
        r"pensez a l\'environnement",
    ),
    mobile_signature=(
        "envoye (de|depuis|a partir de|via|avec|a l'aide de|par) .{2,60}",
        "(telecharger|obtenir|obtenez|telechargez) outlook pour .{2,30}",
        "provenance ?: (courrier|mail) (pour|for) windows.{0,10}",
        r"(garanti )?sans virus\.? ?(www\.avast\.com)?.{0,20}",
    ),
)
