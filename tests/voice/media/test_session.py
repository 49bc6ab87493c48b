"""Two sessions over real sockets on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from filon.voice.listen.classify import Verdict
from filon.voice.media import engine as engine_module
from filon.voice.media.engine import MediaEngine
from filon.voice.media.rtp import Packet, build
from filon.voice.media.session import MediaSession, MediaSettings
from filon.voice.sip import sdp

HERE = "127.0.0.1"
WITHIN_S = 60.0
SPEECH = (6_000 * np.sin(np.arange(8_000) / 7) * np.sin(np.arange(8_000) / 900)).astype(np.int16)


@pytest.fixture
def engine() -> Iterator[MediaEngine]:
    with MediaEngine() as running:
        yield running


def answer_of(session: MediaSession, other: MediaSession) -> sdp.Answer:
    """What `session` learns when `other` answers it."""
    return sdp.agree(session.offer(), sdp.parse(other.offer().encode()))


async def until(happened: Callable[[], bool]) -> None:
    """Wait for it; whoever asked says what is wrong where it never comes."""
    async with asyncio.timeout(WITHIN_S):
        while not happened():  # noqa: ASYNC110 sound sets no event
            await asyncio.sleep(0.02)


def likeness(heard: np.ndarray, said: np.ndarray) -> float:
    """Correlation at the best place."""
    shift = int(np.argmax(np.correlate(heard.astype(float), said.astype(float), "valid")))
    return float(np.corrcoef(heard[shift : shift + len(said)], said)[0, 1])


@pytest.mark.parametrize(("srtp", "codec"), [(False, sdp.PCMA), (True, sdp.PCMU)])
def test_what_one_says_the_other_hears(engine: MediaEngine, srtp: bool, codec: sdp.Codec) -> None:
    async def talk() -> tuple[np.ndarray, str, bool]:
        settings = MediaSettings(srtp=srtp, codecs=(codec, sdp.DIGITS))
        one, two = engine.open(HERE, settings), engine.open(HERE, settings)
        one.connect(answer_of(one, two))
        two.connect(answer_of(two, one))
        played = await one.play(SPEECH)
        one.dtmf("1#")
        await until(lambda: two.digits == "1#")
        one.close()
        two.close()
        return two.recording(), two.digits, played

    heard, digits, played = asyncio.run(talk())
    assert likeness(heard, SPEECH) >= 0.999
    assert (digits, played) == ("1#", True)


def test_nobody_else_is_heard_and_nothing_is_sent_elsewhere(engine: MediaEngine) -> None:
    async def talk() -> tuple[int, int]:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as foe,
        ):
            peer.bind((HERE, 0))
            foe.bind(("127.0.0.2", 0))
            foe.settimeout(0.01)
            session = engine.open(HERE)
            session.connect(sdp.Answer(HERE, peer.getsockname()[1], sdp.PCMA))
            for number in range(20):
                foe.sendto(build(Packet(8, False, number, number * 160, 1, b"\0" * 160)), session.socket.getsockname())
                await asyncio.sleep(0.01)
            await until(lambda: session.traffic.foreign == 20)
            with pytest.raises(TimeoutError):
                foe.recv(100)
            counted = session.traffic.foreign, session.traffic.arrivals.received
            session.close()
            return counted

    assert asyncio.run(talk()) == (20, 0)


def test_a_peer_behind_a_router_is_answered_where_it_sends_from(engine: MediaEngine) -> None:
    async def talk() -> bytes:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            peer.bind((HERE, 0))
            peer.settimeout(WITHIN_S)
            session = engine.open(HERE)
            session.connect(sdp.Answer(HERE, 9, sdp.PCMA))
            peer.sendto(build(Packet(8, False, 1, 0, 1, b"\xd5" * 160)), session.socket.getsockname())
            heard = await asyncio.to_thread(peer.recv, 400)
            session.close()
            return heard

    assert len(asyncio.run(talk())) == 172


def test_on_hold_nothing_is_sent_and_stopping_ends_what_is_played(engine: MediaEngine) -> None:
    async def talk() -> tuple[int, bool]:
        one, two = engine.open(HERE), engine.open(HERE)
        held = sdp.Answer(HERE, two.offer().port, sdp.PCMA, direction="sendonly")
        one.connect(held)
        played = one.play(SPEECH)
        await asyncio.sleep(0.1)
        sent = one.traffic.sent
        one.stop()
        whole = await played
        one.close()
        two.close()
        return sent, whole

    assert asyncio.run(talk()) == (0, False)


def test_silence_is_heard_as_silence_and_the_listener_says_so(engine: MediaEngine) -> None:
    async def talk() -> str:
        one, two = engine.open(HERE), engine.open(HERE)
        one.connect(answer_of(one, two))
        one.listen()
        await asyncio.sleep(1.2)
        verdict = await one.conclude()
        again = await one.conclude()
        one.close()
        two.close()
        assert again is None
        assert verdict is not None
        return verdict.nature

    assert asyncio.run(talk()) == "silence"


def test_a_listening_process_that_dies_is_replaced(engine: MediaEngine) -> None:
    async def talk() -> tuple[int | None, int | None, bool]:
        one = engine.open(HERE)
        one.connect(sdp.Answer(HERE, 9, sdp.PCMA))
        one.listen()
        await until(lambda: engine.listener_process_id is not None)
        before = engine.listener_process_id
        assert engine._hearing
        engine._hearing._child.kill()
        await until(lambda: engine.listener_process_id not in (None, before))
        verdict = await one.conclude()
        one.close()
        return before, engine.listener_process_id, verdict is not None

    before, after, heard = asyncio.run(talk())
    assert heard
    assert before != after


def test_a_listening_process_that_dies_with_nothing_to_hear_leaves_nobody_waiting(engine: MediaEngine) -> None:
    async def talk() -> Verdict | None:
        one = engine.open(HERE)
        one.connect(sdp.Answer(HERE, 9, sdp.PCMA))
        one.listen()
        await until(lambda: one in engine._heard_by)
        assert engine._hearing
        os.kill(engine._hearing.process_id, signal.SIGSTOP)
        asked = asyncio.ensure_future(one.conclude())
        await until(lambda: one not in engine._heard_by)
        await asyncio.sleep(0.5)  # what was asked is on its way by then, and nothing else follows it
        os.kill(engine._hearing.process_id, signal.SIGKILL)
        verdict = await asyncio.wait_for(asked, 6 * WITHIN_S)
        one.close()
        return verdict

    assert asyncio.run(talk()) is None


def test_the_last_word_on_a_call_does_not_wait_for_the_next_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filon.voice.media.engine.BATCH_S", 3_600.0)

    async def talk(engine: MediaEngine) -> str:
        one = engine.open(HERE)
        one.connect(sdp.Answer(HERE, 9, sdp.PCMA))
        one.listen()
        async with asyncio.timeout(6 * WITHIN_S):
            verdict = await one.conclude()
        one.close()
        return verdict.nature if verdict else ""

    with MediaEngine() as engine:
        assert asyncio.run(talk(engine)) == "silence"


def test_ctrl_c_to_the_whole_group_leaves_the_listeners_to_their_parent() -> None:
    script = """
