"""What Spanish-speaking salespeople write to another company."""

from __future__ import annotations

from filon.outreach.samples.sample import (
    AFTER_EVENT_IS_FOR,
    MEETING_IS_FOR,
    MISSED_CALL_IS_FOR,
    RIGHT_PERSON_IS_FOR,
    Sample,
)
from filon.outreach.texts import StepFields

MEETING = Sample(
    "rendez-vous",
    "Conseguir una reunión",
    MEETING_IS_FOR,
    (
        StepFields(
            subject="{{ company | Su equipo }} y la captación de clientes",
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "Le escribo porque {{ company | su empresa }} se dirige, como nuestros clientes, a "
                "empresas que se deciden tras varias conversaciones. Encontrar a las personas adecuadas y "
                "hacer el seguimiento en el momento oportuno suele llevar más tiempo que la propia venta.\n\n"
                "Hemos puesto a punto una forma de trabajar que libera cerca de un día por semana y por "
                "comercial: {{ website }}\n\n"
                "¿Dispondría de veinte minutos esta semana o la próxima para que le muestre lo que "
                "supondría para ustedes?\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "Quizá mi mensaje llegó en un día complicado. En pocas palabras: ayudamos a los equipos "
                "comerciales a dedicar menos tiempo a buscar y más a vender.\n\n"
                "Si otra persona de {{ company | su empresa }} se ocupa de este tema, ¿podría indicarme a "
                "quién dirigirme?\n\n"
                "Gracias de antemano,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "No quisiera insistir: si no tengo noticias suyas, entenderé que no es el momento "
                "adecuado y no volveré a escribirle sobre este tema.\n\n"
                "Si surge la ocasión en los próximos meses, basta con responder a este mensaje.\n\n"
                "Le deseo lo mejor,\n{{ sender }}"
            ),
        ),
    ),
)

RIGHT_PERSON = Sample(
    "interlocuteur",
    "Encontrar a la persona adecuada",
    RIGHT_PERSON_IS_FOR,
    (
        StepFields(
            subject="¿A quién debo dirigirme en {{ company | su empresa }}?",
            body=(
                "Buenos días:\n\n"
                "Busco a la persona que se ocupa de la compra de servicios en {{ company | su empresa }}. "
                "¿Podría indicarme su nombre o hacerle llegar este mensaje?\n\n"
                "Trabajamos con empresas comparables a la suya; aquí tiene en una página lo que hacemos: "
                "{{ website }}\n\n"
                "Le agradezco su ayuda,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Buenos días:\n\n"
                "Me permito escribirle de nuevo: ¿ha podido hacer llegar mi mensaje a la persona "
                "adecuada?\n\n"
                "Con un nombre me bastaría.\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
    ),
)

AFTER_EVENT = Sample(
    "salon",
    "Después de una feria",
    AFTER_EVENT_IS_FOR,
    (
        StepFields(
            subject="Tras nuestro encuentro",
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "Fue un placer hablar con usted en la feria. Como acordamos, aquí tiene con qué continuar "
                "la conversación con calma: {{ website }}\n\n"
                "¿Fijamos un momento para hablar de lo que le interesaba para {{ company | su empresa }}?\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "Las semanas que siguen a una feria siempre son intensas. ¿Ha podido echar un vistazo a "
                "lo que le envié?\n\n"
                "También puedo llamarle: dígame simplemente qué día le conviene.\n\n"
                "{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=10,
            subject="¿Sigue en pie en {{ company | su empresa }}?",
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "¿Siguen en pie los proyectos que mencionó en la feria? Si el calendario ha cambiado, "
                "indíqueme cuándo volver a contactarle y respetaré esa fecha.\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
    ),
)

MISSED_CALL = Sample(
    "appel-manque",
    "Disculpe que no atendiéramos su llamada",
    MISSED_CALL_IS_FOR,
    (
        StepFields(
            subject="Disculpe que no atendiera su llamada",
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "Intentó hablar conmigo y no pude atenderle: le ruego que me disculpe.\n\n"
                "Le llamaré en cuanto pueda. Si algún momento le viene bien, o si su pregunta cabe en unas palabras, "
                "responda sin más a este mensaje. Muchas respuestas están también aquí: {{ website }}\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Buenos días {{ first_name | señora, señor }}:\n\n"
                "¿Encontró lo que buscaba cuando me llamó? Si no, dígame cuándo localizarle y en qué número.\n\n"
                "Un saludo cordial,\n{{ sender }}"
            ),
        ),
    ),
)

SAMPLES = (MEETING, RIGHT_PERSON, AFTER_EVENT, MISSED_CALL)
VARIABLES = (
    "{{ first_name | señora, señor }}",
    "{{ last_name }}",
    "{{ company | su empresa }}",
    "{{ job_title | su cargo }}",
    "{{ city | su ciudad }}",
    "{{ website }}",
    "{{ sender }}",
    "{{ sender_company }}",
    "{{ unsubscribe_link }}",
)
