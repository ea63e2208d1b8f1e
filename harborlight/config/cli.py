"""The shell command: `harborlight --help`."""

from __future__ import annotations

import getpass
import importlib
import os
import pkgutil

import click

from harborlight.config import commands

# What these make is for everybody: sentences, and what browsers fetch.
FOR_EVERYBODY = ("assets", "messages")
OURS_ALONE = 0o077


class House(click.Group):
    """Finds its subcommands in harborlight/config/commands, and loads only the one asked for.

    A module there offers `command`, or a group of that name; the module's name
    with underscores as hyphens is the subcommand's.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{commands.__name__}.{cmd_name.replace('-', '_')}"
        command: click.Command = importlib.import_module(name).command
        return command


@click.group(cls=House)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Harborlight: the office of an immigration law firm, and the waiting room of its clients."""
    if ctx.invoked_subcommand not in FOR_EVERYBODY:
        os.umask(OURS_ALONE)


def settled() -> None:
    """Set Django up, for the subcommands that need it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")
    import django

    django.setup()
    from harborlight.config.private import close_to_others

    close_to_others()


def login() -> str:
    """Who is at the server, as the machine calls them; nothing where it does not know."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


if __name__ == "__main__":
    main()
