"""Whoever keeps the processes running hears when to stop, and when not to."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

# Its one child says that it was asked to run, and is no process: what is tried is what
# their keeper hears.
KEEPER = """
from harborlight.config.server import Child, Supervisor

class Says(Child):
    def keep_running(self):
        if not self.process:
            self.process = print("up", flush=True) or self
    def poll(self):
        return 0
    def wait(self):
        pass

keeper = Supervisor()
keeper.children = [Says("says")]
keeper.run()
print("stopped in order")
"""


def keeper(hangup) -> subprocess.Popen:
    """As a shell starts it, with or without nohup; it says when it is there."""
    made = subprocess.Popen(
        [sys.executable, "-c", KEEPER],
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, hangup),
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "up\n"
    return made


def test_a_terminal_that_is_closed_stops_it_in_order():
    made = keeper(signal.SIG_DFL)
    made.send_signal(signal.SIGHUP)
    assert made.communicate(timeout=30)[0] == "stopped in order\n"


def test_under_nohup_it_goes_on_until_it_is_told_to_stop():
    made = keeper(signal.SIG_IGN)
    made.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        made.wait(1)
    made.send_signal(signal.SIGTERM)
    assert made.communicate(timeout=30)[0] == "stopped in order\n"
