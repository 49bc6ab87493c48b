from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.mail.rendering import MessageTemplate, check_template
from filon.outreach.models import Campaign, Sequence, SequenceVersion, Step
from filon.outreach.operations.sequences import SequenceFields, create_sequence, duplicate_sequence, save_sequence
from filon.outreach.queries.sequences import latest_version, sequences, step_fields
from filon.outreach.samples import samples, variables
from filon.outreach.states import CampaignState
from filon.outreach.texts import MOST_STEPS, StepFields, faults, tidy
from filon.tenants.models import User
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

FIRST = StepFields(subject="Une idée pour {{ societe | vous }}", body="Bonjour {{ prenom | }},")
SECOND = StepFields(wait_days=4, body="Avez-vous eu le temps ?", same_thread=True)
FIELDS = SequenceFields(name="Directeurs commerciaux", steps=(FIRST, SECOND))


def run(sequence: Sequence, clock: VirtualClock) -> Campaign:
    """A launched campaign on the newest version."""
    now = clock.now()
    return Campaign.objects.create(
        name="C", version=latest_version(sequence.id), state=CampaignState.ACTIVE, created_at=now, updated_at=now
    )


def test_ol_34_a_sequence_is_written_with_its_steps(clock: VirtualClock) -> None:
    ana = User.objects.create_user("ana@filon.example")
    sequence = create_sequence(FIELDS, now=clock.now(), by=ana.pk)
    steps = step_fields(latest_version(sequence.id))
    assert [(s.key, s.wait_days, s.same_thread, s.is_follow_up) for s in steps] == [
        ("e1", 0, False, False),
        ("e2", 4, True, True),
    ]
    event = Event.objects.get(kind="outreach.sequence_saved")
    assert (event.actor_id, event.data) == (ana.pk, {"sequence_id": str(sequence.id), "number": 1})


def test_the_first_email_opens_its_own_thread_and_waits_for_nothing(clock: VirtualClock) -> None:
    fields = SequenceFields(name="A", steps=(replace(FIRST, same_thread=True, wait_days=9),))
    (step,) = step_fields(latest_version(create_sequence(fields, now=clock.now()).id))
    assert (step.wait_days, step.same_thread, step.subject) == (0, False, FIRST.subject)


@pytest.mark.parametrize(("marked", "kept"), [((), 1), ((0,), 0), ((0, 2), 2)])
def test_ol_35_exactly_one_step_is_the_follow_up_step(clock: VirtualClock, marked: tuple[int, ...], kept: int) -> None:
    steps = [replace(FIRST, is_follow_up=i in marked) for i in range(3)]
    sequence = create_sequence(SequenceFields(name="A", steps=steps), now=clock.now())
    assert [s.is_follow_up for s in step_fields(latest_version(sequence.id))] == [i == kept for i in range(3)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (replace(FIELDS, name=" "), "name"),
        (replace(FIELDS, steps=()), "steps"),
        (replace(FIELDS, steps=(FIRST,) * (MOST_STEPS + 1)), "steps"),
        (replace(FIELDS, steps=(replace(FIRST, subject=" "),)), "steps-0-subject"),
        (replace(FIELDS, steps=(FIRST, replace(SECOND, body=" \n "))), "steps-1-body"),
        (replace(FIELDS, steps=(FIRST, replace(SECOND, wait_days=-1))), "steps-1-wait_days"),
        (replace(FIELDS, steps=(replace(FIRST, body="Bonjour {{ prenon }}"),)), "steps-0-body"),
        (replace(FIELDS, steps=(replace(FIRST, subject="{{ prenom"),)), "steps-0-subject"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(clock: VirtualClock, fields: SequenceFields, field: str) -> None:
    with pytest.raises(Refused) as no:
        create_sequence(fields, now=clock.now())
    assert no.value.field == field
    assert not Sequence.objects.exists()


def test_the_position_of_a_mistake_is_told(clock: VirtualClock) -> None:
    wrong = replace(FIRST, body="Bonjour,\n\nici {{ prenon }}.")
    with pytest.raises(Refused, match=r"Ligne 3, colonne 5 : .*prenom"):
        create_sequence(SequenceFields(name="A", steps=(wrong,)), now=clock.now())


def test_a_version_that_nobody_runs_is_rewritten(clock: VirtualClock) -> None:
    sequence = create_sequence(FIELDS, now=clock.now())
    version = save_sequence(sequence.id, replace(FIELDS, steps=(replace(FIRST, key="e1"),)), now=clock.now())
    assert version.number == 1
    assert SequenceVersion.objects.count() == 1
    assert Step.objects.count() == 1


def test_saving_the_same_text_makes_no_version_and_no_event(clock: VirtualClock) -> None:
    sequence = create_sequence(FIELDS, now=clock.now())
    run(sequence, clock)
    same = SequenceFields(name="Autre nom", steps=step_fields(latest_version(sequence.id)))
    assert save_sequence(sequence.id, same, now=clock.now()).number == 1
    assert Sequence.objects.get().name == "Autre nom"
    assert Event.objects.count() == 1


def test_an_edit_of_a_running_sequence_makes_a_version_and_drafts_follow_it(clock: VirtualClock) -> None:
    sequence = create_sequence(FIELDS, now=clock.now())
    running, draft = run(sequence, clock), run(sequence, clock)
    Campaign.objects.filter(id=draft.id).update(state=CampaignState.DRAFT)
    one, two = step_fields(latest_version(sequence.id))
    edited = [replace(two, same_thread=False, subject="Relance"), replace(FIRST, body="Nouveau"), one]
    version = save_sequence(sequence.id, replace(FIELDS, steps=edited), now=clock.now())
    assert version.number == 2
    assert [s.key for s in step_fields(version)] == ["e2", "e3", "e1"]
    assert [s.key for s in Campaign.objects.get(id=running.id).version.steps.all()] == ["e1", "e2"]
    assert Campaign.objects.get(id=draft.id).version_id == version.id


def test_a_copy_has_its_own_steps(clock: VirtualClock) -> None:
    sequence = create_sequence(FIELDS, now=clock.now())
    copy = duplicate_sequence(sequence.id, now=clock.now())
    save_sequence(copy.id, replace(FIELDS, steps=(FIRST,)), now=clock.now())
    assert len(step_fields(latest_version(sequence.id))) == 2
    assert copy.name == "Directeurs commerciaux (copie)"


def test_the_list_tells_emails_and_running_campaigns_in_one_query(
    clock: VirtualClock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sequence = create_sequence(FIELDS, now=clock.now())
    run(sequence, clock)
    create_sequence(replace(FIELDS, name="Z", steps=(FIRST,)), now=clock.now())
    with django_assert_num_queries(1):
        rows = {s.name: (s.emails, s.running) for s in sequences()}
    assert rows == {"Directeurs commerciaux": (2, 1), "Z": (1, 0)}


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_models_are_in_the_language_of_the_workspace_and_may_be_sent_as_they_are(language: str) -> None:
    found = samples(language)
    assert set(found) == {"rendez-vous", "interlocuteur", "salon", "appel-manque"}
    for sample in found.values():
        assert faults(tidy(sample.steps)) == []
        assert [step.is_follow_up for step in sample.steps].count(True) == 1
    assert len({samples(other)["rendez-vous"].name for other in ("fr", "en", "es")}) == 3
    assert samples("de") == samples("fr")
    body = " ".join(variables(language))
    assert check_template(MessageTemplate(subject="Objet", body=body)) == {}
