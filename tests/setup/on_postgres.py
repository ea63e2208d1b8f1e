"""Run a command with a private PostgreSQL behind it: python -m tests.setup.on_postgres COMMAND ..."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.setup.postgres import MISSING, cluster


def main() -> int:
    with cluster() as made:
        if made is None:
            print(MISSING)
            return 0
        urls = {
            "DATABASE_URL": made.url("app"),
            "DATABASE_OWNER_URL": made.url("owner"),
        }
        # The houses of the browser tests choose for themselves.
        environment = os.environ | urls
        environment |= {f"TEST_{name}": url for name, url in urls.items()}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
