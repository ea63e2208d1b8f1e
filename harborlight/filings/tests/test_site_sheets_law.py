"""The filing sheets: whole, cited, and every answer on them is one that we keep."""

import pytest

from harborlight.facts.catalogue import catalogue, general
from harborlight.law.book import BadBook
from harborlight.law.letters import without_accents
from harborlight.law.online import online_forms
from harborlight.law.pack_conditions import paths_of
from harborlight.law.sites import (
    _site,
    pieces_of,
    sheets_for,
    site_sheet,
    site_sheets,
)


def paths(value):
    if value.path and value.kind in ("fact", "count"):
        yield value.path
    for part in value.parts:
        yield from paths(part)
    yield from paths_of(value.when)


def asked(site):
    """Every path of a sheet, as the catalogue has it."""
    groups = {
        name: site.lists[one.choices[0].use].group for name, one in site.entries.items()
    }
    for section in site.sections:
        inside = {"it": site.lists[section.each].group} if section.each else {}
        for line in section.lines:
            found = [*paths_of(line.when), *paths_of(section.when)]
            found += [*paths(line.value)] if line.value else []
            for path in found:
                head, _, rest = path.partition(".")
                group = (groups | inside).get(head)
                whole = f"{group}[].{rest}" if group else path
                yield whole.replace("client.", "applicant.", 1)


@pytest.mark.feature("F119")
@pytest.mark.parametrize("key", site_sheets())
def test_a_sheet_asks_for_nothing_that_the_catalogue_does_not_know(key):
    site = site_sheet(key)
    known = {general(path) for path in asked(site)}
    assert len(known) > 5
    for path in known:
        assert catalogue().entry(path)
    assert site.source and site.reviewed is None


def test_the_sheets_are_found_by_the_forms_that_go_with_them():
    assert {one.key for one in sheets_for("N-400")} == {"n-400"}
    assert {one.key for one in sheets_for("I-130")} == {"i-130", "i-485"}
    assert {one.key for one in sheets_for("I-864")} == {"ds-260", "i-485"}
    for form in ("I-131", "I-751"):
        site = site_sheet(form.lower())
        assert site.is_upload and form in site.forms
    for form in ("I-539", "I-589", "I-821"):
        assert [one.key for one in sheets_for(form)] == [form.lower()]
        assert not site_sheet(form.lower()).is_upload
    assert sheets_for("I-601A") == []


def test_a_sheet_is_of_the_way_in_which_the_agency_takes_the_form():
    """law/online.yaml says which are typed on pages, and which are uploaded."""
    ways = online_forms()
    for site in site_sheets().values():
        if site.destination == "uscis online" and site.form in ways:
            # A PDF that may be uploaded may be typed there, too; not the other way round.
            assert not site.is_upload or ways[site.form].how == "upload", site.key


def test_days_and_letters_are_written_as_each_site_wants_them():
    ceac, uscis = site_sheet("ds-260"), site_sheet("n-400")
    assert ceac.day("1990-04-09") == "09-APR-1990"
    assert ceac.day("1990-04") == "APR-1990"
    assert uscis.day("1990-04-09") == "04/09/1990"
    assert uscis.day("1990") == "1990"
    assert ceac.typed("Núñez Łódź") == "NUNEZ LODZ"
    assert uscis.typed("Núñez") == "Núñez"
    assert ceac.takes("NUNEZ") and not ceac.takes("Иванов")
    assert without_accents("Nguyễn") == "Nguyen"


def test_long_text_is_parted_between_words_and_nothing_is_lost():
    text = "word " * 300
    pieces = pieces_of(text.strip(), 200)
    assert all(len(one) <= 200 for one in pieces)
    assert " ".join(pieces) == text.strip()
    assert [len(one) for one in pieces_of("x" * 450, 200)] == [200, 200, 50]
    assert pieces_of("short", 0) == ["short"] and pieces_of("", 10) == []


def test_a_sheet_that_is_not_whole_is_refused():
    good = {
        "forms": ["X"], "agency": "A", "place": "P", "names": {"en": "a", "es": "b"},
        "clients": ["applicant"], "destination": "nvc", "rules": [], "source": "s",
        "effective_from": None, "reviewed": None,
        "sections": [{"key": "end", "name": "End", "submits": True, "lines": []}],
    }  # fmt: skip
    assert _site("x", good).form == "X"
    page = {"key": "a", "name": "A", "lines": [["B", "client.sex"]]}
    for wrong in (
        {"names": {"en": "a"}},
        {"destination": "nowhere"},
        {"dates": "as one likes"},
        {"sections": [page]},
        {"sections": [page, page]},
        {"sections": [{**page, "each": "nothing"}]},
    ):
        with pytest.raises(BadBook):
            _site("x", {**good, **wrong})
