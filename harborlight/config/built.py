"""Where that lies which `harborlight assets` builds: below var/, never among the code.

In var/ beside the code and not in HARBORLIGHT_HOME: every home of this code is served
the same styles and sentences.
"""

from __future__ import annotations

from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "var" / "built"
STATIC = BUILT / "static"
# As gettext wants it: LANGUAGE/LC_MESSAGES/django.mo.
LOCALE = BUILT / "locale"
