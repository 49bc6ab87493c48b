"""Spanish: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = "(correos?|mensajes?|e-?mails?|publicidad|spam|informacion|newsletters?|comunicaciones|mails?)"
_LISTS = "(listas?|bases?|ficheros?|envios|registros|sistemas?|datos|correos|mailing)"
_ENDS = r"(?=[ .,;!)]*($|por favor|gracias|saludos|un saludo|y )|[.,;!])"

WISHES = Wishes(
    removal=(
        (
            r"no (me|nos|le|les) (vuelva[ns]? a )?(escrib|contact|envi|mand|molest|llam|escrib)\w* (mas|nunca|"
            f"de nuevo|otra vez|jamas)(?! (sobre|acerca))( {_MAILS})?{_ENDS}"
        ),
        rf"no (me|nos) (envi|mand)\w* (mas |sus )?{_MAILS}{_ENDS}",
        rf"no (me|nos) (escrib|contact|molest)(a|an|as|en|es|e){_ENDS}",
        r"no (quiero|deseo|queremos|deseamos) que (me|nos) (escrib|contact|envi|mand|llam)\w*",
        r"(dejen?|dejad|deje|pare|paren|cesen?) de (escribir|enviar|mandar|contactar|molestar)\w*",
        (
            "(dar|den|de|dad|dadme|darme|causar|denme|deme|darnos|doy)(me|nos|se)? (de )?baja(?! (el|un|una|"
            "al|a la|los|las|la linea|el precio))"
        ),
        (
            r"(elimin|borr|quit|retir|sac|saqu|suprim|cancel)\w+((me|nos)\b| mi (correo|direccion|e-?mail)|"
            rf" mis datos).{{0,40}}\b(de|en) (su|sus|la|esta|vuestra|tu|las) (\w+ )?{_LISTS}"
        ),
        rf"(me|nos) <2> (elimin|borr|quit|sac)\w+ (de|en) (su|sus|la|esta|las) (\w+ )?{_LISTS}",
        (
            "(elimin|borr|quit|retir|suprim)(en|e|ar|a|ad|an)( todos)? (mis datos|nuestros datos|mi (correo|"
            "direccion|e-?mail|email)|esta direccion|este correo)"
        ),
        r"(borr|elimin|quit|saqu)(en|e|a)(me|nos)\b",
        "(cancelar|anular|cancelen|anulen) (la|mi|nuestra|esta) (suscripcion|inscripcion)",
        (
            rf"(no|ya no) (deseo|quiero|queremos|deseamos) (seguir )?(recib\w+|mas {_MAILS}|ser contactad\w*|"
            f"sus {_MAILS})"
        ),
        r"derecho (de|a la|al) (supresion|oposicion|cancelacion|olvido)",
        rf"no mas {_MAILS}",
        r"(solicit|pid|exij|ruego)\w* <2> (la|mi|nuestra) baja\b",
        rf"no (enviar|mandar|escribir|contactar|remitir)(me|nos)? (mas|nunca mas)( {_MAILS})?{_ENDS}",
        rf"no (molest|contact|escrib|envi|mand)\w+ (mas|nunca mas)( {_MAILS})?{_ENDS}",
        r"me opongo (al|a la|a que)\b",
    ),
    removal_alone=(
        (
            "(por favor )?(baja|darme de baja|dar de baja|dame de baja|denme de baja|borrar|borrarme|"
            "borrenme|eliminar|eliminarme|cancelar suscripcion|remover|parar|basta|desuscribir(me)?|stop|"
            "darse de baja|quiero darme de baja|no molestar)( (por favor|gracias|de la lista|ya))*"
        ),
    ),
    politeness=(
        (
            "(hola|buenos dias|buenas( tardes| noches)?|estimad[oa]s?|buen dia)( (a todos|senor|senora|"
            "senores|[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(un |muchas |mil )?(saludos?|gracias|atentamente|cordialmente)( (cordial|cordiales|"
            "de antemano))?|no( gracias)?|por favor|no (me|nos) interesa"
        ),
    ),
    removal_subject=(
        "baja",
        "dar(me)? de baja",
        "cancelar (la )?suscripcion",
        "solicitud de baja",
        "desuscribir(me|se)?",
        "eliminar(me)?",
        "darse de baja",
    ),
    removal_void=(
        r"no (quiero|deseo|me) (darme de baja|den de baja|borre\w*|eliminen?)\b",
        r"no quiero dejar de recibir",
        (
            r"(como|puedo|se puede|podemos) (\w+ )?(dar de baja|eliminar|borrar) (a |un |una |los |las |"
            "usuarios|clientes|contactos)"
        ),
    ),
    challenge=(
        (
            r"(confirm|verifi|demostr|comprob|prob|asegur|valid|acredit)\w+ (de )?que (usted )?(es|eres|no es|"
            "no eres)( usted)? (un|una)? ?(persona|humano|robot|ser humano|remitente|maquina|spammer)"
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
    challenge_sure=("un clic para (entregar|liberar|enviar) (su|tu)",),
)
