"""Who gets in where: the table `access.yaml`, and proposals for it.

    python -m tests.guards.access --propose          rows for routes that have none
    python -m tests.guards.access --propose --all    the whole table anew

A proposal says what the code does now, not what it should do: read every row.
It runs in a database of its own, in memory, and touches no other.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from tests.guards.asking import Route
    from tests.guards.world import World

TABLE = Path(__file__).with_name("access.yaml")
REST = "everybody else"


@cache
def table() -> dict[str, dict[str, dict[str, list[str] | str]]]:
    """Route, method, outcome, and those who are answered so."""
    return yaml.load(TABLE.read_text(), Loader=yaml.CSafeLoader)["routes"] or {}


@cache
def groups() -> dict[str, frozenset[str]]:
    """Names that stand for several: sets of harborlight/firm/roles.py."""
    from harborlight.firm import roles
    from tests.guards.world import ROLES, SIGNED_OUT

    named = {"desk": roles.DESK, "clients": roles.CLIENTS}
    named |= {
        "case team": roles.CASE_TEAM,
        "openers": roles.OPENERS,
        "case readers": roles.CASE_READERS,
        "file readers": roles.roles(
            roles.OPENERS,
            roles.Role.CLIENT_SERVICES,
            roles.Role.AUDITOR,
            roles.GUESTS,
        ),
        "lawyers": roles.LAWYERS,
        "money": roles.MONEY,
        "office": roles.OFFICE,
    }
    everybody = {
        "signed in": frozenset(map(str, ROLES)),
        "everybody": frozenset([*map(str, ROLES), SIGNED_OUT]),
    }
    return {name: frozenset(map(str, some)) for name, some in named.items()} | everybody


def expected(row: dict[str, list[str] | str], names: list[str]) -> dict[str, str]:
    """What each of these is answered, by one row of the table."""
    rest, said = "", {}
    for outcome, who in row.items():
        for entry in [who] if isinstance(who, str) else who:
            if entry == REST:
                rest = str(outcome)
            for name in groups().get(entry, {entry}):
                assert name not in said, f"{name} stands in the row twice"
                said[name] = str(outcome)
    assert rest or set(names) <= set(said), "somebody is missing"
    return {name: said.get(name, rest) for name in names}


def found(world: World, route: Route, method: str) -> dict[str, str]:
    """What each insider is answered."""
    from tests.guards.asking import ask

    address = route.address(world.first)
    return {
        persona.name: ask(world, persona, method, address).outcome
        for persona in world.insiders
    }


def proposed(answers: dict[str, str]) -> dict[str, list[str] | str]:
    """The shortest row that says so."""
    by_outcome: dict[str, set[str]] = {}
    for name, outcome in answers.items():
        by_outcome.setdefault(outcome, set()).add(name)
    largest = max(by_outcome, key=lambda outcome: (len(by_outcome[outcome]), outcome))
    row: dict[str, Any] = {}
    for outcome in sorted(by_outcome, key=lambda one: (one != "in", one)):
        whole = set(by_outcome[outcome])
        if outcome == largest and outcome != "in" and len(by_outcome) > 1:
            row[outcome] = REST
            continue
        row[outcome] = _in_groups(whole)
    return row


def _in_groups(whole: set[str]) -> list[str] | str:
    left, said = set(whole), []
    for name, some in sorted(groups().items(), key=lambda item: -len(item[1])):
        if len(some) > 1 and some <= left:
            said.append(name)
            left -= some
    said += sorted(left)
    return said[0] if len(said) == 1 else said


def lines(name: str, rows: dict[str, Any]) -> str:
    """A route of the table as it is written there."""
    said = [f"  {name}:"]
    for method, row in rows.items():
        plain = {int(k) if k.isdigit() else k: who for k, who in row.items()}
        whole = yaml.safe_dump(
            plain, default_flow_style=True, width=10_000, sort_keys=False
        ).strip()
        said.append(f"    {method}: {whole}")
    return "\n".join(said)


def propose(everything: bool) -> None:
    from tests.guards.asking import routes

    with _world() as world:
        for route in routes():
            if not everything and route.name in table():
                continue
            try:
                rows = {m: proposed(found(world, route, m)) for m in route.methods}
                print(lines(route.name, rows), flush=True)
            except Exception as error:
                print(f"  # {route.name}: {type(error).__name__}: {error}", flush=True)


def _world() -> Any:
    from contextlib import contextmanager

    from django.core.management import call_command
    from django.db import connection, transaction

    from harborlight.firm import sightings
    from harborlight.firm.walls import raise_walls
    from tests.guards.world import build

    sightings.WRITE_AFTER_SECONDS = 3600.0

    @contextmanager
    def made() -> Any:
        connection.creation.create_test_db(verbosity=0, serialize=False)
        call_command("createcachetable", verbosity=0)
        raise_walls(connection)
        with transaction.atomic():
            yield build()
            transaction.set_rollback(True)
        sightings._noted.clear()

    return made()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "harborlight.config.settings"
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HARBORLIGHT_HOME"] = home
        import django

        django.setup()
        logging.disable()
        propose("--all" in sys.argv[1:])
