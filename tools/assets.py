"""Builds the browser's files: `python tools/assets.py build [--force]`.

`frontend/` and the icons that the sources name → `var/static/dist/`: hashed names, `manifest.json`, and a `.br` and
a `.gz` beside each file. Files that Python packages bring for their pages → `var/static/`, under their own names.
Does nothing when no input changed since the last build.

A server may be running meanwhile: new files come beside the old ones, the manifest last, and what a build no longer
makes stays for a week, for the pages that are open in browsers.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import brotli
from nodejs import CHECKOUT, NodeMissing, find_node, npm

FRONTEND = CHECKOUT / "frontend"
SOURCES = CHECKOUT / "src" / "filon"
MODULES = CHECKOUT / "node_modules"
LOCK = CHECKOUT / "package-lock.json"
LUCIDE = MODULES / "lucide-static" / "icons"
TARGETS = "chrome123,edge123,firefox121,safari17.5"
"""The first versions with light-dark(), popovers and :has()."""
PACKAGED = ("allauth.account", "allauth.mfa", "ninja")
"""Django applications whose pages we show, with files of their own."""
MANIFEST = "manifest.json"
FORMER = "former.json"
"""{file of an earlier build: when a later one stopped making it}."""
KEPT_S = 7 * 24 * 3600
PRELOADED = "inter-latin-wght-normal"
COMPRESSED = {".js", ".css", ".svg", ".json"}

NAMED_ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon="([a-z0-9-]+)\"""")
QUOTED_WORD = re.compile(r"""["']([a-z][a-z0-9-]+)["']""")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["build"])
    parser.add_argument("--out", type=Path, default=CHECKOUT / "var" / "static" / "dist")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    arguments = parser.parse_args()
    try:
        built = build(arguments.out, force=arguments.force)
    except (NodeMissing, UnknownIcon) as fault:
        print(fault, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as fault:
        print(f"{Path(fault.cmd[0]).name} failed ({fault.returncode}); its own words are above.", file=sys.stderr)
        return 1
    if built:
        print(f"Built {built} files into {arguments.out}.")
    return 0


class UnknownIcon(Exception):
    """A template names an icon that lucide does not draw."""


def build(out: Path, *, force: bool = False) -> int:
    """Write everything into ``out``. Returns how many files, 0 when nothing had changed."""
    install()
    stamp, digest = out / "inputs.txt", digest_of_inputs()
    if not force and stamp.exists() and stamp.read_text() == digest:
        return 0
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    manifest = bundle(fresh) | drawings(fresh)
    (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    (fresh / "inputs.txt").write_text(digest)
    compress(fresh)
    copy_packaged(out.parent)
    count = sum(1 for file in fresh.iterdir() if file.suffix not in {".br", ".gz"})
    put_in_place(fresh, out, now=time.time())
    return count


def put_in_place(fresh: Path, out: Path, *, now: float) -> None:
    """Move a build to where it is served from, so that at no moment a page asks in vain; forget old ones."""
    out.mkdir(exist_ok=True)
    ours = {file.name for file in fresh.iterdir()}
    record = out / FORMER
    former = json.loads(record.read_text()) if record.exists() else {}
    stale = {file.name: former.get(file.name, now) for file in out.iterdir() if file.name not in {*ours, FORMER}}
    for name in sorted(ours, key=lambda name: name == MANIFEST):
        (fresh / name).replace(out / name)
    fresh.rmdir()
    over = {name for name, since in stale.items() if now - since > KEPT_S}
    for name in over:
        (out / name).unlink()
    record.write_text(json.dumps({name: since for name, since in stale.items() if name not in over}, indent=1))


def install() -> None:
    """`npm ci`, when the lock file is not the one of the last installation."""
    stamp = MODULES / ".installed"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(digest)


def digest_of_inputs() -> str:
    """One hash of all that the output depends on: sources, lock, this tool, names of the icons used."""
    digest = hashlib.sha256()
    files = [file for file in FRONTEND.rglob("*") if file.is_file() and file.suffix != ".md"]
    for file in sorted([*files, LOCK, Path(__file__)]):
        digest.update(f"{file.relative_to(CHECKOUT)}\0".encode() + file.read_bytes())
    digest.update("\n".join(sorted(used_icons())).encode())
    for name, file in sorted(packaged().items()):
        digest.update(f"{name}\0{file.stat().st_size}".encode())
    return digest.hexdigest()


def bundle(out: Path) -> dict[str, Any]:
    """esbuild's files, and the manifest entries of the two entry points and of the fonts to preload."""
    node, _npm = find_node()
    meta = out / "meta.json"
    subprocess.run(
        [
            str(node), str(MODULES / "esbuild" / "bin" / "esbuild"), "frontend/app.js", "frontend/app.css",
            "--bundle", "--minify", "--format=esm", "--splitting", f"--target={TARGETS}", f"--outdir={out}",
            "--entry-names=[name]-[hash]", "--chunk-names=part-[hash]", "--asset-names=[name]-[hash]",
            "--loader:.woff2=file", "--log-override:empty-glob=silent",
            "--legal-comments=none", f"--metafile={meta}", "--log-level=warning",
        ],
        cwd=CHECKOUT,
        check=True,
    )  # fmt: skip
    outputs = json.loads(meta.read_text())["outputs"]
    meta.unlink()
    entries = {Path(o["entryPoint"]).name: Path(name).name for name, o in outputs.items() if "entryPoint" in o}
    names = {name: file for name, file in entries.items() if name in {"app.js", "app.css"}}
    fonts = {Path(name).name: Path(name).name for name in outputs if Path(name).name.startswith(PRELOADED)}
    return {**names, **fonts, "fonts": sorted(fonts)}


def drawings(out: Path) -> dict[str, str]:
    """The icon sprite and the favicon, under hashed names."""
    favicon = (FRONTEND / "icons" / "favicon.svg").read_text()
    return {name: _write_hashed(out, name, text) for name, text in (("icons.svg", sprite()), ("favicon.svg", favicon))}


def sprite() -> str:
    """One SVG of symbols: the house's own drawings in their colours, lucide's as strokes."""
    own = {file.stem: file for file in sorted((FRONTEND / "icons").glob("*.svg")) if file.stem != "favicon"}
    symbols = [_symbol(name, file.read_text(), "") for name, file in own.items()]
    line = ' fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    symbols += [_symbol(name, (LUCIDE / f"{name}.svg").read_text(), line) for name in sorted(used_icons() - set(own))]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def used_icons() -> set[str]:
    """Names in templates, which must exist, and quoted words of Python and scripts that are names of icons."""
    known = {file.stem for file in LUCIDE.glob("*.svg")} | {file.stem for file in (FRONTEND / "icons").glob("*.svg")}
    used: set[str] = set()
    for file in SOURCES.rglob("*.html"):
        for first, second in NAMED_ICON.findall(file.read_text(encoding="utf-8")):
            if (name := first or second) not in known:
                raise UnknownIcon(f"{file.relative_to(CHECKOUT)} names the icon “{name}”, which lucide does not draw.")
            used.add(name)
    for file in _programs():
        used |= known.intersection(QUOTED_WORD.findall(file.read_text(encoding="utf-8")))
    return used


def _programs() -> Iterator[Path]:
    yield from SOURCES.rglob("*.py")
    yield from FRONTEND.rglob("*.js")


def _symbol(name: str, svg: str, attributes: str) -> str:
    body = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    inner = re.sub(r"\s+", " ", body[body.index(">", body.index("<svg")) + 1 : body.rindex("</svg>")]).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24"{attributes}>{inner}</symbol>'


def _write_hashed(out: Path, name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
    stem, _dot, suffix = name.partition(".")
    hashed = f"{stem}-{digest}.{suffix}"
    (out / hashed).write_text(text, encoding="utf-8")
    return hashed


def packaged() -> dict[str, Path]:
    """{name under /static/: file} of the packages; found without importing them, which needs Django's settings."""
    files: dict[str, Path] = {}
    for application in PACKAGED:
        top, *below = application.split(".")
        spec = find_spec(top)
        for place in (spec.submodule_search_locations or []) if spec else []:
            folder = Path(place).joinpath(*below, "static")
            found = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".map"]
            files |= {str(file.relative_to(folder)): file for file in found}
    return files


def copy_packaged(static: Path) -> None:
    """Put the packages' files beside ours."""
    folders = set()
    for name, file in packaged().items():
        target = static / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        folders.add(target.parent)
    for folder in folders:
        compress(folder)


def compress(out: Path) -> None:
    """A .br and a .gz beside each text file, for the server to hand out as they are."""
    for file in _texts(out.iterdir()):
        content = file.read_bytes()
        file.with_name(file.name + ".br").write_bytes(brotli.compress(content, quality=11))
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))


def _texts(files: Iterable[Path]) -> list[Path]:
    return [file for file in files if file.suffix in COMPRESSED and file.name != MANIFEST]


if __name__ == "__main__":
    sys.exit(main())
