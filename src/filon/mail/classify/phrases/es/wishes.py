"""Spanish: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            "no (me|nos|le|les) (escriba|escriban|escribas|contacte|contacten|contactes|envie|envien|envies|"
            r"mande|manden|mandes|vuelva a|vuelvan a|moleste|molesten|llame|llamen)\b( <6> (mas|nunca|correos|"
            r"mensajes|publicidad|escribir|contactar|enviar|de nuevo|otra vez)\b|[ .!]*$)"
        ),
        (
            "(dejen?|dejad|deje|pare|paren|cesen?) de (escribir|enviar|mandar|contactar|molestar|mandarme|"
            r"enviarme|escribirme|contactarme|enviarnos|mandarnos|escribirnos|contactarnos)\w*"
        ),
        r"(dar(me|nos)?|darse|den(me|nos)?|de(me|nos)|dad(me|nos)|causar) (\w+ )?(de )?baja",
        (
            "(eliminen?|borren?|quiten?|retiren?|saquen?|supriman?|elimina|borra|quita|elimine|borre|quite|"
            "retire|saque|suprima|eliminar|borrar|quitar|cancelar)(me|nos|se)? <4> (de (su|sus|la|esta|vuestra|"
            r"tu)( \w+)? (lista|base|listas|bases|fichero|envios|registros|sistema)|mis datos|nuestros datos|"
            "mi (correo|direccion|e-?mail|email)|esta direccion|este correo)"
        ),
        (
            r"(no (deseo|quiero|queremos|deseamos)|ya no (deseo|quiero)) (seguir )?(recib\w+|mas (correos|"
            r"mensajes|publicidad|emails)|que me|ser contactad\w*|sus (correos|mensajes))"
        ),
        "derecho (de|a la|al) (supresion|oposicion|cancelacion|olvido)",
        "no (mas|quiero mas) (correos|mensajes|emails|publicidad|spam)",
    ),
    removal_alone=(
        (
            "(por favor,? )?(baja|darme de baja|dar de baja|dame de baja|borrar|borrarme|eliminar|eliminarme|"
            "cancelar suscripcion|remover|parar|basta|desuscribir(me)?|stop)( (por favor|gracias|de la lista))*"
        ),
    ),
    removal_subject=(
        "baja",
        "dar(me)? de baja",
        "cancelar (la )?suscripcion",
        "(solicitud de )?baja",
        "desuscribir(me|se)?",
        "eliminar(me)?",
        "darse de baja",
    ),
    removal_void=(
        r"no (quiero|deseo|me) (darme de baja|den de baja|borre\w*|eliminen?)\b",
        (
            r"(como|puedo|se puede|podemos) (\w+ )?(dar de baja|eliminar|borrar) (a |un |una |los |las |usuarios|"
            "clientes|contactos)"
        ),
    ),
    challenge=(
        (
            r"(confirm\w+|verifi\w+|demostr\w+|comprob\w+|prob\w+|asegur\w+|valid\w+|acredit\w"
            "+) (de )?que (usted )?(es|eres|no es|no eres)( usted)? (un|una)? ?(persona|humano|robot|ser humano|"
            "remitente|maquina|spammer)"
        ),
        "no (soy|es|eres) un robot",
        (
            "(su|este|tu) (mensaje|correo|e-?mail) <5> (retenido|en espera|bloqueado|cuarentena|pendiente|"
            "detenido).{0,200}(clic|enlace|pulse|confirm|verific)"
        ),
        "(verificacion|autenticacion|confirmacion|validacion) del? remitente",
        (
            "para que (su|este|tu) (mensaje|correo|e-?mail) <3> (entregado|entregarse|llegue|"
            "recibido).{0,200}(clic|enlace|pulse|confirm|verific|codigo)"
        ),
    ),
)
