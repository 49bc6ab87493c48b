"""German: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "am .{4,200}schrieb .{0,160}:?",
        ".{4,120}schrieb am .{4,120}:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+> schrieb ?:?",
        "am .{4,120} hat .{2,100} geschrieben ?:",
    ),
    original_message=(
        "ursprungliche (nachricht|e-?mail|mail)",
        "original(nachricht|mail)",
        "weitergeleitete nachricht",
        "anfang der weitergeleiteten (nachricht|e-?mail)",
        "original-?nachricht",
    ),
    header_names=(
        ("von",),
        ("gesendet( am)?", "datum"),
        ("an",),
        ("betreff",),
        ("cc", "kopie", "antwort an"),
    ),
    disclaimer=(
        r"diese (e-?mail|nachricht) .{0,60}(vertraulich|ausschliesslich)",
        r"wenn sie (nicht der|diese)|sollten sie (diese|nicht)",
    ),
    mobile_signature=(
        "(von|mit|uber) (meinem|meiner|der|dem) .{2,50} gesendet",
        "gesendet (von|mit|uber|aus) .{2,50}",
        "outlook fur .{2,30} (herunterladen|beziehen|laden)",
        "(diese nachricht wurde )?von .{2,40} gesendet",
        "holen sie sich outlook fur .{2,20}",
    ),
)
