"""Search as people type: each word is the beginning of a word of the row, in any order, accents and case aside."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Expression, F, Func, Q, TextField, Value
from django.db.models.functions import Cast, Lower
from django.db.models.lookups import Contains

from filon.kernel.text import DASHES, QUOTES, fold

MOST_WORDS = 8
_WORD = re.compile(r"\w+")
_WHOLE = re.compile(r"[\w][\w.@+-]*[\w]")
"""Addresses and domains are one lexeme in the index, so they are looked for as one."""


class Matches(Func):
    """``column @@ query``, the query being the beginning of a lexeme already, not text to be taken apart again."""

    output_field = BooleanField()
    conditional = True
    template = "%(expressions)s"
    arg_joiner = " @@ "

    def __init__(self, column: str, lexeme: str) -> None:
        super().__init__(F(column), Cast(Value(f"'{lexeme}':*"), SearchQueryField()))


def lexemes(text: str) -> list[str]:
    """The words that a search asks for. Only word characters, dots, ``@``, ``+`` and ``-`` remain."""
    found: list[str] = []
    for chunk in fold(text).split():
        whole = _WHOLE.search(chunk) if "." in chunk or "@" in chunk else None
        found += [whole.group()] if whole else _WORD.findall(chunk)
    return found[:MOST_WORDS]


def by_words(text: str, *, column: str = "search") -> Q:
    """The rows whose search column has a word beginning with each word of the text. No word, no row.

    A condition a word, so that a list may ask the index for the rare ones only (``keyset.Order.search``).
    """
    words = [Q(Matches(column, word)) for word in lexemes(text)]
    return reduce(and_, words) if words else Q(pk__in=[])


def by_part(text: str, *columns: str | Expression) -> Q:
    """The rows that have the text somewhere in one of the columns, accents, case and typed quotes aside.

    Reads each row: for lists that are short, or narrowed by an index already.
    """
    wanted = fold(text)
    return reduce(or_, (Q(Contains(_plain(column), wanted)) for column in columns))


def _plain(column: str | Expression) -> Expression:
    """A column as `fold` leaves a text, but for its spaces and for letters of other scripts."""
    apart = Func(column, template="normalize(%(expressions)s, NFKD)", output_field=TextField())
    bare = _called("regexp_replace", apart, "[\u0300-\u036f]", "", "g")
    keyboard = "'" * len(QUOTES) + "-" * len(DASHES)
    typed = _called("translate", Lower(bare), f"{QUOTES}{DASHES}ς", f"{keyboard}σ")
    return _called("replace", typed, "ß", "ss")


def _called(function: str, column: Expression, *texts: str) -> Func:
    return Func(column, *(Value(text) for text in texts), function=function, output_field=TextField())
