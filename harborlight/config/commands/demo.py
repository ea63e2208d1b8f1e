from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.command("demo")
def command() -> None:
    """Found the demonstration firm, if it is not there, and say how to sign in.

    Everybody in it is invented, and everybody knows the password: do not do this
    where real clients are. Running it again changes nothing.
    """
    settled()
    from harborlight.config.commands.migrate import prepare_database
    from harborlight.config.demo import load

    prepare_database()
    for line in load():
        click.echo(line)
