"""Makes the environment of this checkout: `python3 tools/setup.py run|dev`.

Needs Python with pip, and nothing else: no venv module, no compiler, no root. Everything lands in `.tools/` (uv) and
`.venv/`; versions and hashes come from the lock files. Does nothing when both are up to date.

Written for old versions of Python, so that they too get a sentence instead of a syntax error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
TOOLS = CHECKOUT / ".tools"
VENV = CHECKOUT / ".venv"
STAMPS = VENV / "filon"
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
FRENCH = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "").startswith("fr")
MINIMUM_FREE_BYTES = 1500 * 1024 * 1024


class CannotSetUp(Exception):
    """A sentence that says what is missing and how to get it."""


def either(fr, en):
    return fr if FRENCH else en


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    try:
        set_up(kind)
    except CannotSetUp as missing:
        print(missing, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            either(
                "Installation impossible : {0} ({1}). Vérifiez la place sur le disque et vos droits sur ce dossier.",
                "Cannot install: {0} ({1}). Check the room on the disk and your rights on this folder.",
            ).format(error.filename or CHECKOUT, error.strerror),
            file=sys.stderr,
        )
        return 1
    return 0


def set_up(kind):
    if kind == "run" and (STAMPS / "dev").exists():
        kind = "dev"  # what a developer installed stays
    python = find_python()
    wanted = fingerprint(kind, python)
    stamp = STAMPS / kind
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if shutil.disk_usage(str(CHECKOUT)).free < MINIMUM_FREE_BYTES:
        raise CannotSetUp(
            either(
                "Il faut 1,5 Go de libre pour installer Filon dans {0}.",
                "Installing Filon in {0} takes 1.5 GB of disk.",
            ).format(CHECKOUT)
        )
    print(
        either("Installation dans {0}, une à trois minutes…", "Installing into {0}, one to three minutes…").format(
            CHECKOUT
        ),
        flush=True,
    )
    uv = find_uv(python)
    if not (VENV / "bin" / "python").exists():
        run([uv, "venv", "--quiet", "--python", python, str(VENV)])
    environment = ["--quiet", "--python", str(VENV / "bin" / "python")]
    run([uv, "pip", "sync", "--require-hashes", *environment, LOCKS[kind]])
    run([uv, "pip", "install", "--no-deps", "--no-build-isolation", *environment, "--editable", "."])
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(wanted)


def find_python():
    """A Python that is recent enough: the one of the environment, this one, or another on the PATH."""
    for name in (str(VENV / "bin" / "python"), sys.executable, *CANDIDATES):
        path = shutil.which(name)
        if path and version_of(path) >= OLDEST:
            return path
    raise CannotSetUp(
        either(
            "Filon demande Python 3.11 ou plus récent ; celui de cette machine est le {0}. "
            "Installez-le (Debian 12 : apt install python3 ; macOS : brew install python), puis relancez make.",
            "Filon needs Python 3.11 or newer; this machine has {0}. "
            "Install it (Debian 12: apt install python3; macOS: brew install python), then run make again.",
        ).format(".".join(str(part) for part in sys.version_info[:3]))
    )


def version_of(path):
    ask = [path, "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return tuple(int(part) for part in answer.split())


def find_uv(python):
    """uv of the PATH or of `.tools`, where pip puts it: Debian has no `venv` module and forbids pip elsewhere."""
    own = TOOLS / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if found:
        return found
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(TOOLS)]
    if not succeeds([python, "-m", "pip", "--version"]):
        raise CannotSetUp(
            either(
                "Il manque pip à {0} (Debian : apt install python3-pip), puis relancez make.",
                "pip is missing for {0} (Debian: apt install python3-pip); install it and run make again.",
            ).format(python)
        )
    run([*pip, "--require-hashes", "--requirement", "requirements-uv.lock"])
    return str(own)


def fingerprint(kind, python):
    digest = hashlib.sha256(str((CHECKOUT, version_of(python))).encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        digest.update((CHECKOUT / name).read_bytes())
    return digest.hexdigest()


def succeeds(command):
    return not subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def run(command):
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_ROOT_USER_ACTION="ignore")
    environment.pop("VIRTUAL_ENV", None)
    if subprocess.run(command, cwd=str(CHECKOUT), env=environment, check=False).returncode:
        raise CannotSetUp(
            either(
                "L’installation s’est arrêtée à : {0}\nSi le réseau manquait, relancez make quand il sera revenu.",
                "The installation stopped at: {0}\nIf the network was missing, run make again when it is back.",
            ).format(" ".join(command))
        )


if __name__ == "__main__":
    sys.exit(main())
