from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from filon.kernel.clock import VirtualClock
from filon.kernel.ui import proof

SOURCES = Path(proof.__file__).parents[2]
TEMPLATES = sorted(file for file in SOURCES.rglob("templates/**/*.html") if "mails" not in file.parts)
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "hx-on, which htmx evaluates": re.compile(r"hx-on[:=-]"),
    "a filter in hx-trigger, which htmx evaluates": re.compile(r"hx-trigger=\"[^\"]*\["),
    "js: in hx-vals or hx-headers": re.compile(r"=['\"]js:"),
    "a script of its own": re.compile(r"<script(?![^>]*\s(?:src|type=\"application/json\"))"),
    "a style sheet of its own": re.compile(r"<style\b"),
}
ERRORS = ["400", "403", "403_csrf", "404", "429", "500", "503"]


def request() -> HttpRequest:
    asked = RequestFactory().get("/contacts/")
    asked.user = SimpleNamespace(is_authenticated=True, name="Ana <Ruiz>", pk=7, theme="dark", photo=None)  # type: ignore[assignment]  # what the frame reads of a user
    asked.clock = VirtualClock(proof.NOW)  # type: ignore[attr-defined]  # as the workspace middleware does
    return asked


def rendered(template: str, **context: object) -> str:
    return engines["django"].from_string(CottonCompiler().process(template)).render(context, request())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(SOURCES)))
def test_no_template_holds_what_the_content_policy_refuses(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_every_part_renders_in_the_frame() -> None:
    html = render_to_string("ui/proof.html", proof.sample(), request())
    assert html.count("data-row") == len(proof.rows())
    assert 'data-theme="dark"' in html
    assert "Ana &lt;Ruiz&gt;" in html
    assert "{%" not in html
    assert "<c-" not in html


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_says_what_to_do_without_a_user(code: str) -> None:
    html = render_to_string(f"{code}.html")
    assert f">{code[:3]}<" in html
    assert 'href="/"' in html


def test_components_escape_what_they_are_given() -> None:
    html = rendered('<c-stat label="{{ x }}" value="{{ x }}" /><c-avatar name="{{ x }}" />', x="<script>")
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 2


def test_a_button_is_a_link_when_it_leads_somewhere_and_passes_attributes_on() -> None:
    button = rendered('<c-button icon="x" label="Fermer" hx-post="/a/" />')
    assert 'aria-label="Fermer"' in button
    assert 'hx-post="/a/"' in button
    assert rendered('<c-button href="/b/">B</c-button>').strip().startswith("<a ")


def test_a_field_with_an_error_is_bound_to_its_sentence() -> None:
    form = proof.SampleForm({"name": "", "email": "x", "stage": "fr"})
    html = rendered("{{ form }}", form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.count('class="errorlist') == 2
    assert html.count("facultatif") == 2


def test_a_dialog_posts_into_its_own_place() -> None:
    html = rendered('<c-dialog title="Ajouter" action="/new/" submit="Créer">corps</c-dialog>')
    assert 'hx-post="/new/" hx-target="#modal"' in html
    assert "csrfmiddlewaretoken" in html
    assert ">Créer</button>" in html


def test_a_chart_brings_its_figures_as_a_table() -> None:
    html = rendered('<c-chart id="c" :data="data" label="Envois" />', data=proof.chart())
    assert html.count("<tr>") == proof.DAYS + 1
    assert '<script id="c" type="application/json">' in html
