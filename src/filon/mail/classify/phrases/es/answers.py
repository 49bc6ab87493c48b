"""Spanish: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"respuestas? automaticas?\b",
        r"(auto-?respuesta|contestador automatico|contestacion automatica|mensaje automatico|autorrespuesta)\b",
        r"fuera de (la )?oficina\b",
        "ausen(cia|te)( de la oficina| temporal| por vacaciones)?( ?:| hasta| del)",
        "ausente de la oficina",
        r"(estoy |estare )?(de|en) vacaciones\b",
        "estoy (ausente|de baja|fuera)",
        "mensaje de ausencia",
        "baja (por )?(maternal|maternidad|medica)",
    ),
    absence_subject=(
        "(de )?vacaciones",
        "ausente",
        "ausencia",
        "fuera de (la )?oficina",
        "no disponible",
        "de viaje",
    ),
    automatic=(
        "est[ea] es (un |una )?(mensaje|correo|respuesta|e-?mail) (generad[oa] )?automatic[oa]",
        "respuesta automatica",
        "(generad|enviad)[oa] automaticamente",
        "(por favor,? )?no (responda|conteste|responder) (a )?(este|directamente)",
        "mensaje automatico",
    ),
    absent=(
        (
            "(estoy|estare|me encuentro|me encontrare|estamos|estaremos) <3> (fuera( de (la |mi )?oficina)?|"
            "de vacaciones|ausente|de viaje|de baja|disfrutando|sin acceso|de permiso|en vacaciones|"
            r"fuera del pais|cerrad[oa]s?)\b"
        ),
        "(?<!estuve )(?<!estaba )fuera de (la |mi )?oficina",
        "(durante|en) mi ausencia",
        "no (estoy|estare|me encuentro) (disponible|en la oficina|en mi puesto)",
        "(nuestra|la) (oficina|empresa) (esta|estara|permanecera) cerrada",
        "(periodo|periodo) (de )?(vacaciones|vacacional)",
        r"(vuelvo|regreso|me incorporo|me reincorporo|volvere|regresare)\b",
        "de vacaciones (hasta|del|desde)",
        "baja (maternal|por maternidad|medica|de maternidad)",
    ),
    cover=(
        r"(para|en caso de|si es|si su|si se trata de) <4> (urgen\w+|emergencia)",
        "a mi (vuelta|regreso|retorno)",
        "en (mi|nuestra) ausencia",
        "durante mi ausencia",
        "acceso (limitado|restringido) a",
        "(le|les|te) (respondere|contestare|atendere)",
        r"(responder|contestar|atender)(e|emos)\b",
        "(puede|por favor|pueden|puedes)(,)? (contactar|contacte|dirigirse|escribir|ponerse|dirijase)",
        (
            r"(dirij|remit|envi|redirij)\w* (sus|su|los|tus|cualquier) (correos?|mensajes?|consultas?|"
            r"peticion\w*|solicitud\w*)"
        ),
        "(lo antes posible|a la mayor brevedad|en cuanto)",
    ),
    personal=(
        r"interes(a|ad[oa]|ante|aria)\w*",
        r"(llam|envi|escrib|contact|mand)(e|en|a|eme|enme|ame)(me|nos)\b",
        r"(su|tu|vuestra) (oferta|propuesta|producto|solucion|precio|servicio)s?\b",
        r"(presupuesto|precio|cita|reunion|demo|proyecto|tema)\b",
        r"(puede|podria|podriamos|podemos|tiene|quiere) (usted |enviar|llamar|hablar|quedar)",
        r"(adjunt[oa]s?|aqui (tiene|esta|van|te)|hablamos|llamame|quedamos)\b",
        r"(de acuerdo|perfecto|claro|vale|no nos interesa|ya tenemos)\b",
        r"[€$] ?\d|\d ?(€|euros|eur)\b",
    ),
    left=(
        r"ya no (trabaj|form|pertene|labor|est[ao]y?|se encuentra|presta|colabor)\w*",
        r"(ha|he) (dejado|abandonado|causado baja)( de)? (la|nuestra|mi|formar|su|de trabajar|en)\b",
        "ha dejado de (trabajar|formar|pertenecer|prestar)",
        "no (forma|formo) (ya )?parte",
        "se ha (jubilado|desvinculado)",
        "dejo de (trabajar|laborar|pertenecer)",
    ),
    closed=(
        (
            "(esta|este|mi|la) (direccion|cuenta|correo|buzon|email) <4> (ya no|ha sido|ha dejado|no) (esta |se |"
            r"es )?(activ\w+|operativ\w+|utiliz\w+|consult\w+|us\w+|desactiv\w+|valid\w+|de estar|dad[oa] de baja|"
            "disponible)"
        ),
        "mi nueva direccion",
    ),
    acknowledged=(
        "(hemos|he) recibido (correctamente )?su (mensaje|correo|solicitud|consulta|peticion|e-?mail)",
        (
            "su (mensaje|correo|solicitud|consulta|peticion|e-?mail|ticket) <3> (ha sido|fue) (recibid|registrad|"
            "cread|enviad)[oa]"
        ),
        "(nos pondremos en contacto|le (responderemos|contestaremos|atenderemos)|en breve)",
        "(numero|referencia) de (ticket|caso|solicitud|incidencia)",
        "acus(e|amos|e de) (de )?recib",
    ),
    ticket_subject=(
        r"acuse de recibo\b",
        "hemos recibido su",
        "su (solicitud|consulta|mensaje|ticket|correo) (ha sido|fue|#|n)",
        "confirmacion de (recepcion|recibo)",
        "(gracias por) (contactar|su (mensaje|consulta|correo|solicitud)|ponerse|escribir)",
    ),
)
