"""A telephone of other people's making picks up and plays a file: what we hear is the file, and our keys arrive."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.voice.sip.peers import binary, bound
from tests.voice.sip.ports import AUDIO_OFFSET, free_port

from filon.voice.events import Answered
from filon.voice.listen.audio.wav import write_wav
from filon.voice.media import g711
from filon.voice.media.engine import MediaEngine
from filon.voice.media.g711 import Law
from filon.voice.trunk import Trunk, TrunkSettings

pytestmark = pytest.mark.telephony
HERE = "127.0.0.1"
NUMBER = "0199000001"
CONSOLE_OFFSET = 2
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


def speech_like() -> NDArray[np.int16]:
    """Four seconds that repeat nowhere, in steps that A-law has."""
    rng = np.random.default_rng(5)
    syllables = np.repeat(rng.uniform(0.1, 1, 40), 800)
    sound = np.convolve(rng.normal(0, 5_000, 32_000), np.ones(4) / 4, "same") * syllables
    return g711.decode(g711.encode(sound.astype(np.int16), Law.A), Law.A)


@contextlib.asynccontextmanager
async def baresip(folder: Path) -> AsyncIterator[tuple[int, Path]]:
    """Its SIP port and its log; the console is `CONSOLE_OFFSET` further."""
    port = free_port()
    fields = {"port": port, "audio": port + AUDIO_OFFSET, "audio_end": port + AUDIO_OFFSET + 20, "here": HERE}
    config = CONFIG.format(**fields, folder=folder, modules=MODULES, console=port + CONSOLE_OFFSET)
    (folder / "config").write_text(config)
    (folder / "accounts").write_text(f"<sip:{NUMBER}@{HERE}>;regint=0;answermode=auto;audio_codecs=PCMA\n")
    (folder / "contacts").touch()
    log = folder / "log"
    with log.open("wb") as out:
        command = [binary("baresip"), "-f", str(folder), "-v"]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=out, stderr=out, stdin=asyncio.subprocess.DEVNULL
        )
        try:
            await bound(port, process)
            yield port, log
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def test_the_file_is_heard_sample_by_sample_and_digits_pass_both_ways(tmp_path: Path) -> None:
    said = speech_like()
    write_wav(tmp_path / "said.wav", np.concatenate([said, np.zeros(24_000, np.int16)]))

    async def talk(media: MediaEngine) -> tuple[NDArray[np.int16], str, str]:
        async with baresip(tmp_path) as (port, log), await Trunk.open(TrunkSettings(host=HERE, port=port)) as trunk:
            session = media.open(HERE)
            call = await trunk.place(NUMBER, "0199000000", session.offer(), 5)
            async for event in call.events():
                if isinstance(event, Answered):
                    session.connect(event.answer)
                    session.dtmf("7#")
                    await asyncio.sleep(5)
                    press("4", port + CONSOLE_OFFSET)
                    await asyncio.sleep(1)
                    call.hangup()
            session.close()
            return session.recording(), session.digits, log.read_text(errors="replace")

    with MediaEngine() as media:
        heard, digits, log = asyncio.run(talk(media))
    assert likeness(heard, said) >= 0.999
    assert digits == "4"
    assert "received event: '7' (end=1)" in log
    assert "received event: '#' (end=1)" in log


def press(key: str, console: int) -> None:
    """Press a key of that telephone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as keyboard:
        keyboard.sendto(key.encode(), (HERE, console))


def likeness(heard: NDArray[np.int16], said: NDArray[np.int16]) -> float:
    """Correlation at the best place."""
    size = 1 << (len(heard) + len(said)).bit_length()
    product = np.fft.rfft(heard.astype(float), size) * np.conj(np.fft.rfft(said.astype(float), size))
    place = int(np.argmax(np.fft.irfft(product, size)[: len(heard)]))
    part = heard[place : place + len(said)]
    return float(np.corrcoef(part, said[: len(part)])[0, 1]) if len(part) > len(said) * 0.9 else 0.0
