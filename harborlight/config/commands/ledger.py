"""The ledger's rules, tried from outside."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harborlight.config.cli import settled

if TYPE_CHECKING:
    from harborlight.config.replay.telling import Result


@click.group("ledger")
def command() -> None:
    """Try the rules of the trust ledger, away from every client's money."""


@command.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Each result for a program.")
def replay(file: Path, as_json: bool) -> None:
    """Play the operations of FILE on an empty ledger, in a database of its own.

    It prints each result (allowed, or refused with its rule) and every balance.
    docs/ledger-replay.md says what stands in FILE. It ends with 1 where an operation
    came out otherwise than its `expect` says, and touches no database of the house.
    """
    try:
        said = json.loads(file.read_text())
    except (UnicodeDecodeError, json.JSONDecodeError) as why:
        raise click.ClickException(f"{file.name} is no JSON: {why}") from why
    if not isinstance(said, dict):
        raise click.ClickException(f"{file.name} holds no object.")
    with tempfile.TemporaryDirectory(prefix="harborlight-replay-") as folder:
        as_wanted = _played(said, Path(folder), as_json=as_json)
    raise SystemExit(0 if as_wanted else 1)


def _played(said: dict[str, Any], folder: Path, *, as_json: bool) -> bool:
    """Whether all came out as the file expects."""
    _away_from_the_house(folder)
    settled()
    from django.db import connections

    from harborlight.config.replay.scene import BadFile
    from harborlight.config.replay.telling import replay as played

    _make_tables()
    as_wanted = True
    try:
        for result in played(said):
            as_wanted = as_wanted and result.expected and result.balances.agree
            click.echo(json.dumps(result.told()) if as_json else _line(result))
    except BadFile as why:
        raise click.ClickException(str(why)) from why
    finally:
        connections.close_all()
    return as_wanted


def _away_from_the_house(folder: Path) -> None:
    """Whatever database the house is set to, this one is a file in an empty folder."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "HARBORLIGHT_BUCKET"):
        os.environ.pop(name, None)
    os.environ["HARBORLIGHT_HOME"] = str(folder)


def _make_tables() -> None:
    """The tables and their walls at once: no older database is there to upgrade."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from harborlight.firm.walls import raise_walls

    settings.MIGRATION_MODULES = {one.label: None for one in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    raise_walls(connection)


def _line(result: Result) -> str:
    ends = f"{result.result} {result.rule}".strip()
    lines = [f"{result.number} {result.op}: {ends}{'' if result.expected else ' (!)'}"]
    if result.why:
        lines.append(f"  {result.why}")
    known = result.balances.accounts
    shown = ("trust bank", "operating bank", "firm float")
    lines.append("  " + ", ".join(f"{name} {_dollars(known[name])}" for name in shown))
    for name, one in result.balances.matters.items():
        lines.append(
            f"  {name}: ledger {_dollars(one.ledger)}, cleared {_dollars(one.cleared)}, "
            f"held {_dollars(one.held)}, available {_dollars(one.available)}"
        )
    return "\n".join(lines)


def _dollars(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02}"
