"""An index filled by bulk: what stands on the pages, and how each engine takes it fastest."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any
from uuid import UUID

# Of a paper: its id, its document, its case, its person.
Row = tuple[UUID, UUID, UUID, UUID | None]
# A vocabulary in which each word is rarer than the one before (Zipf), and pages of it.
VOCABULARY, A_PAGE, CHUNKS = 30_000, 150, 4000
_WEIGHTS = [1 / (n + 2) for n in range(VOCABULARY)]
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


def word(number: int) -> str:
    """An invented word that can be said; each number has its own."""
    said = ""
    while True:
        number, syllable = divmod(number, len(_SYLLABLES))
        said += _SYLLABLES[syllable]
        if not number:
            return said + "n"


def word_on(share: float, count: int) -> list[str]:
    """Words that stand on about this share of the pages."""
    whole = sum(_WEIGHTS)
    shares = [1 - (1 - weight / whole) ** A_PAGE for weight in _WEIGHTS]
    nearest = sorted(range(VOCABULARY), key=lambda n: abs(shares[n] - share))
    return [word(number) for number in nearest[:count]]


def texts(count: int) -> Iterator[str]:
    """So many pages, no two alike: each of three pieces out of thousands."""
    rng = random.Random(7)
    words = [word(number) for number in range(VOCABULARY)]
    sums = [*accumulate(_WEIGHTS)]
    pieces = [
        " ".join(rng.choices(words, cum_weights=sums, k=A_PAGE // 3))
        for _ in range(CHUNKS)
    ]
    for _ in range(count):
        yield " ".join(rng.choices(pieces, k=3))


def fill(index: Any, papers: Sequence[Row], count: int) -> None:
    """The papers with so many pages between them, and nothing else in the index."""
    from harborlight.search.on_sqlite import OnSqlite

    index.drop()
    index.make()
    (_fill_sqlite if isinstance(index, OnSqlite) else _fill_postgres)(
        index, papers, count
    )


def own_query(index: Any, word: str) -> None:
    """What the database does by itself: every page with the word, ranked, the best 20."""
    from harborlight.search.on_sqlite import OnSqlite

    with index.opened() as ask:
        if isinstance(index, OnSqlite):
            sql = "SELECT rowid FROM words WHERE words MATCH %s ORDER BY rank LIMIT 20"
            ask(sql, f"text : {word}")
            return
        sql = (
            f"SELECT id FROM {index.s}page WHERE words @@ %s::tsquery "
            "ORDER BY ts_rank_cd(words, %s::tsquery) DESC LIMIT 20"
        )
        ask(sql, word, word)


def _paper(number: int, row: Row) -> tuple[Any, ...]:
    version, document, case, person = row
    said = ("", "en", "US", "", "", "received", 1, "bench")
    return (
        *(number, version.hex, document.hex, case.hex, person.hex if person else ""),
        *said,
    )


def _pages(papers: Sequence[Row], count: int) -> Iterator[tuple[int, UUID, str]]:
    """The row of each page, its case, and its text; pages are dealt out paper by paper."""
    from harborlight.search.entries import row_of

    for place, text in enumerate(texts(count)):
        number, paper = divmod(place, len(papers))
        yield row_of(paper + 1, number + 1), papers[paper][2], text


def _fill_sqlite(index: Any, papers: Sequence[Row], count: int) -> None:
    from harborlight.search.tables import mark_of

    with index.opened(writing=True) as ask:
        for number, row in enumerate(papers, 1):
            values = _paper(number, row)
            ask(
                f"INSERT INTO paper VALUES ({', '.join(['%s'] * len(values))})", *values
            )
        for row, case, text in _pages(papers, count):
            ask("INSERT INTO page (id, text) VALUES (%s, %s)", row, text)
            sql = "INSERT INTO words (rowid, text, marks) VALUES (%s, %s, %s)"
            ask(sql, row, text, mark_of(case))


def _fill_postgres(index: Any, papers: Sequence[Row], count: int) -> None:
    from harborlight.search.on_postgres import vector

    with index.opened() as ask:
        ask(f"DROP INDEX {index.s}page_by_words")
    connection = index._connection()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {index.s}paper FROM STDIN") as copy:
            for number, row in enumerate(papers, 1):
                copy.write_row(_paper(number, row))
        with cursor.copy(f"COPY {index.s}page FROM STDIN") as copy:
            for number, case, text in _pages(papers, count):
                copy.write_row((number, text, vector(text.split(), case)))
    with index.opened() as ask:
        ask("SET maintenance_work_mem = '256MB'")
        ask(f"CREATE INDEX page_by_words ON {index.s}page USING gin (words)")
        ask(f"VACUUM ANALYZE {index.s}page")
        ask(f"VACUUM ANALYZE {index.s}paper")
