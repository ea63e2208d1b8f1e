"""What tests need of the machine is installed, or said in one sentence."""

import subprocess
import sys

import pytest

from tests.setup import browser, viewer


@pytest.mark.parametrize("program", ["browser", "viewer"])
def test_where_nothing_can_be_installed_one_sentence_says_so(tmp_path, program):
    """No apt, no sudo, no browser: the tests that need it are left out, and it is said."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.setup.{program}"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    missing = {"browser": browser.MISSING, "viewer": viewer.MISSING}[program]
    assert done.returncode == 0, done.stderr
    assert missing in done.stdout and "this is not Debian or Ubuntu" in done.stdout
