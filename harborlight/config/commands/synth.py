from __future__ import annotations

import secrets

import click

from harborlight.config.cli import settled


@click.command("synth")
@click.option("--cases", type=click.IntRange(1), required=True, help="How many cases.")
@click.option(
    "--firm",
    default="Lakeshore Immigration",
    show_default=True,
    help="What the firm is called.",
)
@click.option("--seed", default=1, show_default=True, help="Another seed, other lives.")
@click.option("--password", default="", help="Everybody's password; else one is made.")
@click.option(
    "--papers",
    default=500,
    show_default=True,
    help="Of how many of the newest cases the files are written, not only their rows.",
)
def command(cases: int, firm: str, seed: int, password: str, papers: int) -> None:
    """Write a made-up firm with whole histories, for trying out scale.

    Nothing of it is real. Everybody in it signs in with the password that is shown.
    """
    settled()
    from harborlight.config.commands.migrate import prepare_database
    from harborlight.config.synth.running import sign_ins, write_firm

    password = password or secrets.token_urlsafe(12)
    prepare_database()
    made = write_firm(
        firm,
        cases=cases,
        seed=seed,
        password=password,
        papers=papers,
        say=click.echo,
    )
    click.echo(f"\n{made.name}: everybody's password is {password}")
    for line in sign_ins(made):
        click.echo(f"  {line}")
