"""Inside a house: let PostgreSQL look at its tables, as it would overnight."""

# ruff: noqa: E402 - the settings stand before the database
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.db import connections

with connections["owner"].cursor() as cursor:
    cursor.execute("VACUUM (ANALYZE)")
