"""Spanish: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        (
            r"(para|si (no )?desea\w*) .{0,40}(darse de baja|cancelar (la |su |tu )?suscripcion|"
            "dejar de recibir|recibir mas)"
        ),
        r"ver (este|en) (el |mensaje |correo )*(navegador|online)",
        r"ha recibido este (correo|mensaje) porque",
    ),
    pitch=(
        r"haga clic|haz clic|pulse aqui|compre ahora|descubre|aproveche|registrate",
        (
            r"(oferta|promocion|descuento)s? (especial|exclusiv\w+|limitad\w+)?|\d{2} ?% de descuento|gratis|"
            "envio gratis"
        ),
        r"(posicionamiento|primera pagina) .{0,20}google|seo\b|marketing digital",
        r"gane dinero|ingresos extra|inversion|prestamo|loteria|herencia",
    ),
)
