"""`python -m tests.setup.script MODULE WORDS ...`: run a module that works on the records.

The same as `python -m MODULE WORDS ...`, with Django set up first, so that the module may
import records at its head like any other.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence

import django

# Whose scripts expect it.
OURS = ("tests.", "bench.")


def with_django(words: Sequence[str]) -> list[str]:
    """What Python is told to run a script of ours; anything else as it was."""
    if words[:1] == ("-m",) and words[1].startswith(OURS):
        return ["-m", "tests.setup.script", *words[1:]]
    return [*words]


if __name__ == "__main__":
    del sys.argv[0]
    django.setup()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
