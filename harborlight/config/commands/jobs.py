from __future__ import annotations

from typing import TYPE_CHECKING

import click

from harborlight.config.cli import login, settled

if TYPE_CHECKING:
    from uuid import UUID

    from harborlight.firm.models import Job

STATES = ("ready", "running", "done", "given up")


@click.group("jobs")
def command() -> None:
    """The background work of all firms: what waits, what failed and why."""


@command.command("list")
@click.option(
    "--state",
    type=click.Choice(STATES),
    default="given up",
    show_default=True,
    help="Which jobs.",
)
@click.option("--limit", default=50, show_default=True, help="How many, newest first.")
def list_(state: str, limit: int) -> None:
    """Print jobs in one state, with the last error of each."""
    settled()
    from harborlight.firm.models import Job
    from harborlight.firm.tenancy import everywhere

    with everywhere("an operator looks at the background work of all firms"):
        rows = [
            *Job.objects.filter(state=state)
            .select_related("firm")
            .order_by("-enqueued_at")[:limit]
        ]
    for job in rows:
        whose = job.firm.name if job.firm else "the house"
        click.echo(f"{job.pk}  {job.task}  for {whose}, tried {job.attempts} times")
        if job.errors:
            click.echo(f"    {job.errors[-1]['trace'].strip().splitlines()[-1]}")
    if not rows:
        click.echo(f"No job is {state}.")


@command.command("retry")
@click.argument("job_id", required=False, type=click.UUID)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="All that was given up, but messages that may have gone out.",
)
def retry(job_id: UUID | None, everything: bool) -> None:
    """Put a job that was given up (or all of them) back into the queue."""
    settled()
    from harborlight.firm.queue import given_up
    from harborlight.firm.tenancy import everywhere

    if job_id is None and not everything:
        raise click.UsageError("Name a job (see `jobs list`), or say --all.")
    with everywhere("an operator asks again for what was given up"):
        found = given_up(None if everything else job_id)
        rows = [job for job in found if not (everything and job.may_be_sent)]
    count = sum(_is_asked_again(job) for job in rows)
    click.echo(f"{count} in the queue again.")
    if not count and not everything:
        raise SystemExit(1)


def _is_asked_again(job: Job) -> bool:
    """By an event in the firm's log; the house's own jobs belong to no log."""
    from harborlight.firm.actions import NotGivenUp, retry_job
    from harborlight.firm.actor import Actor
    from harborlight.firm.queue import ask_again
    from harborlight.firm.tenancy import inside

    if job.firm is None:
        return bool(ask_again(job.pk))
    with inside(job.firm):
        try:
            retry_job(Actor.operator(job.firm, login()), job)
        except NotGivenUp:
            return False
    return True
