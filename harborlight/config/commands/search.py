from __future__ import annotations

from typing import TYPE_CHECKING

import click

from harborlight.config.cli import settled

if TYPE_CHECKING:
    from harborlight.firm.models import Firm


@click.group("search")
def command() -> None:
    """The index of what stands in papers: how it is, and making it anew."""


@command.command("rebuild")
@click.option("--firm", "name", help="Only this firm: its name, or its id.")
@click.option(
    "--afresh", is_flag=True, help="Throw away what is there and begin again."
)
def rebuild(name: str | None, afresh: bool) -> None:
    """Make the index of the papers anew, firm by firm, from what was read of them.

    If it is interrupted, run it again: it goes on where it stopped. People can search
    all the while, and find what is in it so far. Nothing is read anew.
    """
    settled()
    from harborlight.firm.tenancy import inside
    from harborlight.search.index import is_on

    if not is_on():
        raise click.ClickException(
            "Papers are not indexed here: set HARBORLIGHT_SEARCH_DATABASE first "
            "(docs/operators.md)."
        )
    for firm in _firms(name):
        with inside(firm):
            from harborlight.documents.indexing import restart

            goes_on = restart(firm, afresh=afresh)
        click.echo(f"{firm}: {'going on where it stopped' if goes_on else 'begun'}.")
        _rebuild(firm)


def _rebuild(firm: Firm) -> None:
    from harborlight.documents.indexing import rebuild_step
    from harborlight.documents.models import Version
    from harborlight.firm.actor import Actor
    from harborlight.firm.tenancy import inside
    from harborlight.search.index import index_of

    clock, index, done = Actor.clock(firm), index_of(firm.pk), 0
    with inside(firm):
        of = Version.objects.count()
    while True:
        # A transaction a step: nobody waits for the whole of it.
        with inside(firm):
            step = rebuild_step(clock, index)
        if not step:
            break
        done += step
        click.echo(f"{firm}: {done} of {of} versions of papers.")
    click.echo(f"{firm}: done.")


def _firms(name: str | None) -> list[Firm]:
    from harborlight.firm.models import Firm

    firms = [*Firm.objects.order_by("founded_at", "pk")]
    found = [firm for firm in firms if name in (None, firm.name, str(firm.pk))]
    if name is not None and not found:
        raise click.ClickException(f"There is no firm {name!r}.")
    return found