import asyncio, os, signal, sys, time
from filon.voice.media import engine as engine_module
from filon.voice.media.engine import MediaEngine
from filon.voice.sip import sdp
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
async def main(media):
    session = media.open("127.0.0.1")
    session.connect(sdp.Answer("127.0.0.1", 9, sdp.PCMA))
    session.listen()
    await asyncio.sleep(1.5)
    for signum in (signal.SIGINT, signal.SIGTERM):
        os.killpg(0, signum)
    await asyncio.sleep(0.2)
    print((await session.conclude()).nature)
    session.close()
with MediaEngine() as media:
    asyncio.run(main(media))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, start_new_session=True, check=True
    )
    assert done.stdout.strip() == "silence"
    assert "another one takes over" not in done.stderr


def test_what_is_said_at_once_after_the_answer_is_listened_to(
    engine: MediaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Audio goes to the listener in batches, and a call does not wait for the next one to be listened to."""
    last, batch = engine_module.BATCH_S, 3_600.0
    monkeypatch.setattr(engine_module, "BATCH_S", batch)
    time.sleep(2 * last)  # the feeder waits for its next batch by now

    async def listened() -> None:
        session = engine.open(HERE)
        session.listen()
        await until(lambda: session.listening)
        session.close()

    asyncio.run(listened())
