"""Italian: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "il (giorno )?.{6,200}(ha scritto|scrive|scriveva) ?:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+>? ha scritto ?:",
        "in data .{4,120} ha scritto ?:?",
    ),
    original_message=("messaggio (originale|inoltrato|inviato)", "inizio messaggio inoltrato"),
    header_names=(
        ("da",),
        ("inviato( il)?", "data"),
        ("a", "per"),
        ("oggetto",),
        ("cc",),
    ),
    disclaimer=(
        r"(questo|il presente) (messaggio|e-?mail)|le informazioni .{0,60}(riservat|confidenzial)",
        r"(qualora|se) (avete|ha|hai) ricevuto",
    ),
    mobile_signature=(
        "inviato (da|dal|con|tramite) .{2,60}",
        "(scarica|ottieni) outlook per .{2,30}",
        "privo di virus.{0,40}",
    ),
)
