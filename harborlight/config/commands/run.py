from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from urllib.parse import urlsplit

import click

from harborlight.config.cli import settled

DEMONSTRATION = "harborlight.config.demo"


@click.command("run")
@click.option("--demo", is_flag=True, help="Found a demonstration firm, once.")
def command(demo: bool) -> None:
    """Prepare the database, then serve the pages and do the background work."""
    settled()
    from django.conf import settings

    from harborlight.config.commands.assets import gather_what_changed
    from harborlight.config.commands.migrate import need_walls, prepare_database
    from harborlight.config.server import (
        PortInUse,
        Supervisor,
        check_port,
        end_with_parent,
    )

    try:
        check_port("127.0.0.1", settings.PORT)
    except PortInUse as error:
        raise click.ClickException(str(error)) from None
    end_with_parent()
    gather_what_changed()
    prepare_database()
    need_walls()
    sign_ins = load_demonstration() if demo else []
    supervisor = Supervisor("serve", "work")
    supervisor.when_served(settings.PORT, lambda: greet(settings.SITE_URL, sign_ins))
    host = urlsplit(settings.SITE_URL).netloc
    supervisor.ask_each_minute(settings.PORT, host)
    supervisor.run()


def load_demonstration() -> Iterable[str]:
    """Found the demonstration firm if it is not there; lines that say how to sign in."""
    if importlib.util.find_spec(DEMONSTRATION) is None:
        return []
    from django.db import connections

    lines: Iterable[str] = importlib.import_module(DEMONSTRATION).load() or []
    connections.close_all()
    return lines


def greet(address: str, sign_ins: Iterable[str]) -> None:
    click.echo(f"\nHarborlight is open at {address}\n")
    for line in sign_ins:
        click.echo(f"  {line}")
    click.echo("\nCtrl-C stops it; what you did is kept.")
