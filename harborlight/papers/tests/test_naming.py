"""Names of files by a pattern: filled in, safe, and refused in words where they say nothing."""

from __future__ import annotations

import pytest

from harborlight.papers.naming import (
    BadPattern,
    check_folders,
    check_name,
    distinct,
    folders_of,
    name_of,
)

VALUES = {
    "case number": "2026-0007",
    "family name": "Rivas Peña",
    "given name": "María",
    "title": "Passport",
    "date": "2024-03-02",
    "version": "2",
}


@pytest.mark.parametrize(
    ("pattern", "values", "name"),
    [
        (
            "{case number} {family name} - {title} v{version}",
            VALUES,
            "2026-0007 Rivas Peña - Passport v2.pdf",
        ),
        (
            "{family name}, {given name} - {title}",
            VALUES,
            "Rivas Peña, María - Passport.pdf",
        ),
        # What a paper does not have leaves no gap.
        ("{family name}, {given name} - {title}", {"title": "Letter"}, "Letter.pdf"),
        ("{title} ({country}) - {date}", {"title": "Letter"}, "Letter.pdf"),
        (
            "{case number} - {date} - {title}",
            VALUES | {"date": ""},
            "2026-0007 - Passport.pdf",
        ),
        # A dash of the title's own stays.
        ("{title} - {date}", {"title": "I-130 - signed"}, "I-130 - signed.pdf"),
        # Nothing at all: something.
        ("{country}", {}, "document.pdf"),
        # What somebody typed opens no folder and names no device.
        ("{title}", {"title": "../../etc/passwd"}, "etc-passwd.pdf"),
        ("{title}", {"title": "con"}, "_con.pdf"),
        ("{title}", {"title": "a<b>:c"}, "a_b__c.pdf"),
    ],
)
def test_a_pattern_is_filled_in(pattern, values, name):
    assert name_of(pattern, values, "pdf") == name


def test_a_long_title_keeps_the_ending():
    found = name_of("{title}", {"title": "x" * 900}, "pdf")
    assert len(found) <= 150 and found.endswith(".pdf")


def test_folders_stand_one_in_the_other_and_none_is_empty():
    assert folders_of("{case number}/{country}/{family name}", VALUES) == [
        "2026-0007",
        "Rivas Peña",
    ]
    assert folders_of("", VALUES) == []
    assert folders_of("{title}/x", {"title": "../up"}) == ["up", "x"]


@pytest.mark.parametrize(
    ("check", "pattern", "code", "word"),
    [
        (check_name, "{surname}", "unknown", "surname"),
        (check_name, "{title", "brace", ""),
        (check_name, "title}", "brace", ""),
        (check_name, "{}", "unknown", ""),
        (check_name, "///", "folder", ""),
        (check_name, "{title}/{date}", "folder", ""),
        (check_folders, "{family name}/{nobody}", "unknown", "nobody"),
        (check_folders, "a/b/c/d/e/f", "deep", ""),
    ],
)
def test_what_says_nothing_is_refused(check, pattern, code, word):
    with pytest.raises(BadPattern) as refused:
        check(pattern)
    assert (refused.value.code, refused.value.word) == (code, word)


def test_two_files_never_have_one_name():
    taken: set[str] = set()
    assert [distinct(p, taken) for p in ("a/x.pdf", "a/X.pdf", "b/x.pdf")] == [
        "a/x.pdf",
        "a/X (2).pdf",
        "b/x.pdf",
    ]
