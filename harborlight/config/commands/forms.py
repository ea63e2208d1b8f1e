"""The official blanks of the government's forms, from the shell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harborlight.config.cli import settled

if TYPE_CHECKING:
    from harborlight.filings.blank_compare import Change
    from harborlight.papers.blanks import Blank

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LONGEST_QUESTION = 100


@click.group("forms")
def command() -> None:
    """The official blanks: which are here, and getting those that are not."""
    settled()


@command.command("list")
def listed() -> None:
    """Say of every form whether its official blank is here, and may be filed today."""
    from django.conf import settings

    from harborlight.filings.shelf import shelf
    from harborlight.firm.clock import now

    for row in shelf(now().date()):
        word = "here   " if row.held.is_here else "missing"
        pack = row.held.pack
        click.echo(f"{pack.form:8} {pack.edition:%m/%d/%y}  {word}  {pack.title}")
        if pack.filed_in:
            said = f"A worksheet: it is filed in the agency's {pack.filed_in} system."
            click.echo(f"{'':28}{said}")
        if row.refused:
            click.echo(f"{'':28}{row.refused}")
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


@command.command("check")
@click.argument("blank", type=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="Say it for a program.")
def check(blank: Path, as_json: bool) -> None:
    """Say which form a PDF is, and whether it is the agency's own file.

    Ends with 1 where it cannot be put into the library as it is.
    """
    from harborlight.filings.blank_check import checked
    from harborlight.firm.clock import now

    found = checked(blank.read_bytes(), on=now().date())
    if as_json:
        edition = found.edition.isoformat() if found.edition else None
        said = {"code": found.code, "form": found.form or None, "edition": edition}
        click.echo(json.dumps({**said, "sentences": found.sentences}, indent=2))
    else:
        click.echo("\n".join(found.sentences))
    if not found.is_fit:
        raise SystemExit(1)


@command.command("compare")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Say it for a program.")
def compare(old: str, new: str, as_json: bool) -> None:
    """Compare two blanks field by field: gone, new, renamed, moved, changed.

    OLD and NEW are files, or forms of the library: I-130, or I-130:2024-04-01.
    """
    from harborlight.filings.blank_compare import compared

    before, after = _blank(old), _blank(new)
    changes = compared(before, after)
    if as_json:
        click.echo(json.dumps([one.as_json() for one in changes], indent=2))
        return
    click.echo(f"{len(before.boxes)} fields before, {len(after.boxes)} now.")
    for line in _told(changes, _items(before)):
        click.echo(line)
    if not changes:
        click.echo("The fields are the same.")


def _blank(named: str) -> Blank:
    """The blank in a file, or of a form in the library."""
    from harborlight.filings.library import NoBlank, blank_of
    from harborlight.law.packs import NoEdition, pack_of_edition, packs
    from harborlight.papers.opening import UnreadablePdf
    from harborlight.papers.preparing import prepare

    if Path(named).is_file():
        try:
            return prepare(Path(named).read_bytes())
        except UnreadablePdf as why:
            raise click.ClickException(f"{named}: {why}") from why
    form, _, edition = named.upper().partition(":")
    known = [pack for pack in packs() if pack.form == form]
    if not known:
        raise click.ClickException(f"{named} is no file, and no form that we know.")
    try:
        pack = known[-1]
        if edition:
            pack = pack_of_edition(form, datetime.fromisoformat(edition).date())
        return blank_of(pack)
    except (NoBlank, NoEdition, ValueError) as why:
        raise click.ClickException(str(why)) from why


def _items(blank: Blank) -> dict[str, str]:
    """Where each box is printed, where a pack says so: "Part 2, Item 5.a"."""
    from harborlight.law.packs import pack_of_blank

    pack = pack_of_blank(blank.sha256)
    if pack is None:
        return {}
    found = {row.box: str(row.place) for row in pack.texts}
    for row in pack.choices:
        found |= dict.fromkeys(row.boxes.values(), str(row.place))
    return found


def _told(changes: Sequence[Change], items: dict[str, str]) -> Iterator[str]:
    """The changes for a reader, kind by kind."""
    kind = ""
    for one in changes:
        if one.kind != kind:
            kind = one.kind
            count = sum(other.kind == kind for other in changes)
            yield f"\n{kind} ({count})"
        name = one.name or one.now
        where = f" ({items[name]})" if name in items else ""
        yield f"  page {one.page}  {name}{where}"
        if one.kind == "renamed":
            yield f"           is called {one.now} now"
        if one.what:
            yield f"           {one.what}: {one.before!r} -> {one.after!r}"
        if one.asks and one.what != "tooltip":
            yield f"           {one.asks[-LONGEST_QUESTION:]}"


DAY = click.DateTime(["%Y-%m-%d"])


@command.command("remap")
@click.argument("form")
@click.option("--from", "was", type=DAY, required=True, help="The edition they are on.")
@click.option("--to", "now", type=DAY, required=True, help="The edition to move to.")
@click.option("--case", "number", default="", help="Only this case, by its number.")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
@click.option(
    "--reason", default="", help="Why: the attorneys read it. Needed to propose."
)
@click.option("--dry-run", is_flag=True, help="Say what would differ; propose nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it for a program.")
def remap(
    form: str,
    was: datetime,
    now: datetime,
    number: str,
    name: str | None,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Propose to move every open draft of FORM from one edition to another.

    Says box by box what would differ, and leaves a proposal that an attorney of the case
    looks at and takes, or leaves. No draft changes by this command. Each proposal is an
    event in the name of whoever is at the server, with the reason.

    Ends with 1 where a draft cannot move, or where nobody knows an edition.
    """
    from harborlight.config.remapping import Wish, tell
    from harborlight.law.packs import NoEdition, pack_of_edition

    if not dry_run and not reason.strip():
        raise click.UsageError("Say why with --reason, or look first with --dry-run.")
    wish = Wish(form.upper(), was.date(), now.date(), number)
    if wish.was == wish.now:
        raise click.UsageError("--from and --to are the same edition.")
    try:
        for edition in (wish.was, wish.now):
            pack_of_edition(wish.form, edition)
    except NoEdition as why:
        raise click.ClickException(str(why)) from why
    wish = wish if dry_run else replace(wish, reason=reason.strip())
    if not tell(wish, name, as_json=as_json):
        raise SystemExit(1)
