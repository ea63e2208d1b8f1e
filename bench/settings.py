"""The product's settings, with one page more: the bare page that is the floor."""

import os

from harborlight.config.settings import *  # noqa: F403
from harborlight.config.settings import BASE_DIR, INSTALLED_APPS, TEMPLATES

ROOT_URLCONF = "bench.addresses"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "templates"]
if os.environ.get("BENCH_JOBS"):
    # Whose jobs are measured beside ours.
    INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]
    TASKS = {
        "default": {"BACKEND": "harborlight.firm.queue.LeasedBackend"},
        "theirs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
    }
