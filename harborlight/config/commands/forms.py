"""The official blanks of the government's forms, from the shell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

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


@command.command("draft")
@click.argument("blank", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--form", help="What the form is called, where the blank does not say it."
)
@click.option("--edition", type=click.DateTime(["%Y-%m-%d"]), help="Its edition date.")
def drafted(blank: Path, form: str | None, edition: datetime | None) -> None:
    """Propose a form pack from an official blank: every box, in printed order.

    What nobody can read off the blank says TODO; such a file is refused as a pack.
    """
    from harborlight.filings.pack_drafts import NoPrintedName, draft, printed_name
    from harborlight.papers.opening import UnreadablePdf
    from harborlight.papers.preparing import prepare

    try:
        prepared = prepare(blank.read_bytes())
        if not form or not edition:
            printed, day = printed_name(prepared)
        text = draft(
            prepared,
            form=form or printed,
            edition=edition.date() if edition else day,
        )
    except UnreadablePdf as why:
        raise click.ClickException(str(why)) from why
    except NoPrintedName as why:
        say = "Say it: --form I-765 --edition 2025-08-21."
        raise click.ClickException(f"{why} {say}") from why
    click.echo(text, nl=False)
