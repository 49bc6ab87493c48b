"""Templates that the content security policy and readers can live with: `python tools/check_templates.py`.

No inline script, style or handler (the policy refuses them, and the page would fail silently), no address built by hand
from `javascript:`, an `alt` on every image, and every template compiles.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.loader import get_template

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCES = CHECKOUT / "src" / "filon"
RULES = (
    (
        re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/json[\"'])", re.IGNORECASE),
        "script inside the page",
    ),
    (re.compile(r"<style\b", re.IGNORECASE), "style inside the page"),
    (re.compile(r"\sstyle\s*=\s*[\"']", re.IGNORECASE), "style attribute: use a class"),
    (
        re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
        "handler attribute: use a data- attribute and a script file",
    ),
    (re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:", re.IGNORECASE), "htmx evaluating code"),
    (re.compile(r"\bhx-trigger\s*=\s*[\"'](?:[^\"']*,)?\s*[\w:]+\[", re.IGNORECASE), "htmx evaluating a filter"),
    (re.compile(r"javascript:", re.IGNORECASE), "javascript: address"),
    (re.compile(r"<img(?![^>]*\balt=)", re.IGNORECASE), "image without alt"),
    (re.compile(r"\|\s*safe\b"), "|safe: build safe HTML in Python with format_html"),
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?%\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
MAIL = "mail"
"""Mail programs read style attributes and nothing else, so the templates of mails may hold them."""


def faults_of(source: str, *, is_mail: bool = False) -> list[tuple[int, str]]:
    """(line, what is wrong) for one template."""
    bare = TAG.sub(_only_lines, COMMENT.sub(_only_lines, source))
    found = []
    for pattern, what in RULES:
        if is_mail and "style" in what:
            continue
        found += [(bare.count("\n", 0, match.start()) + 1, what) for match in pattern.finditer(bare)]
    return sorted(found)


def _only_lines(match: re.Match[str]) -> str:
    """The line ends of what is taken out, so that faults keep their line."""
    return "\n" * match[0].count("\n")


def compile_all(names: list[str]) -> list[str]:
    """The templates that Django cannot read, with its reason."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    django.setup()
    broken = []
    for name in names:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            broken.append(f"{name}: {error}")
    return broken


def main() -> int:
    paths = sorted(path for path in SOURCES.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml"})
    faults = [
        f"{path.relative_to(CHECKOUT)}:{line}: {what}"
        for path in paths
        if path.suffix == ".html"
        for line, what in faults_of(path.read_text(), is_mail=MAIL in path.stem.split("_"))
    ]
    names = [path.as_posix().rsplit("/templates/", 1)[1] for path in paths]
    faults += compile_all(names)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
