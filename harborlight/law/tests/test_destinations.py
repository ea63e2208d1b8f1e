"""The places a packet goes to: cited, and with names of files that they take."""

import pytest

from harborlight.law.destinations import (
    NoSuchDestination,
    destination,
    destinations,
    file_names,
)


def test_the_limits_are_those_of_the_book():
    limits = {key: one.most_bytes for key, one in destinations().items()}
    assert limits == {
        "uscis online": 12_000_000,
        "uscis online older": 6_000_000,
        "uscis paper": None,
        "eoir": 25_000_000,
        "nvc": 2_000_000,
        "no limit": None,
    }
    assert [key for key, one in destinations().items() if one.each_alone] == ["nvc"]
    with pytest.raises(NoSuchDestination):
        destination("the moon")


@pytest.mark.parametrize(
    ("to", "name", "titles", "named"),
    [
        ("eoir", "Núñez Peña", ["", ""], ["Nunez_Pena_Brief_Part1.pdf", "Nunez_Pena_Brief_Part2.pdf"]),
        ("uscis online", "I-130 李: Rivas", [""], ["I-130 Rivas.pdf"]),
        ("uscis online", "Łukasz Møller", [""], ["Lukasz Moller.pdf"]),
        ("uscis online", "I-130", ["", ""], ["I-130_Part1.pdf", "I-130_Part2.pdf"]),
        ("nvc", "Visa", ["Birth certificate", "Birth certificate", "Passport"],
         ["Birth certificate.pdf", "Birth certificate_Part2.pdf", "Passport.pdf"]),
        ("no limit", "../..", [""], ["Paper.pdf"]),
    ],
)  # fmt: skip
def test_files_are_called_as_the_place_takes_them(to, name, titles, named):
    assert file_names(destination(to), name, titles) == named
