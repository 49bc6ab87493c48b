"""Recognisers behind an address: OpenAI's `/v1/audio/transcriptions`, which many servers speak, and vosk-server.

The address is the host's own, of `FILON_RECOGNISER`: nobody who uses the pages can choose it, so that it may be inside
the host's network. Redirections are not followed, proxies of the environment are not used.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from filon.voice.listen.audio.resample import RATE
from filon.voice.listen.audio.wav import encode_wav
from filon.voice.speech.reading import from_openai, from_vosk_server
from filon.voice.speech.spec import Address, BadRecogniser, address
from filon.voice.speech.transcript import Hints, RecogniserDown, Samples, Transcriber, Transcript
from filon.voice.speech.web import post
from filon.voice.speech.websocket import WebSocket

MODEL = "whisper-1"
PIECE_BYTES = 8_000


def served(spec: str) -> Transcriber:
    """`https://:KEY@host/v1/audio/transcriptions#model=…` or `ws://host:2700`. Raises `BadRecogniser`."""
    scheme = urlsplit(spec).scheme
    web = scheme in {"http", "https"}
    try:
        there = address(spec, known=("model",) if web else ())
    except ValueError as refusal:
        raise BadRecogniser(f"{scheme}: {refusal}") from None
    return HttpRecogniser(there) if web else SocketRecogniser(there)


class HttpRecogniser:
    """One request for each utterance. Its name is the model it asks for."""

    closed = False

    def __init__(self, server: Address) -> None:
        self.server = server
        self.name = server.option("model", MODEL)

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """Raises `RecogniserDown`."""
        fields = {
            "model": self.name,
            "language": language[:2],
            "response_format": "verbose_json",
            "timestamp_granularities[]": "word",
            "prompt": ", ".join(hints.words),
        }
        fields = {name: value for name, value in fields.items() if value}
        try:
            body = post(self.server, fields=fields, file=("utterance.wav", encode_wav(sound), "audio/wav"))
            return from_openai(body)
        except (OSError, ValueError) as error:
            raise RecogniserDown(f"{self.server.url}: {error}") from error


class SocketRecogniser:
    """vosk-server: one connection for each utterance, a configuration, pieces of sound, `{"eof": 1}`."""

    closed = False

    def __init__(self, server: Address) -> None:
        self.server = server
        self.name = "vosk-server"

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """Raises `RecogniserDown`; the language is the server's own."""
        del language, hints
        try:
            return from_vosk_server(self._asked(sound.tobytes()))
        except (OSError, ValueError) as error:
            raise RecogniserDown(f"{self.server.url}: {error}") from error

    def _asked(self, sound: bytes) -> list[bytes]:
        """It answers each piece."""
        heard = []
        with WebSocket(self.server.url) as socket:
            socket.send_text(json.dumps({"config": {"sample_rate": RATE, "words": True}}))
            for start in range(0, len(sound), PIECE_BYTES):
                socket.send_bytes(sound[start : start + PIECE_BYTES])
                heard.append(socket.receive())
            socket.send_text(json.dumps({"eof": 1}))
            heard.append(socket.receive())
        return heard
