"""A telephone of other people's making picks up and plays a file: what we hear is the file, and keys pass both ways.

It registers at a proxy that wants a password, and is called through it.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.voice.sip.peers import binary, bound
from tests.voice.sip.ports import AUDIO_OFFSET, free_port
from tests.voice.sip.proxy import kamailio, through

from filon.voice.events import Answered
from filon.voice.listen.audio.wav import write_wav
from filon.voice.media import g711
from filon.voice.media.engine import MediaEngine
from filon.voice.media.g711 import Law
from filon.voice.media.rtp import FRAME
from filon.voice.media.session import MediaSession
from filon.voice.trunk import Call, Trunk

pytestmark = pytest.mark.telephony
HERE = "127.0.0.1"
NUMBER = "0199000001"
CONSOLE_OFFSET = 2
PATIENCE_S = 60
"""How long anything may take on a machine that is busy with other tests."""

MODULES = "/usr/lib/baresip/modules"
CONFIG = """
sip_listen {here}:{port}
net_interface {here}
rtp_ports {audio}-{audio_end}
module_path {modules}
audio_source aufile,{folder}/said.wav
ausrc_srate 8000
ausrc_channels 1
auplay_channels 1
cons_listen {here}:{console}
module g711.so
module aufile.so
module_app account.so
module_app menu.so
module_app cons.so
"""
ACCOUNT = "<sip:{number}@{here}:{proxy}>;auth_user=bob;auth_pass=secret;regint=60;answermode=auto;audio_codecs=PCMA\n"


@dataclass(frozen=True)
class Telephone:
    """A running baresip."""

    port: int
    log: Path

    def said(self, words: str) -> bool:
        return words in self.log.read_text(errors="replace")

    def press(self, key: str) -> None:
        """Press a key of it."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as keyboard:
            keyboard.sendto(key.encode(), (HERE, self.port + CONSOLE_OFFSET))


@contextlib.asynccontextmanager
async def baresip(folder: Path, *, proxy: int) -> AsyncIterator[Telephone]:
    """A telephone that has registered at the proxy and plays `said.wav` of that folder to whoever calls."""
    port = free_port()
    fields = {"port": port, "audio": port + AUDIO_OFFSET, "audio_end": port + AUDIO_OFFSET + 20, "here": HERE}
    config = CONFIG.format(**fields, folder=folder, modules=MODULES, console=port + CONSOLE_OFFSET)
    (folder / "config").write_text(config)
    (folder / "accounts").write_text(ACCOUNT.format(number=NUMBER, here=HERE, proxy=proxy))
    (folder / "contacts").touch()
    log = folder / "log"
    with log.open("wb") as out:
        command = [binary("baresip"), "-f", str(folder), "-v"]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=out, stderr=out, stdin=asyncio.subprocess.DEVNULL
        )
        telephone = Telephone(port, log)
        try:
            await bound(port, process)
            await until(lambda: telephone.said("[1 binding]"))
            yield telephone
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def until(reached: Callable[[], bool]) -> None:
    """Wait for a condition, however slow the machine is."""
    async with asyncio.timeout(PATIENCE_S):
        while not reached():  # noqa: ASYNC110 another process reaches it, which sets no event
            await asyncio.sleep(0.05)


def test_a_registered_telephone_is_heard_sample_by_sample_and_digits_pass_both_ways(tmp_path: Path) -> None:
    said = speech_like()
    write_wav(tmp_path / "said.wav", np.concatenate([said, np.zeros(24_000, np.int16)]))

    async def talk(media: MediaEngine) -> MediaSession:
        async with (
            kamailio() as proxy,
            baresip(tmp_path, proxy=proxy) as telephone,
            await Trunk.open(through(proxy)) as trunk,
        ):
            session = media.open(HERE)
            call = await trunk.place(NUMBER, "0199000000", session.offer(), PATIENCE_S)
            async for event in call.events():
                if isinstance(event, Answered):
                    session.connect(event.answer)
                    await converse(call, session, telephone)
            session.close()
            return session

    async def converse(call: Call, session: MediaSession, telephone: Telephone) -> None:
        assert any("r2=on" in route or "lr" in route for route in call.dialog().routes), "the proxy is in the way"
        session.dtmf("7#")
        await until(lambda: len(spoken(session.recording())) >= len(said))
        telephone.press("4")
        await until(lambda: session.digits == "4")
        await until(lambda: telephone.said("'7' (end=1)") and telephone.said("'#' (end=1)"))
        call.hangup()

    with MediaEngine() as media:
        session = asyncio.run(talk(media))
    heard = spoken(session.recording())[: len(said)]
    assert float(np.corrcoef(heard, said)[0, 1]) >= 0.999


def speech_like() -> NDArray[np.int16]:
    """Four seconds that repeat nowhere, in steps that A-law has, of whole frames none of which is silence."""
    rng = np.random.default_rng(5)
    syllables = np.repeat(rng.uniform(0.1, 1, 40), 800)
    sound = np.convolve(rng.normal(0, 5_000, 32_000), np.ones(4) / 4, "same") * syllables
    return g711.decode(g711.encode(sound.astype(np.int16), Law.A), Law.A)


def spoken(recording: NDArray[np.int16]) -> NDArray[np.int16]:
    """Without frames of silence: those before the file, and those heard where packets came too late for real time."""
    frames = recording[: len(recording) // FRAME * FRAME].reshape(-1, FRAME)
    return np.asarray(frames[np.ptp(frames, axis=1) > 0].reshape(-1))
