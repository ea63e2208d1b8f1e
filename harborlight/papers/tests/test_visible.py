"""Nothing hidden stays in what others read, and no word is lost."""

import pytest

from harborlight.papers.visible import visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("live \u202evil\u202c", "live vil"),
        ("\u2066Mar\xeda\u2069 \u061cRivas\u200e", "Mar\xeda Rivas"),
        ("Ada\r\nPark", "Ada Park"),
        ("one\ttwo\u2028three\x07", "one two three"),
        ("so\xadft\u200b Om\u200dar\ufeff", "soft Omar"),
        # What is seen, or joins what is seen, stays.
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\U0001f469\u200d\u2695\ufe0f", "\U0001f469\u200d\u2695\ufe0f"),
        ("O'Brien-N\xfa\xf1ez \u5c71\u7530", "O'Brien-N\xfa\xf1ez \u5c71\u7530"),
    ],
)
def test_what_can_be_seen_stays_and_nothing_else(typed, shown):
    assert visible(typed) == shown


def test_a_long_text_keeps_its_lines():
    assert visible("First.\r\n\r\nSecond \u202eone.", lines=True) == (
        "First.\n\nSecond one."
    )
