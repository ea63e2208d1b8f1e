from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from harborlight.config.cli import login, settled

if TYPE_CHECKING:
    from harborlight.firm.models import Firm


@click.group("audit")
def command() -> None:
    """The log of everything that happened: prove that nobody changed it, take it away."""


@command.command("verify")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
def verify(name: str | None) -> None:
    """Read every firm's log from its first row to its last and check every hash.

    Ends with 1 and names the row if one was changed, removed, added or moved.
    It writes nothing, so it can be run on a copy or a backup.
    """
    settled()
    from harborlight.firm.chain import verify as prove
    from harborlight.firm.tenancy import inside

    broken = 0
    for firm in _firms(name):
        with inside(firm):
            proof = prove(firm)
        if proof.broken is None:
            click.echo(f"{firm}: {proof.events} events, none changed. {proof.head}")
            continue
        broken += 1
        row = f", row {proof.broken.event_id}" if proof.broken.event_id else ""
        click.echo(
            f"{firm}: BROKEN at number {proof.broken.n}{row}: {proof.broken.why}."
        )
    raise SystemExit(1 if broken else 0)


@command.command("export")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
@click.option(
    "--output", type=click.File("w"), default="-", help="A file; else printed."
)
def export(name: str | None, output: TextIO) -> None:
    """Every sealed event as JSON Lines, oldest first, with its words and its hash.

    The words are in clear: keep the file as carefully as the files of the cases.
    That it was taken out is an event itself, in the name of whoever is at the server.
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
    from harborlight.firm.models import Event
    from harborlight.firm.vault.events import words_of

    last = 0
    while True:
        rows = [*Event.objects.filter(n__gt=last).order_by("n")[:500]]
        if not rows:
            return
        said = words_of(firm, rows)
        for row in rows:
            yield {
                "firm": str(firm.pk),
                "n": row.n,
                "id": str(row.pk),
                "at": row.at.isoformat(),
                "kind": row.kind,
                "user": str(row.user_id or ""),
                "role": row.role,
                "case": str(row.case_id or ""),
                "subject": f"{row.subject_kind}:{row.subject_id or ''}",
                "place": row.place,
                "words": said[row.pk],
                "hash": row.hash,
            }
        last = rows[-1].n or 0


def _firms(name: str | None) -> list[Firm]:
    from harborlight.firm.models import Firm

    firms = [*Firm.objects.order_by("founded_at", "pk")]
    found = [firm for firm in firms if name in (None, firm.name, str(firm.pk))]
    if name is not None and not found:
        raise click.ClickException(f"There is no firm {name!r}.")
    return found
