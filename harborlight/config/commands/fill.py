"""Filling an official form from the shell: facts in, a PDF and a report out."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from harborlight.config.cli import settled

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_PLACE = click.Path(dir_okay=False, path_type=Path)


@click.command("fill")
@click.argument("form")
@click.option("--facts", required=True, type=A_FILE, help="Facts as JSON.")
@click.option("--blank", required=True, type=A_FILE, help="The agency's own blank.")
@click.option("--out", required=True, type=A_PLACE, help="Where the filled form goes.")
@click.option(
    "--client", default="", help="For whom a G-28 is: petitioner, beneficiary."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of filing.")
@click.option("--json", "as_json", is_flag=True, help="The report for a program.")
def command(form: str, facts: Path, blank: Path, out: Path, client: str,
            on: datetime | None, as_json: bool) -> None:  # fmt: skip
    """Fill FORM from facts in a file, and say what was filled, missing and overflowed.

    The facts are those of `harborlight facts schema`. Nothing is kept: neither the
    facts nor the form enter a case.
    """
    settled()
    from harborlight.firm.clock import now

    report = _filled(form.upper(), facts, blank, out, client, on or now())
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_told(report, out)))


def _filled(
    form: str, facts: Path, blank: Path, out: Path, client: str, on: datetime
) -> dict[str, Any]:
    """Write the filled form; the report on it."""
    from harborlight.filings.from_file import (
        UnfitBlank,
        UnfitFacts,
        fill_from_file,
        pack_for,
    )
    from harborlight.law.packs import NoSuchClient
    from harborlight.papers.opening import UnreadablePdf
    from harborlight.papers.preparing import prepare

    content, day = blank.read_bytes(), on.date()
    try:
        sha256 = hashlib.sha256(content).hexdigest()
        pack = pack_for(form, content, sha256, on=day)
        told = _read(facts)
        made = fill_from_file(prepare(content), pack, told, on=day, client=client)
    except (UnfitBlank, UnfitFacts, UnreadablePdf) as why:
        raise click.ClickException(str(why)) from why
    except NoSuchClient as why:
        raise click.ClickException(f"{why}. Say whom with --client.") from why
    _write(out, made.pdf)
    return {"out": str(out), "blank": sha256, **made.report}


def _read(facts: Path) -> Any:
    try:
        return json.loads(facts.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as why:
        raise click.ClickException(f"{facts} is no JSON: {why}") from why


def _write(out: Path, pdf: bytes) -> None:
    """All of it or nothing: a form cut in half looks like a whole one."""
    scratch = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        scratch.write_bytes(pdf)
        scratch.replace(out)
    except OSError as why:
        raise click.ClickException(f"{out} cannot be written: {why.strerror}.") from why


def _told(report: dict[str, Any], out: Path) -> Iterator[str]:
    yield f"Form {report['form']}, edition {report['edition']}: {out}"
    yield f"{len(report['filled'])} boxes filled on {report['pages']} pages."
    for key, title in (("missing", "Missing"), ("overflowed", "Told elsewhere"),
                       ("not_printed", "Not printed"), ("problems", "To see to")):  # fmt: skip
        if report[key]:
            yield f"{title}:"
        for row in report[key]:
            where = f"page {row['page']}, {row['item']}: " if "page" in row else ""
            yield f"  {where}{_said(row)}"
    for row in report["signatures"]:
        yield f"To sign in ink: the {row['party']}, page {row['page']}, {row['item']}."
    if not report["reviewed"]:
        yield "No lawyer has reviewed yet how this form is filled: read every page."


def _said(row: dict[str, Any]) -> str:
    if "fact" in row:
        return f"{row['title'] or row['fact']} ({row['fact']})"
    if "text" in row:
        return f"{row['text']} [{row['on']}]"
    return f"{row['sentence']} {row.get('value') or row.get('detail') or ''}".strip()
