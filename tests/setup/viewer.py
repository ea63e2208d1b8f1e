"""A viewer of PDF files that is not ours: Poppler's, found or installed.

`python -m tests.setup.viewer` installs it where it may, and never fails.
"""

from __future__ import annotations

import shutil
import sys

from tests.setup.packages import install

MISSING = (
    "Poppler is not installed, so no viewer but ours is tried on filled forms. "
    "On Debian or Ubuntu: sudo apt install poppler-utils"
)


def viewer() -> str | None:
    """Poppler's program that draws pages, or None."""
    return shutil.which("pdftoppm")


def main() -> int:
    if viewer():
        return 0
    print("Installing Poppler for the tests ...", flush=True)
    why = install("poppler-utils")
    if not viewer():
        print(f"{MISSING} ({why or 'the package brought no pdftoppm'}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
