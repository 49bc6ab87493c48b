from __future__ import annotations

import pytest
from tools.check_templates import faults_of


@pytest.mark.parametrize(
    "good",
    [
        '<script src="/static/app.js" defer></script>',
        '<script type="application/json" id="chart">{}</script>',
        '<p class="x" data-onset="1">{{ text }}</p>',
        '{# <p style="x"> #}',
        '<img src="{{ a }}" alt="">',
        '{% if "<img" in slot %}{{ slot }}{% endif %}',
        '<form hx-trigger="submit, input delay:250ms from:find input[type=search]">',
        '<input step="1" pattern="on=&quot;">',
    ],
)
def test_what_the_policy_lets_through_passes(good: str):
    assert faults_of(good) == []


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("<script>go()</script>", "script inside"),
        ("<style>p{}</style>", "style inside"),
        ('<p style="color:red">', "style attribute"),
        ('<p {% if a %}style="x"{% endif %}>', "style attribute"),
        ('<a onclick="go()">', "handler attribute"),
        ('<a\n  onClick="go()">', "handler attribute"),
        ('<a href="javascript:go()">', "javascript:"),
        ("<img src='a.png'>", "image without alt"),
        ("{{ text|safe }}", "|safe"),
        ('<a hx-on:click="go()">', "htmx evaluating"),
        ('<a hx-trigger="click[ctrlKey]">', "htmx evaluating"),
        ('<a hx-trigger="load, keyup[key==1]">', "htmx evaluating"),
    ],
)
def test_what_the_policy_refuses_is_found(bad: str, what: str):
    found = faults_of("\n\n" + bad)
    assert found
    assert what in found[0][1]
    assert found[0][0] >= 3


def test_a_mail_may_hold_style_attributes_and_nothing_else_is_lifted():
    assert faults_of('<p style="color:red">', is_mail=True) == []
    assert faults_of("<script>go()</script>", is_mail=True)
