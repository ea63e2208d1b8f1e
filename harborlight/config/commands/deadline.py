"""A deadline from the shell, with the reasons of each day."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from harborlight.config.cli import settled

DAY = click.DateTime(["%Y-%m-%d"])
LIST = "rules"


@click.command("deadline")
@click.argument("rule")
@click.option("--from", "start", type=DAY, help="The day from which it is counted.")
@click.option(
    "--served",
    type=click.Choice(["mail", "online", "person", "abroad"]),
    help="How the notice was served; by mail where nothing is said.",
)
@click.option("--answered", type=click.Choice(["paper", "online"]),
              help="How it is answered; an answer online does not roll.")  # fmt: skip
@click.option("--set", "sets", multiple=True, metavar="NAME=VALUE",
              help="Another input of the rule, as often as needed.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The answer for a program.")
def command(rule: str, start: datetime | None, served: str | None,
            answered: str | None, sets: tuple[str, ...], as_json: bool) -> None:  # fmt: skip
    """Count the deadline of RULE (D01 to D42), or list them all with `rules`.

    Not legal advice: no lawyer has compared these rules with their sources yet.
    """
    settled()
    from harborlight.law.deadlines.types import NotCounted

    if rule == LIST:
        _list(as_json)
        return
    try:
        answer = _counted(rule, start, served, answered, sets)
    except NotCounted as why:
        raise click.ClickException(str(why)) from why
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(answer)))


def _counted(rule: str, start: datetime | None, served: str | None,
             answered: str | None, sets: tuple[str, ...]) -> dict[str, Any]:  # fmt: skip
    from harborlight.deadlines.telling import because, nothing_in_force
    from harborlight.law.deadlines.counting import count
    from harborlight.law.deadlines.plain import answer
    from harborlight.law.deadlines.reading import get_rule
    from harborlight.law.deadlines.told import read

    found = get_rule(rule)
    said = _said(sets)
    names = {one.name for one in found.inputs}
    if start:
        said[found.counts_from] = start.date().isoformat()
    # Where the rule knows no difference, nothing is said of it.
    for name, value in (("served", served), ("answered", answered)):
        if value and name in names:
            said[name] = value
    result = count(found.id, read(found, said))
    made = answer(result)
    for told, one in zip(made["others"], result.others, strict=True):
        told["because"] = because(one)
    if result.counted:
        return {**made, "because": because(result.counted)}
    return {**made, "because": [nothing_in_force(result)]}


def _said(sets: tuple[str, ...]) -> dict[str, str]:
    from harborlight.law.deadlines.types import NotCounted

    pairs = [one.partition("=") for one in sets]
    for name, equals, _value in pairs:
        if not equals:
            raise NotCounted(f"Write --set {name}=VALUE.")
    return {name.strip(): value for name, _equals, value in pairs}


def _list(as_json: bool) -> None:
    from harborlight.law.deadlines.plain import listed
    from harborlight.law.deadlines.reading import rules

    if not as_json:
        for rule in rules().values():
            click.echo(f"{rule.id}  {rule.title['en']} (from {rule.counts_from})")
        return
    click.echo(json.dumps(listed(), ensure_ascii=False, indent=1))


def _lines(answer: dict[str, Any]) -> list[str]:
    skipped = {"because", "others", "inputs", "findings", "source", "title", "rule"}
    lines = [f"{answer['rule']}: {answer['title']}"]
    lines += [f"  {name}: {value}" for name, value in answer.items()
              if name not in skipped and value is not None]  # fmt: skip
    lines += [f"- {sentence}" for sentence in answer["because"]]
    for other in answer["others"]:
        lines.append(f"Not in force ({other['status']}):")
        lines += [f"- {sentence}" for sentence in other["because"]]
    return lines
