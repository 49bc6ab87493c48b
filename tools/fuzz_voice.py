"""Throws bytes at the telephone engine until something breaks: `python tools/fuzz_voice.py TARGET [SECONDS]`.

The targets are those of `tests/voice/fuzz/targets.py`; "all" gives each its share of the seconds. What breaks one is
written to the folder `--to`, and belongs into `tests/voice/fuzz/test_found.py`. Needs atheris, which is no dependency
of Filon because it has no build for every system: in an environment of its own,

    python3.11 -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris numpy cryptography dnspython
    PYTHONPATH=src:. /tmp/fuzz/bin/python tools/fuzz_voice.py all 600
"""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SCENARIOS = Path(__file__).parent.parent / "tests/voice/sip/scenarios"
FIELDS = {
    "[last_Via:]": "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKa;rport",
    "[last_From:]": "From: <sip:a@x.test>;tag=1",
    "[last_To:]": "To: <sip:b@x.test>",
    "[last_Call-ID:]": "Call-ID: c@x.test",
    "[last_CSeq:]": "CSeq: 1 INVITE",
    "[last_Record-Route:]": "Record-Route: <sip:127.0.0.1;lr>",
    "[$to]": "<sip:b@x.test>;tag=2",
    "[$from]": "<sip:a@x.test>;tag=1",
    "[transport]": "UDP",
}
WORDS = (
    "SIP/2.0", "INVITE", "Via: SIP/2.0/UDP", "branch=z9hG4bK", "Contact: <sip:", "Record-Route: <sip:", ";lr",
    "tag=far", "CSeq: ", "Content-Length: ", "Require: 100rel", "RSeq: 1", "RAck: ", "Session-Expires: 90",
    ";refresher=uac", "WWW-Authenticate: Digest realm=", "Proxy-Authenticate: Digest realm=", "nonce=", "qop=auth",
    "algorithm=SHA-256", "stale=true", "Reason: Q.850;cause=16", "192.0.2.66", "127.0.0.1", "[::1]", "v=0",
    "c=IN IP4 ", "c=IN IP6 ", "m=audio 4000 RTP/AVP 8", "RTP/SAVP", "a=rtpmap:8 PCMA/8000", "telephone-event/8000",
    "a=fmtp:", "a=sendonly", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:", "a=ptime:20", "Refer-To: <sip:",
    "\\x0d\\x0a", "\\xff\\xff", "\\x80\\x08", "{\\x22text\\x22:", "words", "word", "start", "end",
    "result", "conf", "segments", "avg_logprob", "1e999", "NaN", "null",
)  # fmt: skip


def main() -> int:
    """Run one target in this process, or all of them one after the other."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("target")
    arguments.add_argument("seconds", type=int, nargs="?", default=60)
    arguments.add_argument("--to", type=Path, default=Path(tempfile.gettempdir()) / "filon-fuzz")
    asked = arguments.parse_args()
    names = list(importlib.import_module("tests.voice.fuzz.targets").TARGETS)
    if asked.target == "all":
        share = str(max(1, asked.seconds // len(names)))
        commands = [[sys.executable, __file__, name, share, "--to", str(asked.to)] for name in names]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    if asked.target not in names:
        arguments.error(f"TARGET is one of {', '.join(names)}, all")
    fuzz(asked.target, seconds=asked.seconds, to=asked.to)
    return 0


def fuzz(name: str, *, seconds: int, to: Path) -> None:
    """Ends the process: with code 0 when nothing broke in so many seconds."""
    atheris = importlib.import_module("atheris")

    with atheris.instrument_imports(include=["filon"]):
        for module in [known for known in sys.modules if known.startswith(("filon", "tests.voice"))]:
            del sys.modules[module]
        targets = importlib.import_module("tests.voice.fuzz.targets").TARGETS
    corpus = to / name
    corpus.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(seeds()):
        (corpus / f"seed{place}").write_bytes(seed)
    words = to / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS))
    options = [f"-max_total_time={seconds}", f"-dict={words}", "-max_len=3000", "-timeout=10", "-rss_limit_mb=1500"]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={to}/{name}-", str(corpus)], targets[name])
    print(f"{name}: {seconds} s", file=sys.stderr, flush=True)
    atheris.Fuzz()


def seeds() -> list[bytes]:
    """Messages of the scenarios that sipp plays, their bodies and values; steps of a call; a recogniser; packets."""
    texts = [path.read_text("latin-1") for path in SCENARIOS.glob("*.xml")]
    messages = [filled(part.partition("]]>")[0].strip()) for text in texts for part in text.split("CDATA[")[1:]]
    bodies = [message.partition("\r\n\r\n")[2] for message in messages]
    values = [line.partition(": ")[2] for message in messages for line in message.split("\r\n")[1:]]
    words = dict.fromkeys(text.encode("latin-1") for text in (*messages, *bodies, *values) if text)
    steps = [
        b"R..\0\x00\x01+\0\x00\x04+\0\x04\x43+\0\x04\x02",
        b"U..\0\x00\x02Require: 100rel\nRSeq: 1\0\x00\x44+\0\x07\x44",
    ]
    packet = b"\x80\x08\0\1\0\0\0\1\0\0\0\1" + b"\xd5" * 20
    word = b'[{"word":"oui","start":0,"end":1,"conf":1}]'
    heard = b'{"text":"oui","words":' + word + b',"result":' + word + b',"segments":[{"avg_logprob":-1}]}'
    return [*words, *steps, heard, packet + b"\xff\xff" + packet, b"\0" + bytes([1, len(packet)]) + packet]


def filled(text: str) -> str:
    """A message of a scenario with values where sipp would put its own."""
    for key, value in FIELDS.items():
        text = text.replace(key, value)
    text = re.sub(r"\[[\w$]*port\]", "5060", re.sub(r"\[[\w$]*ip\]", "127.0.0.1", text)) + "\n"
    head, _, body = re.sub(r"\[\$?\w+\]", "1", text).partition("\n\n")
    return f"{head.strip()}\n\n{body}".replace("[len]", str(len(body) + body.count("\n"))).replace("\n", "\r\n")


if __name__ == "__main__":
    sys.exit(main())
