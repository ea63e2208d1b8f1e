"""Collect every sentence that people read, for the translators.

After you write a sentence (`_("...")` in Python, `{% trans %}` or `{% blocktrans %}`
in a template):

    .venv/bin/harborlight messages      collects it, and lists what has no Spanish yet
    (write the Spanish in harborlight/locale/es/LC_MESSAGES/django.po)
    .venv/bin/harborlight assets        compiles it

Or give a small .po file with new translations, made by a translator or by you:
`harborlight messages --take es some.po`. Sentences that no code says any more are
dropped; a sentence that changed is a new one and needs a new translation.
tests/guards/test_messages.py fails until all of this is done.
"""

from __future__ import annotations

import fcntl
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harborlight.config.cli import settled

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

HOUSE = Path(__file__).resolve().parents[2]
LOCALE = HOUSE / "locale"
# The language that the code itself is written in needs no translations.
SOURCE_LANGUAGE = "en"
SAID_BY = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@click.command("messages")
@click.option(
    "--take",
    nargs=2,
    metavar="LANGUAGE FILE",
    help="Take the translations of a .po file into the catalogue of a language.",
)
def command(take: tuple[str, str] | None) -> None:
    """Collect new sentences into the translation catalogues."""
    settled()
    with alone():
        template = collected()
        for language in languages():
            catalog = updated(template, language)
            if take and take[0] == language:
                taken = take_over(catalog, Path(take[1]))
                click.echo(f"{language}: {taken} translations taken.")
            write(catalog, language)
            if language != SOURCE_LANGUAGE:
                tell_missing(catalog, language)


def tell_missing(catalog: Catalog, language: str) -> None:
    missing = [message for message in catalog if not is_translated(message)]
    for message in missing:
        click.echo(f"  {message.id}")
    click.echo(f"{language}: {len(catalog)} sentences, {len(missing)} to translate.")


def languages() -> list[str]:
    from django.conf import settings

    return [code for code, _name in settings.WRITTEN]


def collected() -> Catalog:
    """A fresh catalogue of everything that code and templates say."""
    from babel.messages.catalog import Catalog
    from django.utils.translation import templatize

    found = Catalog(project="Harborlight", charset="utf-8")
    for path in sorted(HOUSE.rglob("*.py")):
        if not {"migrations", "tests", "dev"} & {*path.parts}:
            _add(found, path, path.read_text())
    for ending in ("html", "txt"):
        for path in sorted(HOUSE.glob(f"*/templates/**/*.{ending}")):
            if "dev" not in path.parts:
                said = templatize(path.read_text(), origin=str(path))
                # Python reads it next, to which the indentation of HTML is none.
                _add(found, path, "\n".join(map(str.strip, said.splitlines())))
    return found


def _add(found: Catalog, path: Path, text: str) -> None:
    from babel.messages.extract import extract_python

    source = io.BytesIO(text.encode())
    place = str(path.relative_to(HOUSE))
    options: Any = {"encoding": "utf-8"}
    sentences: Any = extract_python(source, SAID_BY, [], options)
    for _line, function, words, _notes in sentences:
        said = _message(function or "", words)
        if said is not None:
            one, several, about = said
            found.add(
                (one, several) if several else one, None, [(place, 1)], context=about
            )


def _message(function: str, words: Any) -> tuple[str, str, str | None] | None:
    """The sentence, its plural if it has one, and its context if it has one."""
    several = [word for word in words if word] if isinstance(words, tuple) else [words]
    about = several.pop(0) if "pgettext" in function and several else None
    if not several or not several[0]:
        return None
    plural = several[1] if "ngettext" in function or "npgettext" in function else ""
    return several[0], plural, about


def updated(template: Catalog, language: str) -> Catalog:
    """The language's catalogue with today's sentences and its translations so far."""
    from babel.messages.catalog import Catalog

    known = read(language)
    fresh = Catalog(locale=language, project="Harborlight", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        before = known.get(message.id, message.context)
        same = before is not None and isinstance(before.id, str) == isinstance(
            message.id, str
        )
        fresh.add(
            message.id,
            before.string if before and same else None,
            sorted({(name, 1) for name, *_line in message.locations}),
            context=message.context,
        )
    return fresh


def take_over(catalog: Catalog, file: Path) -> int:
    """Take translations of known sentences from another file; how many there were."""
    from babel.messages.pofile import read_po

    taken = 0
    with file.open("rb") as source:
        for message in read_po(source, locale=catalog.locale):
            known = catalog.get(message.id, message.context) if message.id else None
            if known is not None and is_translated(message):
                known.string = message.string
                taken += 1
    return taken


def is_translated(message: Any) -> bool:
    if isinstance(message.string, str):
        return bool(message.string) or not message.id
    return bool(message.string) and all(message.string)


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def write(catalog: Catalog, language: str) -> None:
    """Sorted by sentence and without line numbers, so that a change shows as itself."""
    from babel.messages.pofile import write_po

    text = io.BytesIO()
    write_po(text, catalog, width=88, sort_output=True, include_lineno=False)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = text.getvalue().decode().splitlines(keepends=True)
    # Dates of writing would change at every run and say nothing.
    kept = [line for line in lines if not line.startswith(NOT_WRITTEN)]
    path.write_text("".join(kept))


NOT_WRITTEN = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Report-Msgid',
    '"Generated-By',
    '"Language-Team',
    "# Copyright",
    "# This file is distributed",
    "# FIRST AUTHOR",
)


@contextmanager
def alone() -> Iterator[None]:
    """Two people who collect at the same time do so one after the other."""
    folder = os.open(LOCALE, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
