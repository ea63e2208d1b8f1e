from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, TextIO
from uuid import UUID

import click

from harborlight.config.cli import login, settled

if TYPE_CHECKING:
    from harborlight.firm.chain import Proof
    from harborlight.firm.chain_rows import Row
    from harborlight.firm.models import Firm


# Of a log that was broken in many places, so many are listed.
SHOWN = 20
AT_ONCE = 500


@click.group("audit")
def command() -> None:
    """The log of everything that happened: prove that nobody changed it, take it away."""


@command.command("verify")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
def verify(name: str | None) -> None:
    """Read every firm's log from its first row to its last and check every hash.

    Ends with 1 and names the rows that were changed, removed, added or moved, and says
    if the log was cut off at its end.
    It writes nothing, so it can be run on a copy or a backup.
    """
    settled()
    from harborlight.firm.chain import verify as prove
    from harborlight.firm.tenancy import inside

    broken = 0
    for firm in _firms(name):
        with inside(firm):
            proof = prove(firm)
        broken += proof.broken is not None
        for line in _in_words(firm, proof):
            click.echo(line)
    raise SystemExit(1 if broken else 0)


def _in_words(firm: Firm, proof: Proof) -> Iterator[str]:
    """What was found in a firm's log."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    if proof.broken is None:
        said = {"firm": firm, "n": proof.events, "head": proof.head}
        whole = ngettext(
            "%(firm)s: %(n)s event, not changed. %(head)s",
            "%(firm)s: %(n)s events, none changed. %(head)s",
            proof.events,
        )
        yield whole % said
        return
    for one in proof.found[:SHOWN]:
        row = _(", row %(row)s") % {"row": one.event_id} if one.event_id else ""
        said = {"firm": firm, "n": one.n, "row": row, "why": one.why}
        yield _("%(firm)s: BROKEN at number %(n)s%(row)s: %(why)s.") % said
    if more := len(proof.found[SHOWN:]):
        others = ngettext(
            "%(firm)s: and in %(n)s more place.",
            "%(firm)s: and in %(n)s more places.",
            more,
        )
        yield others % {"firm": firm, "n": more}


@command.command("export")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
@click.option(
    "--output", type=click.File("w"), default="-", help="A file; else printed."
)
def export(name: str | None, output: TextIO) -> None:
    """Every sealed event as JSON Lines, oldest first, with its words and its hash.

    The words are in clear: keep the file as carefully as the files of the cases.
    That it was taken out is an event itself, in the name of whoever is at the server.
    A row that somebody damaged is written as far as it can be read.
    """
    settled()
    from harborlight.firm.actions import note_export
    from harborlight.firm.actor import Actor
    from harborlight.firm.models import Event
    from harborlight.firm.tenancy import inside

    for firm in _firms(name):
        with inside(firm):
            count = Event.objects.filter(n__isnull=False).count()
            operator = Actor.operator(firm, login())
            note_export(operator, count=count, what="everything")
            for row in _rows(firm):
                output.write(f"{json.dumps(row, ensure_ascii=False)}\n")


def _rows(firm: Firm) -> Iterator[dict[str, object]]:
    from harborlight.firm.chain_rows import sealed_rows

    for several in _batches(row for row, _end in sealed_rows(firm)):
        said = _words(firm, [row for row in several if not row.unreadable])
        for row in several:
            told = row.said
            yield {
                "firm": told["firm_id"],
                "n": told["n"] if row.n is None else row.n,
                "id": told["id"],
                "at": told["at"],
                "kind": told["kind"],
                "user": told["user_id"],
                "role": told["role"],
                "case": told["case_id"],
                "subject": f"{told['subject_kind']}:{told['subject_id']}",
                "place": told["place"],
                "words": said.get(told["id"], {}),
                "hash": told["hash"],
                **({"unreadable": [*row.unreadable]} if row.unreadable else {}),
            }


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while several := [*islice(rows, AT_ONCE)]:
        yield several


def _words(firm: Firm, rows: list[Row]) -> dict[str, dict[str, object]]:
    from harborlight.firm.models import Event
    from harborlight.firm.vault.events import words_of

    events = [
        Event(
            id=UUID(row.said["id"]),
            case_id=UUID(case) if (case := row.said["case_id"]) else None,
            words=row.words,
        )
        for row in rows
    ]
    return {str(pk): said for pk, said in words_of(firm, events).items()}


def _firms(name: str | None) -> list[Firm]:
    from harborlight.firm.models import Firm

    firms = [*Firm.objects.order_by("founded_at", "pk")]
    found = [firm for firm in firms if name in (None, firm.name, str(firm.pk))]
    if name is not None and not found:
        raise click.ClickException(f"There is no firm {name!r}.")
    return found
