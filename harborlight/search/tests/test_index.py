"""The index finds the same on both engines: these cases are asked of each."""

from __future__ import annotations

import gc
import warnings
from dataclasses import replace
from datetime import date
from threading import Thread
from uuid import UUID, uuid4

import pytest

from harborlight.search.asked import Asked, heard, question
from harborlight.search.entries import BrokenIndex, NoIndex, Page, Paper, Within
from harborlight.search.index import index_of

pytestmark = pytest.mark.django_db

RIVAS, LIN = uuid4(), uuid4()
ACTA = Paper(
    version=uuid4(),
    document=uuid4(),
    case=RIVAS,
    person=uuid4(),
    about="Birth certificate, Rivas Peña",
    kind="birth",
    language="es",
    country="MX",
    tags=("Civil record", "original"),
    issued_on=date(1990, 5, 1),
    state="accepted",
    read_as="1",
)
LEASE = Paper(
    version=uuid4(),
    document=uuid4(),
    case=LIN,
    person=uuid4(),
    about="Lease",
    kind="lease",
    language="en",
    country="US",
    state="received",
    read_as="1",
)
PAGES = {
    ACTA: [
        Page(1, "Acta de nacimiento de María Peña Núñez,\nnacida en Oaxaca."),
        Page(2, "Apostilla. Form I-94, number 123-456. L’épouse O’Brien"),
    ],
    LEASE: [Page(1, "The tenants, Peña and Lin, rent the house in Houston. 李小龍")],
}


@pytest.fixture
def index(searchable):
    made = index_of(uuid4())
    made.make()
    made.put(PAGES.items())
    yield made
    made.drop()


def found(index, asked: Asked | str, **within) -> list[tuple[UUID, list[int]]]:
    asked = heard(asked) if isinstance(asked, str) else asked
    rows = index.find(asked, Within(**within))
    return [(one.version, sorted(p.number for p in one.places)) for one in rows]


def at(paper: Paper, *pages: int) -> tuple[UUID, list[int]]:
    return paper.version, [*pages]


FINDS = [
    ("oaxaca", [at(ACTA, 1)]),
    ("OAXACA NACIDA", [at(ACTA, 1)]),
    ("Núñez", [at(ACTA, 1)]),
    ("nunez", [at(ACTA, 1)]),
    ("oaxaca houston", []),
    ('"maría peña"', [at(ACTA, 1)]),
    ('"peña maría"', []),
    ("peña -houston -birth", [at(ACTA, 1)]),
    ('peña -"and lin" -rivas', [at(ACTA, 1)]),
    ("apost*", [at(ACTA, 2)]),
    ("apost", []),
    ("I-94", [at(ACTA, 2)]),
    ("94-I", []),
    ("123456", []),
    ("123-4*", [at(ACTA, 2)]),
    ("obrien", [at(ACTA, 2)]),
    ("O'Brien epouse", []),
    ("L'epouse", [at(ACTA, 2)]),
    ("李小龍", [at(LEASE, 1)]),
    ("lease", [at(LEASE, 0)]),
    ("nowhere", []),
]


@pytest.mark.parametrize(("words", "expected"), FINDS, ids=[said for said, _ in FINDS])
def test_words_are_found_where_they_stand(index, words, expected):
    assert found(index, words) == expected


