"""How well the recogniser of practice understands: `python tools/recogniser_report.py`, ten minutes on one core.

Speakers that it does not compare with say what a dialogue may hear next, and sentences that it may not, over a line of
20 dB (300 to 3400 Hz, white noise, A-law). The table goes into the README of `filon/voice/speech`.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from filon.voice.dialogue.brief import Brief, Opened, Person
from filon.voice.dialogue.machine import Dialogue
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.speech.practice import PracticeRecogniser
from filon.voice.speech.transcript import Hints, Samples
from filon.voice.speech.voices import EspeakVoice

PAGE = Path(__file__).resolve().parents[1] / "src/filon/voice/speech/README.md"
SECTION = re.compile(r"(<!-- recogniser report -->\n).*?(<!-- end of recogniser report -->)", re.DOTALL)
RATE, LOUDNESS, SNR_DB, BAND_HZ = 8000, 2300.0, 20.0, (300.0, 3400.0)
SPEAKERS = ("f4", "f5", "m3", "m4", "m7", "klatt2")
NOISES = 60
OTHERS = {
    "fr": (
        "Le train de huit heures aura un peu de retard.", "Il fait beau aujourd’hui à Marseille.",
        "Nous avons reçu votre colis hier matin.", "La réunion est reportée à jeudi.", "Mon chien adore courir.",
        "La facture n’a pas été payée.", "Les bureaux ouvrent à neuf heures.", "Elle joue du piano.",
        "Deux cafés et un croissant.", "Le prix du pétrole a augmenté.", "La nuit tous les chats sont gris.",
        "Garez la voiture derrière le bâtiment.",
    ),
    "en": (
        "The train will be a little late today.", "It is sunny in London.", "Your parcel arrived yesterday.",
        "The meeting was moved to Thursday.", "My dog loves to run in the woods.", "The invoice was never paid.",
        "Our offices open at nine.", "She plays the piano every night.", "Two coffees and a croissant.",
        "Oil prices went up again.", "All cats are grey.", "Park the car behind the house.",
    ),
    "es": (
        "El tren llegará con un poco de retraso.", "Hace sol en Sevilla.", "Ayer recibimos su paquete.",
        "La reunión es el jueves.", "A mi perro le encanta correr.", "La factura no se ha pagado.",
        "Abrimos a las nueve.", "Ella toca el piano por la noche.", "Dos cafés y un cruasán.",
        "Ha subido el precio del petróleo.", "De noche todos los gatos son pardos.", "Aparque el coche detrás.",
    ),
}  # fmt: skip


@dataclass
class Figures:
    """Of one language."""

    phrases: int
    said: int = 0
    right: int = 0
    wrong: int = 0
    others: int = 0
    taken: int = 0
    noises: int = 0
    seconds: float = 0.0


def main() -> None:
    recogniser = PracticeRecogniser()
    found = {language: measure(recogniser, language) for language in OTHERS}
    recogniser.stop()
    table = "\n".join(lines(found)) + "\n"
    page = PAGE.read_text("utf-8")
    PAGE.write_text(SECTION.sub(lambda match: f"{match[1]}{table}{match[2]}", page), "utf-8")
    sys.stdout.write(table)


def measure(recogniser: PracticeRecogniser, language: str) -> Figures:
    hints = hints_of(language)
    recogniser.learn(language=language, hints=hints)
    figures, chance = Figures(len(hints.phrases)), np.random.default_rng(1)
    for place, phrase in enumerate(hints.phrases[int(each)] for each in chance.permutation(len(hints.phrases))):
        sound = over_line(phrase, language=language, speaker=SPEAKERS[place % len(SPEAKERS)], seed=place)
        begun = time.perf_counter()
        heard = recogniser.transcribe(sound, language=language, hints=hints).text
        figures.seconds += time.perf_counter() - begun
        figures.said += 1
        figures.right += heard == phrase
        figures.wrong += heard not in {phrase, ""}
    for seed, (other, speaker) in enumerate((other, speaker) for other in OTHERS[language] for speaker in SPEAKERS):
        sound = over_line(other, language=language, speaker=speaker, seed=seed)
        figures.others += 1
        figures.taken += recogniser.transcribe(sound, language=language, hints=hints).text != ""
    figures.noises = sum(recogniser.transcribe(each, language=language, hints=hints).text != "" for each in noises())
    return figures


def hints_of(language: str) -> Hints:
    """What may be said to a dialogue that has just begun."""
    person = Person(first_name="Claire", last_name="Morel", job_title="", email="claire.morel@acme.example")
    dialogue = Dialogue(Brief(language=language, caller="Axonia", person=person, company="Acme", domain="acme.example"))
    dialogue.on(Opened(0.0))
    return dialogue.hints()


def over_line(text: str, *, language: str, speaker: str, seed: int) -> Samples:
    sound = EspeakVoice(speaker).say(text, language=language)
    if sound is None:
        raise SystemExit(f"nothing here says « {text} »")
    spectrum, at = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(at < BAND_HZ[0]) | (at > BAND_HZ[1])] = 0
    voice = np.fft.irfft(spectrum, len(sound))
    whole = np.concatenate([np.zeros(RATE // 5), voice * LOUDNESS / np.sqrt(np.mean(voice**2)), np.zeros(RATE // 5)])
    whole += np.random.default_rng(seed).normal(0, LOUDNESS / 10 ** (SNR_DB / 20), len(whole))
    return g711.decode(g711.encode(np.clip(whole, -32_000, 32_000).astype(np.int16), Law.A), Law.A)


def noises() -> Iterator[Samples]:
    chance = np.random.default_rng(0)
    for _ in range(NOISES):
        noise = chance.normal(0, 10 ** chance.uniform(0, 3.5), int(chance.uniform(0.3, 4) * RATE))
        yield np.clip(noise, -32_000, 32_000).astype(np.int16)


def lines(found: dict[str, Figures]) -> Iterator[str]:
    yield "| | phrases hinted | understood | taken for another | others taken for one | noises | a sentence takes |"
    yield "|---|---|---|---|---|---|---|"
    for language, each in found.items():
        yield (
            f"| {language} | {each.phrases} | {each.right / each.said:.1%} | {each.wrong / each.said:.1%} | "
            f"{each.taken / each.others:.1%} of {each.others} | {each.noises} of {NOISES} | "
            f"{each.seconds / each.said * 1000:.0f} ms |"
        )


if __name__ == "__main__":
    main()
