"""Spanish: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        "no se (puede|pudo|ha podido|puede entregar) (entregar|enviar)",
        ("(mensaje|correo|e-?mail) (no entregad[oa]|devuelt[oa]|rechazad[oa]|no se|no pudo|no enviado|no (se )?ha)"),
        r"(error|fallo|problema|fracaso) (en|de|al) (la |el )?(entreg\w+|envi\w+|distribucion)",
        "entrega (fallida|retrasada|imposible|no)",
        "notificacion (de |del )?(estado de (la )?entrega|no entrega|error|entrega)",
        "no entregad[oa]",
        "devolucion de (correo|mensaje)",
        "imposible entregar",
        "correo devuelto",
    ),
    undelivered=(
        (
            "no (se )?(ha|han|pudo|pudieron|puede|pueden|fue|fueron|podido|hemos podido|he podido) <3> (entregad"
            r"[oa]|entregar|enviad[oa]|enviar|ser entregad[oa]|llegar|entregarse)s?\b"
        ),
        "(error|fallo) (permanente|al entregar|de entrega|en la entrega)",
        "(imposible|no es posible) (entregar|la entrega)",
        "(ha sido|fue) (rechazad|devuelt|bloquead)[oa]",
        "no ha podido (entregarse|ser entregado)",
    ),
    delayed=(
        r"(entrega|mensaje|envio) <5> (retras\w+|demor\w+|aplazad\w+)",
        r"(aun|todavia) no (se )?ha (sido )?(podido |entregad\w*)",
        r"se (seguira|continuara) (intent|reintent)\w*",
        "(nuevos|otros) intentos",
    ),
    failures={
        "user_unknown": (
            (
                "(direccion|destinatario|usuario|cuenta|buzon|correo) <8> (no (existe|existen|encontrad[oa]|"
                "se encontro|se ha encontrado|valid[oa]|es valid[oa])|desconocid[oa]|inexistente|invalid[oa]|"
                "incorrect[oa])"
            ),
            r"no existe (el|la|ese|esa|dich[oa]|ningun) ?\w*",
            "(usuario|destinatario|direccion) (desconocid[oa]|inexistente|invalid[oa])",
            "no se (encontro|ha encontrado|encuentra|pudo encontrar)",
        ),
        "account_disabled": (
            (
                "(cuenta|buzon|direccion) <5> (desactivad[oa]|deshabilitad[oa]|suspendid[oa]|bloquead[oa]|cerrad[oa]|"
                "inactiv[oa])"
            ),
        ),
        "domain_unknown": ("dominio <4> (no existe|no encontrado|desconocido|inexistente)",),
        "mailbox_full": (
            r"(buzon|casilla|cuenta|bandeja) <8> (llen[oa]|complet[oa]|satur\w+)",
            "(cuota|espacio|capacidad) <5> (excedid[oa]|superad[oa]|agotad[oa]|sobrepasad[oa])",
            "(excede|supera|ha excedido|ha superado) <3> (cuota|limite de almacenamiento)",
        ),
        "too_big": ("(mensaje|correo) <4> (demasiado grande|excede el tamano)",),
        "spam": ("(considerado|identificado|detectado|clasificado) como (spam|correo no deseado)",),
    },
    read_subject=(
        "leido: ",
        "no leido: ",
        "eliminado: ",
        r"(confirmacion|acuse) de lectura\b",
        r"acuse de recibo \(mostrado\)",
    ),
    read=(
        r"(ha sido|fue|se ha) (leido|abierto|mostrado) <2> (el|por)\b",
        "(elimin|borr)(ado|o|aron) sin (haber sido |ser )?(leer(se|lo)?|leido)",
    ),
)
