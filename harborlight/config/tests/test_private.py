"""Who has another account on the machine reads nothing of ours."""

import os
import subprocess
import sys
from shutil import copytree

import pytest


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """What the first command makes, in a shell that lets everybody read."""
    made = tmp_path_factory.mktemp("first") / "home"
    command(made, "migrate")
    return made


@pytest.fixture
def home(migrated, tmp_path):
    return copytree(migrated, tmp_path / "home")


def command(home, *words):
    """A command of a shell in which everybody may read what is made."""
    environment = {**os.environ, "HARBORLIGHT_HOME": str(home)}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "harborlight.config.cli", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        umask=0o022,
    )


def open_to_others(home):
    return [
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.stat().st_mode & 0o077 and "static" not in path.relative_to(home).parts
    ]


def test_what_a_command_makes_is_its_owners_alone(home):
    assert (home / "harborlight.sqlite3").exists()
    assert (home / "keys" / "master.json").exists()
    assert open_to_others(home) == []


def test_what_stood_open_is_closed_when_the_next_command_starts(home):
    (home / "harborlight.sqlite3").chmod(0o644)
    for name in ("outbox/20260302.log", "sandbox/1.json", "files/ab/abc"):
        path = home / name
        path.parent.mkdir(parents=True)
        path.write_text("https://localhost/join/secret/")
        path.chmod(0o644)
        # Whatever mask the tests run under.
        for folder in (path.parent, home / name.split("/")[0]):
            folder.chmod(0o755)
    assert "sandbox/1.json" in open_to_others(home)
    command(home, "jobs", "list")
    assert open_to_others(home) == []


def test_scripts_and_styles_stay_readable_for_a_server_in_front(home):
    script = home / "static" / "app.js"
    script.write_text("")
    script.chmod(0o644)
    script.parent.chmod(0o755)
    command(home, "jobs", "list")
    modes = [path.stat().st_mode & 0o777 for path in (script, script.parent)]
    assert modes == [0o644, 0o755]
