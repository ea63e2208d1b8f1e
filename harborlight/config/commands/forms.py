"""The official blanks of the government's forms, from the shell."""

from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.group("forms")
def command() -> None:
    """The official blanks: which are here, and getting those that are not."""
    settled()


@command.command("list")
def listed() -> None:
    """Say of every form whether its official blank is here."""
    from django.conf import settings

    from harborlight.filings.library import library

    for held in library():
        word = "here   " if held.is_here else "missing"
        pack = held.pack
        click.echo(f"{pack.form:8} {pack.edition:%m/%d/%y}  {word}  {pack.title}")
    click.echo(f"The blanks are looked for in {settings.FORMS_FOLDER}.")


@command.command("fetch")
@click.argument("names", metavar="[FORM]...", nargs=-1)
def fetch(names: tuple[str, ...]) -> None:
    """Get official blanks from the agency: those named, or all that are missing.

    A file that is not exactly one of the blanks we know is not kept.
    """
    from harborlight.filings.library import library

    known = {held.pack.form.lower(): held for held in library()}
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise click.ClickException(
            f"We know no boxes for {', '.join(unknown)}. `harborlight forms list` says which."
        )
    chosen = [known[name.lower()] for name in names] or [
        held for held in known.values() if not held.is_here
    ]
    if not chosen:
        click.echo("Every official blank is here.")
    failed = [held.pack.form for held in chosen if not _fetched(held)]
    if failed:
        raise click.ClickException(
            f"Not fetched: {', '.join(failed)}. The forms can also be uploaded at the "
            "desk, in the form library."
        )


def _fetched(held: object) -> bool:
    """Get one blank and say how it went."""
    from harborlight.filings.library import (
        ClosedLibrary,
        Held,
        UnknownBlank,
        fetch_blank,
    )
    from harborlight.outside.agency import Unreachable

    assert isinstance(held, Held)
    form = held.pack.form
    if held.is_here:
        click.echo(f"Form {form} is here already.")
        return True
    try:
        fetch_blank(held.pack)
    except (Unreachable, UnknownBlank, ClosedLibrary) as why:
        click.echo(str(why), err=True)
        return False
    click.echo(f"Form {form} is here now.")
    return True
