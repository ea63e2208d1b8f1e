"""The names of files, as we show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harborlight.papers.inspect_names import ending_of, kind_by_ending
from harborlight.papers.inspection import safe_name

# Marks that turn the direction of writing, zero-width ones, and line separators.
_NEVER = set("/\\\x00\n\r\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEVER |= set('\u200e\u200f\u061c\u200b\ufeff\u2028\u2029<>:"|?*')


@pytest.mark.feature("F087")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Passport_Bio_Page_JohnDoe.pdf", "Passport_Bio_Page_JohnDoe.pdf"),
        ("Acta de Núñez.pdf", "Acta de Núñez.pdf"),
        ("Acta de Nu\u0301n\u0303ez.pdf", "Acta de Núñez.pdf"),
        ("李小龍 護照.jpg", "李小龍 護照.jpg"),
        ("جواز سفر.pdf", "جواز سفر.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("Đặng Thị Ngọc.pdf", "Đặng Thị Ngọc.pdf"),
        ("मार्कशीट.pdf", "मार्कशीट.pdf"),
        ("👩\u200d⚖️.png", "👩\u200d⚖️.png"),
        ("pass\u200dport.pdf", "passport.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a.pdf\x00.exe", "a.pdf.exe"),
        ("a\nb\r\n.pdf", "ab.pdf"),
        ("a\u2028b\u00a0 c.pdf", "a b c.pdf"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/", "document"),
        ("", "document"),
        ("...", "document"),
        (".htaccess", "htaccess"),
        ("-rf.pdf", "rf.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("Connie.pdf", "Connie.pdf"),
        ("C:secret.pdf", "C_secret.pdf"),
        ('a<b>"c|?*.pdf', "a_b__c___.pdf"),
        ("e" + "\u0301" * 30 + ".pdf", "é" + "\u0301" * 4 + ".pdf"),
        ("\ud800\udfff.pdf", "pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(name, shown):
    assert safe_name(name) == shown


def test_a_long_name_in_chinese_fits_on_a_disk_and_keeps_its_ending():
    shown = safe_name("護" * 150 + ".pdf")
    assert len(shown.encode()) <= 255
    assert shown.endswith("護.pdf")


@given(st.text(max_size=400))
def test_whatever_is_sent_a_name_can_be_shown(name):
    shown = safe_name(name)
    assert 1 <= len(shown) <= 150
    assert not _NEVER & set(shown)
    assert shown == shown.strip(". ")
    assert safe_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "ending", "kind"),
    [
        ("a.PDF", "pdf", "pdf"),
        ("a.pdf.", "pdf", "pdf"),
        ("a.jpeg ", "jpeg", "jpeg"),
        ("a.pdf.exe", "exe", None),
        ("pdf", "", None),
        (".pdf", "", None),
        ("a.p\u200bdf", "pdf", "pdf"),
    ],
)
def test_the_ending_is_that_of_the_name_shown(name, ending, kind):
    assert (ending_of(name), kind_by_ending(name)) == (ending, kind)
