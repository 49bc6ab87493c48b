"""What English-speaking salespeople write to another company."""

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
    "Getting a meeting",
    MEETING_IS_FOR,
    (
        StepFields(
            subject="{{ company | Your team }} and finding new customers",
            body=(
                "Hello {{ first_name | there }},\n\n"
                "I am writing because {{ company | your company }}, like our customers, sells to "
                "businesses that decide after several conversations. Finding the right people and "
                "following up at the right time often takes longer than the sale itself.\n\n"
                "We have a way of working that frees about one day a week for each salesperson: {{ "
                "website }}\n\n"
                "Would you have twenty minutes this week or next, so that I can show you what it would "
                "look like for you?\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Hello {{ first_name | there }},\n\n"
                "My message may have reached you on a busy day. In short: we help sales teams spend less "
                "time searching and more time selling.\n\n"
                "If somebody else at {{ company | your company }} looks after this, could you tell me "
                "whom to contact?\n\n"
                "Thank you in advance,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            body=(
                "Hello {{ first_name | there }},\n\n"
                "I do not want to insist: if I hear nothing from you, I will take it that this is not the "
                "right time and will not write about it again.\n\n"
                "Should an occasion come up in the next few months, simply reply to this message.\n\n"
                "All the best,\n{{ sender }}"
            ),
        ),
    ),
)

RIGHT_PERSON = Sample(
    "interlocuteur",
    "Finding the right person",
    RIGHT_PERSON_IS_FOR,
    (
        StepFields(
            subject="Whom should I contact at {{ company | your company }}?",
            body=(
                "Hello,\n\n"
                "I am looking for the person in charge of buying services at {{ company | your company "
                "}}. Could you give me their name, or pass this message on to them?\n\n"
                "We work with companies comparable to yours; here is what we do, on one page: {{ website "
                "}}\n\n"
                "Thank you for your help,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Hello,\n\n"
                "Allow me to come back to you: were you able to pass my message on to the right person?\n\n"
                "A name would be enough.\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
    ),
)

AFTER_EVENT = Sample(
    "salon",
    "After a trade fair",
    AFTER_EVENT_IS_FOR,
    (
        StepFields(
            subject="Following our meeting",
            body=(
                "Hello {{ first_name | there }},\n\n"
                "I enjoyed talking with you at the trade fair. As agreed, here is something to continue "
                "the conversation in peace: {{ website }}\n\n"
                "Shall we set a time to talk about what interested you for {{ company | your company }}?\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=5,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Hello {{ first_name | there }},\n\n"
                "The weeks after a trade fair are always busy. Did you get a chance to look at what I "
                "sent you?\n\n"
                "I can also call you: just tell me which day suits you.\n\n"
                "{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=10,
            subject="Still on the agenda at {{ company | your company }}?",
            body=(
                "Hello {{ first_name | there }},\n\n"
                "Are the projects that you mentioned at the trade fair still on the agenda? If the timing "
                "has changed, tell me when to contact you again and I will keep to that date.\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
    ),
)

MISSED_CALL = Sample(
    "appel-manque",
    "Sorry we missed your call",
    MISSED_CALL_IS_FOR,
    (
        StepFields(
            subject="Sorry I missed your call",
            body=(
                "Hello {{ first_name | there }},\n\n"
                "You tried to reach me and I could not pick up: my apologies.\n\n"
                "I will call you back as soon as I can. If a time suits you, or if your question is a short one, "
                "simply reply to this message. Many answers are also here: {{ website }}\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
        StepFields(
            wait_days=3,
            same_thread=True,
            is_follow_up=True,
            body=(
                "Hello {{ first_name | there }},\n\n"
                "Did you find what you were looking for when you called? If not, tell me when to reach you and at "
                "which number.\n\n"
                "Kind regards,\n{{ sender }}"
            ),
        ),
    ),
)

SAMPLES = (MEETING, RIGHT_PERSON, AFTER_EVENT, MISSED_CALL)
VARIABLES = (
    "{{ first_name | there }}",
    "{{ last_name }}",
    "{{ company | your company }}",
    "{{ job_title | your role }}",
    "{{ city | your city }}",
    "{{ website }}",
    "{{ sender }}",
    "{{ sender_company }}",
    "{{ unsubscribe_link }}",
)
