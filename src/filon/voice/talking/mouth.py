"""What we say on a live call, one sentence at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from filon.voice.speech.transcript import Samples, Speaker

SPEAKS_WITHIN_S = 20.0
"""A voice that takes longer is away."""


class Unspeakable(OSError):
    """This machine has no voice for a sentence."""


class Sound(Protocol):
    """What it takes of a call's audio to speak: ``voice.media.session.MediaSession``."""

    def play(self, samples: Samples) -> asyncio.Future[bool]: ...

    def stop(self) -> None: ...


class Mouth:
    """``over`` is told with True when a sentence was said to its end, with False when it was cut; once for each, and
    not at all for one that another replaced. ``failed`` is told why nothing can be said."""

    def __init__(
        self,
        sound: Sound,
        voice: Speaker,
        *,
        language: str,
        over: Callable[[bool], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._sound = sound
        self._voice = voice
        self._language = language
        self._over = over
        self._failed = failed
        self._saying: asyncio.Task[None] | None = None
        self._cut = False

    @property
    def busy(self) -> bool:
        """Whether something is being said, or about to be."""
        return self._saying is not None and not self._saying.done()

    def say(self, text: str) -> None:
        """Say this instead of what is being said."""
        self.close()
        self._cut = False
        self._saying = asyncio.get_running_loop().create_task(self._say(text))

    def fall_silent(self) -> None:
        """Stop in the middle of a sentence, or before its first word."""
        self._cut = True
        self._sound.stop()

    def close(self) -> None:
        """Nothing more is told of the sentence of now."""
        if self._saying:
            self._saying.cancel()

    async def _say(self, text: str) -> None:
        try:
            whole = await self._spoken(text)
        except Exception as fault:  # noqa: BLE001 whoever talks ends the call, whatever it is
            self._failed(fault)
        else:
            self._over(whole)

    async def _spoken(self, text: str) -> bool:
        made = asyncio.to_thread(self._voice.say, text, language=self._language)
        sound = await asyncio.wait_for(made, SPEAKS_WITHIN_S)
        if sound is None:
            raise Unspeakable("no voice for this language")
        return not self._cut and await self._sound.play(sound)
