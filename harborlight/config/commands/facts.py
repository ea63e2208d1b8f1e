"""The catalogue of facts, from the shell."""

from __future__ import annotations

import json

import click

from harborlight.config.cli import settled


@click.group("facts")
def command() -> None:
    """What may be known of the people of a case."""
    settled()


@command.command("schema")
def schema() -> None:
    """Print the catalogue as JSON Schema (draft 2020-12), for `fill --facts`."""
    from harborlight.facts.schema import schema as whole

    click.echo(json.dumps(whole(), ensure_ascii=False, indent=1))
