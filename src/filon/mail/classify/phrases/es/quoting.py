"""Spanish: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "el .{6,200}(escribio|escribe|ha escrito) ?:?",
        r".{0,120}<?[^\s<>]+@[^\s<>]+>? (escribio|escribe) ?:",
    ),
    original_message=(
        "mensaje (original|reenviado|de origen)",
        "inicio del mensaje reenviado",
        "correo original",
    ),
    header_names=(
        ("de", "desde"),
        ("enviado( el)?", "fecha( de envio)?"),
        ("para", "a"),
        ("asunto",),
        ("cc", "copia"),
    ),
    disclaimer=(
        r"(este|el presente) (mensaje|correo)( electronico)? .{0,60}(confidencial|exclusiv|destinatari)",
        r"si (usted )?(ha recibido|no es el destinatario)",
    ),
    mobile_signature=(
        "enviado (desde|con|a traves de) .{2,60}",
        "(obtener|descargar|consigue|obtenga) outlook para .{2,30}",
        "libre de virus.{0,40}",
    ),
)
