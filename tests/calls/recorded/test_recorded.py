"""The probe's sentence as a recording: sent on the page of a campaign, said in its calls, gone with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from tests.factories import make_call_campaign, make_member, make_prospect, make_trunk, make_workspace
from tests.outreach.elsewhere import Elsewhere
from tests.voice.test_converting import file, hum

from filon.calls import desk
from filon.calls.claim import Placing
from filon.calls.dialer import Dialer
from filon.calls.models import CallCampaign
from filon.calls.operations.rehearsing import rehearse
from filon.calls.recorded import operations
from filon.calls.recorded.models import RecordedSentence
from filon.calls.states import TrunkKind
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.kernel.turns import Places
from filon.tenants.models import Member, Workspace

Browser = Callable[[Member], Client]


def upload(data: bytes = b"", name: str = "phrase.wav") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or file(hum(2), "WAV"))


@pytest.fixture
def client(workspace: Workspace, client_for: Browser) -> Client:
    return client_for(make_member(workspace))


def sent(client: Client, campaign: CallCampaign, data: bytes = b"", **fields: str) -> tuple[int, str]:
    given = {"recording": upload(data), "says_so": "on", **fields}
    answer = client.post(f"/appels/{campaign.id}/phrase/", given)
    return answer.status_code, answer.content.decode()


def test_a_recording_is_kept_heard_and_taken_away_on_the_page_of_its_campaign(client: Client) -> None:
    campaign = make_call_campaign()
    assert sent(client, campaign)[0] == 302
    page = client.get(f"/appels/{campaign.id}/reglages/").content.decode()
    assert "phrase.wav" in page
    heard = client.get(f"/appels/{campaign.id}/phrase.wav")
    assert (heard["content-type"], heard.content[:4]) == ("audio/wav", b"RIFF")
    client.post(f"/appels/{campaign.id}/phrase/retrait/")
    assert not RecordedSentence.objects.exists()
    assert client.get(f"/appels/{campaign.id}/phrase.wav").status_code == 404


def test_when_too_many_convert_at_once_the_next_is_told_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = make_call_campaign()
    monkeypatch.setattr(operations, "PLACES", Places(0))
    monkeypatch.setattr(operations, "WAIT_S", 0)
    status, page = sent(client, campaign)
    assert (status, "envoyés en même temps" in page) == (422, True)
    assert not RecordedSentence.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"MZ" + bytes(500), "n’est pas un son que Filon sait lire"),
        (file(hum(11), "MP3"), "dure plus de 10 secondes"),
        (file(hum(2, loud=0), "WAV"), "On n’entend rien"),
    ],
    ids=["program", "long", "silent"],
)
def test_a_file_that_cannot_be_said_is_refused_with_a_sentence_and_the_former_one_stays(
    client: Client, data: bytes, sentence: str
) -> None:
    campaign = make_call_campaign()
    sent(client, campaign)
    status, page = sent(client, campaign, data)
    assert (status, sentence in page) == (422, True)
    assert RecordedSentence.objects.get().name == "phrase.wav"


def test_a_heavy_file_is_refused_before_it_is_read() -> None:
    heavy = SimpleUploadedFile("x.wav", b"")
    heavy.size = operations.LARGEST_BYTES + 1
    with pytest.raises(Refused, match="8 Mo"):
        operations.keep(uuid7(), heavy, now=SystemClock().now())


def test_nobody_sends_a_recording_without_saying_that_it_tells_what_it_is(client: Client) -> None:
    campaign = make_call_campaign()
    status, page = sent(client, campaign, says_so="")
    assert (status, "La loi le demande" in page) == (422, True)
    assert not RecordedSentence.objects.exists()


def test_a_rehearsal_says_the_same_and_a_campaign_takes_its_recording_with_it(clock: VirtualClock, workspace) -> None:
    make_trunk(kind=TrunkKind.PRACTICE, host="127.0.0.1")
    campaign = make_call_campaign()
    make_prospect(campaign)
    operations.keep(campaign.id, upload(), now=clock.now())
    copy = rehearse(campaign.id, now=clock.now())
    assert RecordedSentence.objects.get(campaign=copy).seconds == 2.0
    CallCampaign.objects.get(id=campaign.id).prospects.all().delete()
    CallCampaign.objects.filter(id=campaign.id).delete()
    assert RecordedSentence.objects.get().campaign_id == copy.id


@pytest.mark.django_db(transaction=True)
def test_the_dialer_says_the_recording_and_the_words_once_it_is_gone(
    workspace: Workspace, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = make_call_campaign()
    kept = operations.keep(campaign.id, upload(), now=clock.now())
    monkeypatch.setattr("filon.calls.dialer.spoken", lambda text, language: np.ones(3, np.int16))
    ref = desk.TrunkRef(workspace.id, uuid7())
    placing = Placing(uuid7(), campaign.id, ref.trunk_id, "+33199000001", "", clock.now(), "Robot", recorded=kept.id)

    async def said() -> int:
        dialer = Dialer.__new__(Dialer)
        monkeypatch.setattr(dialer, "_db", asyncio.to_thread, raising=False)
        sound = await dialer._sentence(ref, placing)
        return 0 if sound is None else len(sound)

    assert 15_000 < asyncio.run(said()) < 17_000
    operations.remove(campaign.id)
    assert asyncio.run(said()) == 3


def test_a_recording_of_another_workspace_is_nobodys(client: Client, clock: VirtualClock) -> None:
    with scope(make_workspace().id):
        campaign = make_call_campaign()
        operations.keep(campaign.id, upload(), now=clock.now())
    assert client.get(f"/appels/{campaign.id}/phrase.wav").status_code == 404
    assert sent(client, campaign)[0] == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_a_recording_at_once_the_last_wins(workspace: Workspace, clock: VirtualClock) -> None:
    campaign = make_call_campaign()
    with transaction.atomic():
        operations.keep(campaign.id, upload(name="mine.wav"), now=clock.now())
        other = Elsewhere(lambda: operations.keep(campaign.id, upload(name="yours.wav"), now=clock.now()))
        assert other.is_waiting(), "the first one holds the campaign"
    other.end()
    assert RecordedSentence.objects.get().name == "yours.wav"
