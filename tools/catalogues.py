"""Translations without gettext's programs: `python tools/catalogues.py extract|compile|check`.

The sources speak French. `extract` brings `src/filon/locale/{en,es}` up to date with them, new sentences empty;
`compile` writes what Django reads into `var/locale`, and French with its proper spaces into `var/typography`; `check`
lists what is missing, doubtful, obsolete or would break.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from typography import fine, has_hard_spaces, is_fine

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCES = CHECKOUT / "src" / "filon"
CATALOGUES = SOURCES / "locale"
BUILD = CHECKOUT / "var" / "locale"
SOURCE_LANGUAGE = "fr"
LANGUAGES = ("en", "es")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
UNNAMED = re.compile(r"(?<!%)%[sd]")
TAG = re.compile(r"</?[a-z][a-z0-9]*")
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS_ALIKE = 3
"""Two languages share a name or a term, hardly a sentence of so many words."""
Key = tuple[str, str]
"""(message in French, context or "")."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    command = parser.parse_args().command
    if command == "extract":
        return extract()
    if command == "compile":
        return compile_all()
    faults = list(check())
    print(
        "\n".join(faults) if faults else f"Translations complete: {len(sources())} sentences, {', '.join(LANGUAGES)}."
    )
    return 1 if faults else 0


def extract() -> int:
    """Add the sources' new sentences to the catalogues and drop those that are gone."""
    template = sources()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(catalogue, language)
        missing = sum(1 for message in catalogue if message.id and not is_translated(message))
        print(f"{language}: {len(catalogue)} sentences, {missing} to translate")
    return 0


def compile_all(out: Path = BUILD) -> int:
    """Write every language's .mo; the source language needs one too, for its plurals: 0 is singular in French."""
    catalogues = {out / language: translated(language) for language in LANGUAGES}
    catalogues |= {out / SOURCE_LANGUAGE: plurals(), out.parent / "typography" / SOURCE_LANGUAGE: typeset()}
    for folder, catalogue in catalogues.items():
        file = folder / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True, exist_ok=True)
        content = io.BytesIO()
        write_mo(content, catalogue)
        if not file.exists() or file.read_bytes() != content.getvalue():
            file.write_bytes(content.getvalue())
    return 0


def check() -> Iterator[str]:
    """A line for each fault, saying where and how to mend it."""
    template = {key(message): message for message in sources() if message.id}
    for message in template.values():
        if UNNAMED.search(forms(message.id)[0]):
            yield f"{where(message)}: name the placeholders of “{short(message)}”: %(name)s instead of %s"
        if any(map(has_hard_spaces, forms(message.id))):
            yield f"{where(message)}: write ordinary spaces in “{short(message)}”: compile sets those that do not break"
    for language in LANGUAGES:
        known = {key(message): message for message in read(language) if message.id}
        for missing in template.keys() - known.keys():
            yield f"{language}: “{missing[0][:60]}” is not in the catalogue: run tools/catalogues.py extract"
        for gone in known.keys() - template.keys():
            yield f"{language}: “{gone[0][:60]}” is no longer in the sources: run tools/catalogues.py extract"
        for common in sorted(known.keys() & template.keys()):
            yield from faults_of(known[common], language)
    yield from said_alike()


def said_alike() -> Iterator[str]:
    """Sentences that stand in the catalogues of two languages in the same words."""
    first, *others = LANGUAGES
    known = {key(message): forms(message.string) for message in read(first) if message.id}
    for language in others:
        for message in read(language):
            said = forms(message.string)
            plain = NAMED.sub(" ", said[0])
            if message.id and said == known.get(key(message)) and len(WORD.findall(plain)) >= WORDS_ALIKE:
                yield f"{language}: “{short(message)}” ({where(message)}) is said as in {first}: {said[0][:60]!r}"


