"""The shell command helps whoever asks, with every one of its subcommands."""

from __future__ import annotations

import os

import click
import pytest
from click.testing import CliRunner

from harborlight.config.cli import main


def commands(command=main, words=()):
    """Every subcommand, as it is typed."""
    yield words, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                yield from commands(found, (*words, name))


EVERY = [*commands()]


@pytest.fixture
def umask():
    """The command closes what it writes to others; these tests do not."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    ("words", "command"),
    EVERY,
    ids=[" ".join(("harborlight", *words)) for words, _ in EVERY],
)
def test_each_subcommand_says_what_it_does(umask, words, command):
    done = CliRunner().invoke(main, [*words, "--help"], prog_name="harborlight")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"Usage: {' '.join(('harborlight', *words))}")
    assert command.get_short_help_str(), "it says nothing of itself"
    for one in command.params:
        assert not isinstance(one, click.Option) or one.help, one.name


def test_the_subcommands_that_the_papers_name_are_there():
    names = {" ".join(words) for words, _ in EVERY}
    assert names >= {"run", "serve", "work", "audit verify", "forms fetch", "synth"}
