"""Dutch: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "op .{4,200}schreef .{0,160}:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+>? schreef( op .{4,80})? ?:?",
        ".{2,100} schreef op .{4,80}:",
        "op .{4,120} heeft .{2,120} (het volgende )?geschreven ?:",
    ),
    original_message=(
        "oorspronkelijk(e)? (bericht|e-?mail|mail)",
        "origineel bericht",
        "doorgestuurd bericht",
        "begin doorgestuurd bericht",
    ),
    header_names=(
        ("van",),
        ("verzonden( op)?", "datum"),
        ("aan",),
        ("onderwerp",),
        ("cc", "kopie"),
    ),
    disclaimer=(
        r"(dit bericht|deze e-?mail) .{0,60}(vertrouwelijk|uitsluitend|bestemd)",
        r"(indien|als) u (dit|deze|niet)",
    ),
    mobile_signature=(
        "(verzonden|verstuurd) (vanaf|met|via|vanuit|door) .{2,60}",
        "(download|haal) outlook voor .{2,30}",
        "virusvrij.{0,40}",
    ),
)
