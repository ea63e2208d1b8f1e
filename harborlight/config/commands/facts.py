"""The catalogue of facts, and bringing facts into a case, from the shell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harborlight.config.cli import login, settled

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.facts.bringing import Offered
    from harborlight.facts.models import Brought
    from harborlight.firm.actor import Actor

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SAID = {
    "new": "new",
    "same": "known already",
    "differs": "DIFFERS",
    "unknown": "NO FACT",
    "wrong": "CANNOT BE TAKEN",
}


@click.group("facts")
def command() -> None:
    """What may be known of the people of a case."""
    settled()


@command.command("schema")
def schema() -> None:
    """Print the catalogue as JSON Schema (draft 2020-12), for `fill --facts`."""
    from harborlight.facts.schema import schema as whole

    click.echo(json.dumps(whole(), ensure_ascii=False, indent=1))


@command.command("import")
@click.argument("file", type=A_FILE)
@click.option("--case", "number", required=True, help="The number of the case.")
@click.option("--firm", "name", help="The firm: its name, or its id.")
@click.option("--take-new", is_flag=True, help="Take what is not known yet.")
@click.option("--take", "rows", multiple=True, type=int, help="Take this row too.")
@click.option("--json", "as_json", is_flag=True, help="The report for a program.")
def bring(file: Path, number: str, name: str | None, take_new: bool,
          rows: tuple[int, ...], as_json: bool) -> None:  # fmt: skip
    """Hold the answers in FILE (CSV, YAML or JSON) against a case; take them if asked to.

    Without --take-new and --take nothing is kept, but that somebody looked. What differs
    from an answer is taken only by its row, and what stood there stays in the history. Of
    a case that not everybody of the firm may open, no answer that is known is told.
    """
    from harborlight.firm.tenancy import inside

    case = _case(number, name)
    with inside(case.firm):
        report = _report(case, file, take_new=take_new, rows=rows)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_told(report)))


def _case(number: str, name: str | None) -> Case:
    from harborlight.cases.models import Case
    from harborlight.firm.tenancy import everywhere

    with everywhere("an operator names the firm and the case"):
        found = Case._default_manager.filter(number=number).select_related("firm")
        several = [
            one for one in found if name in (None, one.firm.name, str(one.firm_id))
        ]
    if len(several) == 1:
        return several[0]
    why = "Several firms have" if several else "No firm has"
    raise click.ClickException(f"{why} a case {number}. Name the firm with --firm.")


def _report(
    case: Case, file: Path, *, take_new: bool, rows: tuple[int, ...]
) -> dict[str, Any]:
    from django.db import transaction

    from harborlight.config.remapping import is_sealed
    from harborlight.facts.actions import bring_file, note_held_against
    from harborlight.facts.bringing import UnfitFile, offered, read_file
    from harborlight.firm.actor import Actor
    from harborlight.firm.clock import today

    actor, day = Actor.operator(case.firm, login()), today(case.firm.time_zone)
    try:
        found = read_file(file.name, [file.read_bytes()])
    except UnfitFile as why:
        raise click.ClickException(str(why)) from why
    with transaction.atomic():
        brought = bring_file(actor, case, file_name=file.name, rows=found)
        several = offered(actor, brought, on=day, language="en")
        taken = 0
        if take_new or rows:
            taken = _take(actor, brought, several, take_new, rows)
        else:
            transaction.set_rollback(True)
    if not (take_new or rows):
        note_held_against(actor, case, file_name=file.name)
    sealed = is_sealed(case)
    return {
        "case": case.number,
        "taken": taken,
        "sealed": sealed,
        "rows": [_row(one, sealed) for one in several],
    }


def _take(
    actor: Actor,
    brought: Brought,
    several: list[Offered],
    take_new: bool,
    rows: tuple[int, ...],
) -> int:
    """Take what was asked for; the rest waits at the case, for whoever works on it."""
    from harborlight.facts.actions import take_brought
    from harborlight.firm.clock import today

    over = {
        one.number: one.over
        for one in several
        if one.number in rows or (take_new and one.standing == "new")
    }
    if odd := sorted({*rows} - {one.number for one in several if one.may_be_taken}):
        raise click.ClickException(f"Row {odd[0]} cannot be taken. Nothing was.")
    day = today(actor.firm.time_zone)
    return take_brought(actor, brought, over=over, on=day).count


def _row(one: Offered, sealed: bool) -> dict[str, Any]:
    """sealed: what is known is read on the page of the case, by those who may."""
    said = {"row": one.number, "fact": one.path, "standing": one.standing}
    now = "" if sealed else one.now
    told = {"label": one.label, "said": one.said, "now": now, "why": one.why}
    return said | {name: str(value) for name, value in told.items() if value}


def _told(report: dict[str, Any]) -> Iterator[str]:
    for row in report["rows"]:
        now = f" (now: {row['now']})" if "now" in row else ""
        now = now if row["standing"] == "differs" else ""
        why = f": {row['why']}" if "why" in row else ""
        said = f" {row['said']}" if "said" in row else ""
        yield f"{row['row']}: {SAID[row['standing']]}: {row['fact']}{said}{now}{why}"
    if report["sealed"]:
        yield "Not everybody may open this case: its answers stand on its page alone."
    yield f"Case {report['case']}: {report['taken']} answers taken."
