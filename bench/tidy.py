"""Inside a house: let PostgreSQL look at its tables, as it would overnight."""

from django.db import connections

with connections["owner"].cursor() as cursor:
    cursor.execute("VACUUM (ANALYZE)")
