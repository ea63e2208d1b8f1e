from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.group("keys")
def command() -> None:
    """The keys that files, fields and the log are encrypted under."""


@command.command("rotate")
def rotate() -> None:
    """Make a new master key and a new key for every firm, and wrap everything anew.

    Files and fields stay readable all the while. If it is interrupted, run it again:
    it goes on where it stopped. Restart the servers and workers afterwards, and keep
    the new master keys where you keep the old ones, apart from the backups.

    With HARBORLIGHT_MASTER_KEYS, add a key with the next number there first.
    """
    settled()
    from django.conf import settings

    from harborlight.config.keys import KeptInFile, add_master_key
    from harborlight.firm.models import Firm
    from harborlight.firm.vault.rotation import rotate as rotate_firm
    from harborlight.firm.vault.rotation import unfinished

    firms = [*Firm.objects.order_by("founded_at", "pk")]
    if any(unfinished(firm) for firm in firms):
        click.echo("Going on with the rotation that was begun.")
    elif not isinstance(settings.MASTER_KEYS, KeptInFile):
        raise click.ClickException(
            "The master keys come from HARBORLIGHT_MASTER_KEYS. Add "
            f"{max(settings.MASTER_KEYS) + 1}:BASE64 to it, for example with "
            "`openssl rand -base64 32`, and run this again."
        )
    else:
        settings.MASTER_KEYS = grown = add_master_key(settings.MASTER_KEYS)
        click.echo(f"Master key {max(grown)} is in {grown.path}.")
    for firm in firms:
        if not unfinished(firm):
            continue
        done = rotate_firm(firm)
        told = ", ".join(f"{count} {what}" for what, count in done.items())
        click.echo(f"{firm}: {told}.")
    click.echo("Done. Restart the servers and workers, and keep the new keys safe.")