NONSENSE = [
    "", " ", "-", "*", '"', '""', '"""', "-*", "- -", "AND OR", "NOT OR", "NEAR(", "a*b*", "text:x",
    "marks:c", "{text}", "';--", "%", "\\", "'a' <-> b:*", "\x00", "(", ")", "&|!", "^a", "a" * 5000,
    "* " * 400, '-"', "–", "🙂", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("words", NONSENSE)
def test_nonsense_is_no_error(index, words):
    asked = heard(words)
    assert not asked or found(index, asked) == []
    assert question(words) is not None


def test_all_of_what_is_asked_for_and_none_of_the_rest_leaves_nothing_to_find(index):
    assert not heard("-peña")
    assert [version for version, _ in found(index, "-peña")] == [
        LEASE.version,
        ACTA.version,
    ]  # asked for nothing: the newest first


NARROWED = [
    ({}, {ACTA, LEASE}),
    ({"case": LIN}, {LEASE}),
    ({"hidden": frozenset([LIN])}, {ACTA}),
    ({"only": frozenset([LIN])}, {LEASE}),
    ({"only": frozenset()}, set()),
    ({"person": ACTA.person}, {ACTA}),
    ({"kind": "lease"}, {LEASE}),
    ({"language": "es"}, {ACTA}),
    ({"country": "US"}, {LEASE}),
    ({"state": "accepted"}, {ACTA}),
    ({"tag": "civil RECORD"}, {ACTA}),
    ({"tag": "civil"}, set()),
    ({"tag": "%"}, {ACTA, LEASE}),
    ({"since": date(1990, 5, 1)}, {ACTA}),
    ({"since": date(1990, 5, 2)}, set()),
    ({"until": date(1990, 5, 1)}, {ACTA}),
    ({"until": date(1990, 4, 30)}, set()),
    ({"case": LIN, "hidden": frozenset([LIN])}, set()),
]


@pytest.mark.feature("F113")
@pytest.mark.parametrize("words", ["peña", ""])
@pytest.mark.parametrize(("within", "expected"), NARROWED)
def test_what_is_known_of_a_paper_narrows_the_search(index, words, within, expected):
    assert {version for version, _ in found(index, words, **within)} == {
        paper.version for paper in expected
    }


def test_a_question_finds_any_of_its_words_in_any_form(index):
    asked = question("When did the tenant rent a house in Houston?")
    assert found(index, asked) == [at(LEASE, 1)]
    assert found(index, question("¿Dónde nació? ¿En qué lugar, nacida?")) == [
        at(ACTA, 1)
    ]
    assert not question("who are you?")


def test_the_page_that_says_it_more_often_comes_first(index):
    more = replace(LEASE, version=uuid4(), document=uuid4(), about="")
    less = replace(LEASE, version=uuid4(), document=uuid4(), about="")
    filling = " ".join(f"word{n}" for n in range(200))
    index.put([(more, [Page(1, "ferry " * 12 + "boat")])])
    index.put([(less, [Page(1, f"ferry {filling}")])])
    assert [version for version, _ in found(index, "ferry")] == [
        more.version,
        less.version,
    ]


def test_an_earlier_version_is_found_when_it_is_asked_for(index):
    index.put([(replace(ACTA, is_newest=False), None)])
    assert found(index, "oaxaca") == []
    assert found(index, "oaxaca", earlier=True) == [at(ACTA, 1)]


def test_what_is_known_changes_and_the_pages_stay(index):
    index.put([(replace(ACTA, about="Passport", state="returned", read_as=""), None)])
    assert found(index, "passport") == [at(ACTA, 0)]
    assert found(index, "certificate") == []
    assert found(index, "oaxaca", state="returned") == [at(ACTA, 1)]
    assert index.read_as([ACTA.version, uuid4()]) == {ACTA.version: "1"}
    index.put([(replace(ACTA, read_as="2"), [Page(1, "Read anew")])])
    assert found(index, "oaxaca") == found(index, "apostilla") == []
    assert found(index, "anew") == [at(ACTA, 1)]
    assert index.read_as([ACTA.version]) == {ACTA.version: "2"}


def test_what_is_forgotten_is_not_found(index):
    assert index.cases() == {RIVAS, LIN}
    assert index.versions_of([ACTA.document]) == {ACTA.version}
    assert index.documents_of([ACTA.version]) == {ACTA.version: ACTA.document}
    index.forget(cases=[RIVAS])
    assert found(index, "oaxaca") == found(index, "certificate") == []
    assert index.cases() == {LIN}
    index.forget(versions=[LEASE.version])
    assert found(index, "") == []


def test_texts_are_given_as_they_were_written(index):
    [hit] = index.find(heard("oaxaca"), Within())
    row = hit.places[0].row
    assert index.texts([row]) == {row: PAGES[ACTA][0].text}
    assert index.texts([]) == {}


def test_what_is_not_there_says_so(searchable):
    lost = index_of(uuid4())
    assert not lost.exists()
    for question_to in (
        lambda: lost.find(heard("peña"), Within()),
        lambda: lost.cases(),
        lambda: lost.put([]) or lost.noted("whole"),
    ):
        with pytest.raises(NoIndex):
            question_to()
    lost.make()
    lost.make()
    assert lost.exists()
    lost.note("whole", "yes")
    lost.note("whole", "no")
    assert lost.noted("whole") == "no"
    lost.drop()
    lost.drop()
    assert not lost.exists()


def test_a_spoilt_file_says_so(searchable, settings, tmp_path):
    settings.SEARCH_DATABASE = tmp_path
    spoilt = index_of(uuid4())
    spoilt.make()
    spoilt.drop()
    spoilt.path.write_bytes(b"no database at all" * 999)
    with pytest.raises(BrokenIndex):
        spoilt.find(heard("peña"), Within())
    settings.SEARCH_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
    with pytest.raises(BrokenIndex):
        index_of(uuid4()).find(heard("peña"), Within())


def test_whoever_looked_and_went_leaves_no_connection_open(index):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", ResourceWarning)
        looking = Thread(target=found, args=(index, "oaxaca"))
        looking.start()
        looking.join()
        del looking
        gc.collect()
    assert [str(one.message) for one in told] == []


def test_nothing_of_what_was_forgotten_stays_in_the_file(
    searchable, settings, tmp_path
):
    settings.SEARCH_DATABASE = tmp_path
    made = index_of(uuid4())
    made.make()
    made.put([(ACTA, [Page(1, "xylophoneword " * 50)]), (LEASE, PAGES[LEASE])])
    made.forget(cases=[RIVAS])
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"xylophoneword" not in left
    assert b"houston" in left.lower()