def faults_of(message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if not is_translated(message):
        yield f"{language}: “{short(message)}” ({where(message)}) is not translated"
        return
    if message.fuzzy:
        yield f"{language}: “{short(message)}” is marked fuzzy: read it again and remove the mark"
    wanted = names(forms(message.id)[-1])
    for text in forms(message.string):
        if not names(text) <= wanted or (names(text) != wanted and not message.pluralizable):
            yield f"{language}: “{short(message)}” has other placeholders than the French: {text[:60]!r}"
        if sorted(TAG.findall(text)) != sorted(TAG.findall(forms(message.id)[-1])):
            yield f"{language}: “{short(message)}” has other tags than the French: {text[:60]!r}"


def sources() -> Catalog:
    """Every sentence of the Python files and the templates, in order of file."""
    catalogue = Catalog(fuzzy=False)
    for file in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html"), *SOURCES.rglob("*.txt")]):
        text = file.read_text(encoding="utf-8")
        program = text if file.suffix == ".py" else as_program(text, file)
        name = str(file.relative_to(CHECKOUT))
        found = extract_python(io.BytesIO(program.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
        for line, function, arguments, comments in found:
            add(catalogue, function=function, arguments=arguments, comments=comments, place=(name, line))
    return catalogue


def as_program(text: str, file: Path) -> str:
    """A template as calls of gettext; Django blanks the rest out, whose indentation would not be Python's."""
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).splitlines())


def add(catalogue: Catalog, *, function: str, arguments: object, comments: list[str], place: tuple[str, int]) -> None:
    """Put one call's sentence into the catalogue; a call on a variable holds none."""
    texts = list(arguments) if isinstance(arguments, tuple | list) else [arguments]
    context = texts.pop(0) if "pgettext" in function else None
    count = 2 if function.startswith(("ngettext", "npgettext")) else 1
    texts = texts[:count]
    if len(texts) < count or not all(isinstance(text, str) and text for text in texts):
        return
    catalogue.add(tuple(texts) if count == 2 else texts[0], locations=[place], auto_comments=comments, context=context)


def read(language: str) -> Catalog:
    """A language's catalogue, with Django's rule of plurals; empty before the first extraction."""
    file = path(language)
    if not file.exists():
        return Catalog(locale=language, fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def write(catalogue: Catalog, language: str) -> None:
    """Stable text: no dates, no line numbers, so that a diff shows sentences only."""
    content = io.BytesIO()
    write_po(content, catalogue, omit_header=True, include_lineno=False, sort_by_file=True, width=110)
    file = path(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header(language) + content.getvalue().decode(), encoding="utf-8")


def header(language: str) -> str:
    lines = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_forms(language)}",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def plural_forms(language: str) -> str:
    """Django's own rule, not Babel's: catalogues of one language are merged and must count alike."""
    file = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    head = file.read_text(encoding="utf-8").split("\n\n", 1)[0].replace('"\n"', "")
    found = re.search(r"Plural-Forms: (.*?)\\n", head)
    return found[1] if found else "nplurals=2; plural=(n != 1);"


def translated(language: str) -> Catalog:
    """The catalogue without the sentences that wait for a translation: those show in French."""
    catalogue = read(language)
    for message in list(catalogue):
        if message.id and not is_translated(message):
            catalogue.delete(message.id, message.context)
    return catalogue


def plurals() -> Catalog:
    """The French sentences that have a plural, translated by themselves."""
    text = header(SOURCE_LANGUAGE)
    catalogue = read_po(io.BytesIO(text.encode()), locale=SOURCE_LANGUAGE)
    for message in sources():
        if message.id and message.pluralizable:
            one, many = message.id
            string = (one, *[many] * (catalogue.num_plurals - 1))
            catalogue.add(message.id, string=string, context=message.context)
    return catalogue


def typeset() -> Catalog:
    """The French sentences whose spaces must not break, translated by themselves with such spaces."""
    catalogue = read_po(io.BytesIO(header(SOURCE_LANGUAGE).encode()), locale=SOURCE_LANGUAGE)
    for message in sources():
        said = forms(message.id)
        if message.id and not all(map(is_fine, said)):
            many = [fine(said[-1])] * (catalogue.num_plurals - 1)
            string = (fine(said[0]), *many) if message.pluralizable else fine(said[0])
            catalogue.add(message.id, string=string, context=message.context)
    return catalogue


def path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def key(message: Message) -> Key:
    return forms(message.id)[0], message.context or ""


def forms(text: object) -> list[str]:
    """One string or the several of a plural."""
    return list(text) if isinstance(text, tuple | list) else [str(text)]


def is_translated(message: Message) -> bool:
    return bool(message.string) and all(forms(message.string))


def names(text: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(text)}


def short(message: Message) -> str:
    return forms(message.id)[0].strip()[:60]


def where(message: Message) -> str:
    return message.locations[0][0] if message.locations else "?"


if __name__ == "__main__":
    sys.exit(main())
