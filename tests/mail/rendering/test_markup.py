from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.mail.rendering.faults import TemplateFaults
from filon.mail.rendering.language import Hole
from filon.mail.rendering.markup import LinkSlot, Written, write


def _html(body: str) -> str:
    return _flat(write(body).html)


def _flat(parts: Written | tuple[object, ...]) -> str:
    return "".join(
        p if isinstance(p, str) else f"«{p.index}»" if isinstance(p, LinkSlot) else f"«{p.variable.name}»"
        for p in parts  # type: ignore[union-attr]  # a tuple of parts
        if isinstance(p, str | LinkSlot | Hole)
    )


def test_paragraphs_and_line_ends() -> None:
    written = write("Bonjour,\r\n\r\nUne ligne\nune autre\n\n\n\nFin\n")
    assert _flat(written.text) == "Bonjour,\n\nUne ligne\nune autre\n\nFin"
    assert _flat(written.html) == "<p>Bonjour,</p>\n<p>Une ligne<br>une autre</p>\n<p>Fin</p>\n"


def test_lists_may_follow_a_line_of_text() -> None:
    written = write("Trois points :\n- un\n- deux\nEt voilà")
    assert _flat(written.text) == "Trois points :\n- un\n- deux\nEt voilà"
    assert _flat(written.html) == "<p>Trois points :</p><ul><li>un</li><li>deux</li></ul><p>Et voilà</p>\n"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**gras** et *italique*", "<p><strong>gras</strong> et <em>italique</em></p>\n"),
        ("3 * 4 * 5 et a*b*c", "<p>3 * 4 * 5 et a*b*c</p>\n"),
        ("<script>alert('x')</script> & co", "<p>&lt;script&gt;alert('x')&lt;/script&gt; &amp; co</p>\n"),
        ("**{{ prenom }}**", "<p><strong>«first_name»</strong></p>\n"),
    ],
)
def test_marks_become_tags_and_tags_become_text(body: str, html: str) -> None:
    assert _html(body) == html


def test_a_link_has_its_words_in_html_and_its_address_in_text() -> None:
    written = write("Voir [notre offre](https://a.example/x).")
    assert _flat(written.text) == "Voir notre offre («0»)."
    assert _flat(written.html) == '<p>Voir <a href="«0»">notre offre</a>.</p>\n'
    assert [(link.pieces, link.tracked) for link in written.links] == [(("https://a.example/x",), True)]


def test_a_bare_address_is_a_link_without_the_punctuation_after_it() -> None:
    written = write("Allez sur https://a.example/x?y=1, puis (https://b.example/).")
    assert [link.pieces for link in written.links] == [("https://a.example/x?y=1",), ("https://b.example/",)]
    assert _flat(written.text) == "Allez sur «0», puis («1»)."


def test_an_international_address_is_written_in_ascii() -> None:
    assert write("[x](https://société.example/été?q=é)").links[0].pieces == (
        "https://xn--socit-esab.example/%C3%A9t%C3%A9?q=%C3%A9",
    )


def test_a_link_variable_may_open_an_address_and_a_fact_may_stand_in_one() -> None:
    written = write("[ici]({{site}}/tarifs?e={{email}}) {{ lien_desinscription }} [écrire](mailto:jo@a.example)")
    assert [link.tracked for link in written.links] == [True, False, False]


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "//a.example", "a.example", "{{prenom}}", "file:///etc/passwd"],
)
def test_only_web_mail_and_telephone_addresses_can_be_linked(target: str) -> None:
    with pytest.raises(TemplateFaults) as raised:
        write(f"Bonjour,\n[x]({target})")
    (fault,) = raised.value.faults
    assert (fault.code, fault.line, fault.column, fault.text) == ("link_target", 2, 5, target)


def test_the_place_of_a_bad_link_counts_the_variables_before_it_as_typed() -> None:
    with pytest.raises(TemplateFaults) as raised:
        write("{{ prenom }} **a [x](ftp://a)**")
    assert raised.value.faults[0].column == 22


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))


@given(st.text(alphabet=st.sampled_from("<>\"'&*[]()-=ahtps:/ \n{}|é\U000f0001"), max_size=80))
def test_whatever_is_written_only_our_own_tags_come_out(body: str) -> None:
    try:
        html = _html(body)
    except TemplateFaults:
        return
    parser = _Tags()
    parser.feed(html)
    assert {t for t, _ in parser.seen} <= {"p", "br", "ul", "li", "strong", "em", "a"}
    assert {attrs for tag, attrs in parser.seen} <= {(), ("href",)}
