"""How long a search among a firm's papers takes, beside the database's own ranked query.

What is measured is what the page asks: the words in the index, where the actor may look,
each paper once more on the actor's behalf, and the words around what was found. The pages
are made of invented words that are as unlike in number as those of a language; the papers
are those of the synthetic firm. Run inside a house; prints what it found.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING, Any

import psycopg

from bench.records import Record, record

if TYPE_CHECKING:
    from bench.house import House

PAGES, LONG_PAGES = 100_000, 1_000_000
# At its p50 a search may take so many times the database's own query; of a word that
# stands on most pages the database ranks every one, and we do not.
TIMES_THEIRS, OF_A_COMMON_WORD = 3.0, 1.0
# The share of the pages that a word of each kind stands on, and of how many such words.
KINDS = {"common": 0.8, "ordinary": 0.1, "rare": 0.01}
WORDS_EACH, TIMES = 7, 3
CLOSED_CASES = 1000


def measure(few: House, many: House, *, long: bool = False) -> list[Record]:
    """The records, of an index on each engine beside the same office of many cases."""
    found: list[Record] = []
    pages = LONG_PAGES if long else PAGES
    with_postgres = [(one, _beside(one)) for one in (few, many)]
    least, most = (
        _asked(one, where, pages, "PostgreSQL") for one, where in with_postgres
    )
    found += _records(most, "PostgreSQL")
    name = "search, PostgreSQL: p50 with all cases and pages, beside 100 cases"
    found.append(record(name, most["all"][0], "ms", floor=least["all"][0], wanted=None))
    if not long:
        found += _records(_asked(many, "sqlite", pages, "SQLite"), "SQLite")
    return found


def _asked(house: House, where: str, pages: int, name: str) -> dict[str, Any]:
    from bench.house import House

    environment = {**house.environment, "HARBORLIGHT_SEARCH_DATABASE": where}
    inside = House(house.home, house.port, environment)
    told: dict[str, Any] = inside.ask("-m", "bench.search", str(pages))
    print(
        f"bench: search, {name}: {told['pages']} pages of {told['papers']} papers in "
        f"{told['cases']} cases, indexed in {told['fill']:.0f} s",
        flush=True,
    )
    return told


def _beside(house: House) -> str:
    """A database of its own for the index, beside that of the record."""
    owner = house.environment["DATABASE_OWNER_URL"]
    name = f"{house.home.name}_search"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        connection.execute(f'GRANT CREATE ON DATABASE "{name}" TO app')
    return house.environment["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


def _records(told: dict[str, Any], engine: str) -> list[Record]:
    what = f"search of {told['pages']:,} pages, {engine}"
    wanted = {"all": TIMES_THEIRS, "common": OF_A_COMMON_WORD}
    names = {
        "all": f"{what}: p50, beside the database's own ranked query",
        "common": f"{what}: a word on most pages",
        "ordinary": f"{what}: a word on a tenth of them",
        "rare": f"{what}: a word on a hundredth",
    }
    found = [
        record(name, told[kind][0], "ms", floor=told[kind][1], wanted=wanted.get(kind))
        for kind, name in names.items()
    ]
    name = f"{what}: p50 where {CLOSED_CASES} cases are closed to whoever asks"
    floor = told["all"][0]
    return [*found, record(name, told["closed"], "ms", floor=floor, wanted=None)]


# --- Inside of a house ---------------------------------------------------------


def inside(pages: int) -> dict[str, Any]:
    """Fill the firm's index with so many pages, and search it."""
    from bench.search_filling import fill, word_on
    from harborlight.cases.models import Access, Case
    from harborlight.documents.models import Version
    from harborlight.firm.models import Firm, Membership
    from harborlight.firm.roles import Role
    from harborlight.firm.tenancy import inside as inside_of
    from harborlight.search.index import index_of
    from tests.cast import actor_of

    firm = Firm.objects.get()
    index = index_of(firm.pk)
    begun = time.monotonic()
    with inside_of(firm):
        rows = Version.objects.order_by("uploaded_at", "pk").values_list(
            "pk", "document_id", "case_id", "document__person_id"
        )
        papers = [*rows[:pages]]
        # In a small office there are fewer of them, as there are fewer papers.
        count = min(pages, len(papers) * 8)
        fill(index, papers, count)
        told: dict[str, Any] = {
            "papers": len(papers),
            "pages": count,
            "cases": Case.objects.count(),
            "fill": time.monotonic() - begun,
        }
        lawyers = Membership.objects.filter(role=Role.ATTORNEY).order_by("pk")
        actor = actor_of(lawyers[0])
        words = {kind: word_on(share, WORDS_EACH) for kind, share in KINDS.items()}
        every = {kind: _both(actor, index, several) for kind, several in words.items()}
        told |= {kind: _p50(several) for kind, several in every.items()}
        told["all"] = _p50([both for several in every.values() for both in several])
        closed = Case.objects.filter(pk__in=[row[2] for row in papers[::5]])
        closed = Case.objects.filter(pk__in=closed.values("pk")[:CLOSED_CASES])
        ids = [*closed.values_list("pk", flat=True)]
        Case.objects.filter(pk__in=ids).update(access=Access.TEAM)
        again = [one for kind in words for one in _ours(actor, words[kind])]
        told["closed"] = median(again)
        Case.objects.filter(pk__in=ids).update(access=Access.FIRM)
    return told


def _p50(both: list[tuple[float, float]]) -> tuple[float, float]:
    return median(one for one, _ in both), median(other for _, other in both)


def _both(actor: Any, index: Any, words: list[str]) -> list[tuple[float, float]]:
    """Milliseconds of a search of ours and of the database's own, word by word in turns."""
    from bench.search_filling import own_query

    ours = [_ours(actor, [word]) for word in words]
    theirs = [_taken(lambda word=word: own_query(index, word)) for word in words]
    return [
        both
        for a, b in zip(ours, theirs, strict=True)
        for both in zip(a, b, strict=True)
    ]


def _ours(actor: Any, words: list[str]) -> list[float]:
    from harborlight.documents.found import papers_found
    from harborlight.search.asked import heard

    def search(word: str) -> None:
        found = papers_found(actor, heard(word))
        assert not found.trouble and found.hits, word

    return [ms for word in words for ms in _taken(lambda word=word: search(word))]


def _taken(work: Callable[[], object]) -> list[float]:
    """The milliseconds of some times; the first one, which warms, does not count."""
    found = []
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1000)
    return found[1:]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    print(json.dumps(inside(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
