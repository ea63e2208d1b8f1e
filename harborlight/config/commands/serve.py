from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.command("serve")
@click.option(
    "--host",
    envvar="HARBORLIGHT_BIND",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at (HARBORLIGHT_BIND).",
)
@click.option("--port", type=int, help="The port to listen at (PORT).")
@click.option("--workers", type=int, help="Processes (HARBORLIGHT_WORKERS).")
def command(host: str, port: int | None, workers: int | None) -> None:
    """Serve the pages, without background work (that is `harborlight work`)."""
    settled()
    from django.conf import settings

    from harborlight.config.commands.assets import gather_what_changed
    from harborlight.config.commands.migrate import need_walls
    from harborlight.config.server import PortInUse, serve

    need_walls()
    gather_what_changed()
    try:
        serve(host, port or settings.PORT, workers or settings.WORKERS)
    except PortInUse as error:
        raise click.ClickException(str(error)) from None
