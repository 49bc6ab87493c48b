"""What the network does: band, codec, lost packets, clipping, suppressed silence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.corpus.noise import shape
from filon.voice.corpus.parts import Line
from filon.voice.media import g711

PACKET = 160
Random = np.random.Generator
Sound = NDArray[np.float64]


def through(sound: Sound, line: Line, *, rng: Random) -> NDArray[np.int16]:
    """The samples that arrive, from floats between −1 and 1."""
    sound = shape(sound, line.low, line.high)
    if line.clipping:
        sound = np.clip(sound, -1, 1) if np.abs(sound).max() > 1 else np.clip(sound * 3, -0.35, 0.35)
    if line.gate:
        sound = _gated(sound, rng=rng)
    if line.codec in SMEAR:
        sound = _smeared(sound, rng=rng, depth=SMEAR[line.codec])
    samples = np.clip(sound * 32768, -32768, 32767).astype(np.int16)
    if line.codec == "mulaw":
        samples = g711.mulaw_to_linear(g711.linear_to_mulaw(samples))
    elif line.codec != "linear":
        samples = g711.alaw_to_linear(g711.linear_to_alaw(samples))
    return _lossy(samples, line, rng=rng) if line.loss else samples


SMEAR = {"gsm": 0.18, "g729": 0.32}
"""How unsure a low-rate codec is of each band's magnitude, in nepers; the rest of its sound is the narrow band."""


def _smeared(sound: Sound, *, rng: Random, depth: float) -> Sound:
    """Analysis by overlapping windows, each bin a little wrong, as a codec of 8 to 13 kbit/s leaves it."""
    size, hop = 256, 128
    window = np.sqrt(np.hanning(size + 1)[:-1])
    padded = np.pad(sound, (size, size + hop))
    starts = np.arange(0, len(padded) - size, hop)
    frames = padded[starts[:, None] + np.arange(size)] * window
    spectrum = np.fft.rfft(frames, axis=1)
    wrong = np.exp(rng.normal(0, depth, spectrum.shape) + 1j * rng.normal(0, depth, spectrum.shape))
    back = np.fft.irfft(spectrum * wrong, size, axis=1) * window
    out = np.zeros(len(padded))
    for start, frame in zip(starts, back, strict=True):
        out[start : start + size] += frame
    return out[size : size + len(sound)]


def _gated(sound: Sound, *, rng: Random) -> Sound:
    """Silence suppression: packets far below the voice become comfort noise or nothing."""
    count = len(sound) // PACKET
    packets = sound[: count * PACKET].reshape(count, PACKET)
    loudness = np.sqrt((packets**2).mean(axis=1))
    quiet = loudness < np.percentile(loudness, 95) * 10 ** (-rng.uniform(24, 34) / 20)
    comfort = rng.choice([0.0, 1.0]) * float(np.median(loudness[quiet])) if quiet.any() else 0.0
    out = sound.copy()
    filled = rng.normal(0, comfort, packets.shape) if comfort else np.zeros(packets.shape)
    out[: count * PACKET].reshape(count, PACKET)[quiet] = filled[quiet]
    return out


def _lossy(samples: NDArray[np.int16], line: Line, *, rng: Random) -> NDArray[np.int16]:
    """Lost packets come in bursts; the receiver repeats the last one ever more softly, or stays silent."""
    count = len(samples) // PACKET
    out = samples[: count * PACKET].reshape(count, PACKET).copy()
    lost = 0
    for k in range(1, count):
        again = 0.4 if lost else line.loss
        lost = lost + 1 if rng.random() < again else 0
        if lost:
            out[k] = 0 if line.concealment == "silence" else (out[k - 1] * 0.7).astype(np.int16)
    return np.concatenate([out.reshape(-1), samples[count * PACKET :]])
