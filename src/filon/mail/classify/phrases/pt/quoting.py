"""Portuguese: how mail programs set off what was said before."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Quoting

QUOTING = Quoting(
    wrote=(
        "(em|no dia|a) .{6,200}(escreveu|escreve) ?:?",
        r".{0,160}<?[^\s<>]+@[^\s<>]+>? escreveu\b.{0,80}:?",
        r".{2,160} escreveu (no dia|em|\() ?.{4,80}:",
    ),
    original_message=(
        "mensagem (original|encaminhada|reencaminhada)",
        "inicio da mensagem (reencaminhada|encaminhada)",
    ),
    header_names=(
        ("de",),
        ("enviado( em| a)?", "enviada( em| a)?", "data"),
        ("para", "a"),
        ("assunto",),
        ("cc",),
    ),
    disclaimer=(
        r"(esta|a presente) (mensagem|comunicacao) .{0,60}(confidencial|destinad)",
        r"se (recebeu|voce recebeu|nao for o destinatario)",
    ),
    mobile_signature=(
        "enviado (do|de|a partir|pelo|via|por|com) .{2,60}",
        "(obter|obtenha|baixe) o? ?outlook para .{2,30}",
        "livre de virus.{0,40}",
    ),
)
