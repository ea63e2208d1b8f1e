"""What counts as a question to the database, where a test counts them."""

from __future__ import annotations

from collections.abc import Iterable

# So often a page may ask, whatever the number of its rows.
MOST = 12
# What holds a request together asks nothing.
HOLDS_TOGETHER = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config", "BEGIN")


def questions(captured: Iterable[dict[str, str]]) -> list[str]:
    """The questions among captured queries, without those that are asked rarely.

    A process asks for a firm's key once in minutes, and a session is touched once a
    minute; in a test's transaction neither is remembered. So it is with the key of a
    case; but a page that asks for several one by one asks too often.
    """
    said = [query["sql"] for query in captured]
    asked = [sql for sql in said if not (sql.startswith(HOLDS_TOGETHER) or _rare(sql))]
    keys = [sql for sql in asked if 'FROM "firm_recordkey"' in sql]
    if keys:
        asked.remove(keys[0])
    return asked


def _rare(sql: str) -> bool:
    return 'FROM "firm_firmkey"' in sql or sql.startswith('UPDATE "django_session"')
