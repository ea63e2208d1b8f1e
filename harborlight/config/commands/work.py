from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.command("work")
def command() -> None:
    """Do the background work: events, jobs, schedule. Any number of these may run."""
    settled()
    from harborlight.config.commands.migrate import need_walls
    from harborlight.config.server import end_with_parent
    from harborlight.config.worker import Worker

    need_walls()
    end_with_parent()
    Worker().run()
