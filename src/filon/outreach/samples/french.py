"""What French salespeople write to another company."""

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
    "Prise de rendez-vous",
    MEETING_IS_FOR,
    (
        StepFields(
            subject="{{ societe | Votre équipe }} et la prospection",
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Je vous écris parce que {{ societe | votre société }} s’adresse, comme nos clients, à des entreprises "
                "qui se décident après plusieurs échanges. Trouver les bons interlocuteurs et les relancer au bon "
                "moment prend souvent plus de temps que la vente elle-même.\n\n"
                "Nous avons mis au point une façon de faire qui libère environ une journée par semaine et par "
                "commercial : {{ site }}\n\n"
                "Seriez-vous disponible vingt minutes cette semaine ou la suivante pour que je vous montre ce que "
                "cela donnerait chez vous ?\n\n"
                "Bien à vous,\n{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Mon message est peut-être arrivé un jour chargé. En deux mots : nous aidons les équipes commerciales "
                "à passer moins de temps à chercher et plus de temps à vendre.\n\n"
                "Si le sujet est suivi par quelqu’un d’autre chez {{ societe | vous }}, pourriez-vous me dire à qui "
                "m’adresser ?\n\n"
                "Merci d’avance,\n{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Je ne voudrais pas insister : sans nouvelles de votre part, je considère que ce n’est pas le bon "
                "moment et je ne vous relancerai plus à ce sujet.\n\n"
                "Si une occasion se présente dans les mois qui viennent, il vous suffit de répondre à ce message.\n\n"
                "Bonne continuation,\n{{ expediteur }}"
            ),
        ),
    ),
)

RIGHT_PERSON = Sample(
    "interlocuteur",
    "Trouver le bon interlocuteur",
    RIGHT_PERSON_IS_FOR,
    (
        StepFields(
            subject="À qui m’adresser chez {{ societe | vous }} ?",
            body=(
                "Bonjour,\n\n"
                "Je cherche la personne qui s’occupe des achats de services chez {{ societe | vous }}. Pourriez-vous "
                "me communiquer son nom, ou lui transmettre ce message ?\n\n"
                "Nous travaillons avec des sociétés comparables à la vôtre ; voici en une page ce que nous "
                "faisons : {{ site }}\n\n"
                "Je vous remercie de votre aide,\n{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Bonjour,\n\n"
                "Je me permets de revenir vers vous : avez-vous pu transmettre mon message à la bonne personne ?\n\n"
                "Un simple nom me suffirait.\n\n"
                "Bien cordialement,\n{{ expediteur }}"
            ),
        ),
    ),
)

AFTER_EVENT = Sample(
    "salon",
    "Après un salon",
    AFTER_EVENT_IS_FOR,
    (
        StepFields(
            subject="Suite à notre rencontre",
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "J’ai eu plaisir à échanger avec vous lors du salon. Comme convenu, voici de quoi poursuivre la "
                "discussion à tête reposée : {{ site }}\n\n"
                "Souhaitez-vous que nous fixions un moment pour parler de ce qui vous intéressait pour "
                "{{ societe | votre société }} ?\n\n"
                "Bien à vous,\n{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Les semaines qui suivent un salon sont toujours chargées. Avez-vous pu jeter un œil à ce que je vous "
                "avais envoyé ?\n\n"
                "Je peux aussi vous appeler : dites-moi simplement quel jour vous convient.\n\n"
                "{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=10,
            subject="Toujours d’actualité chez {{ societe | vous }} ?",
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Vos projets évoqués au salon sont-ils toujours d’actualité ? Si le calendrier a changé, "
                "indiquez-moi quand vous recontacter et je m’en tiendrai à cette date.\n\n"
                "Bien à vous,\n{{ expediteur }}"
            ),
        ),
    ),
)

MISSED_CALL = Sample(
    "appel-manque",
    "Désolé d’avoir manqué votre appel",
    MISSED_CALL_IS_FOR,
    (
        StepFields(
            subject="Désolé d’avoir manqué votre appel",
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Vous avez cherché à me joindre et je n’ai pas pu décrocher : veuillez m’en excuser.\n\n"
                "Je vous rappelle dès que possible. Si un moment vous arrange, ou si votre question tient en quelques "
                "mots, répondez simplement à ce message. Beaucoup de réponses sont aussi ici : {{ site }}\n\n"
                "Bien à vous,\n{{ expediteur }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Bonjour {{ prenom | Madame, Monsieur }},\n\n"
                "Avez-vous trouvé ce que vous cherchiez en m’appelant ? Sinon, dites-moi quand vous joindre et à quel "
                "numéro.\n\n"
                "Bien à vous,\n{{ expediteur }}"
            ),
        ),
    ),
)

SAMPLES = (MEETING, RIGHT_PERSON, AFTER_EVENT, MISSED_CALL)
VARIABLES = (
    "{{ prenom | Madame, Monsieur }}",
    "{{ nom }}",
    "{{ societe | votre société }}",
    "{{ fonction | votre fonction }}",
    "{{ ville | votre ville }}",
    "{{ site }}",
    "{{ expediteur }}",
    "{{ expediteur_societe }}",
    "{{ lien_desinscription }}",
)
