"""A run of `make bench` is good when everything was measured, and is as wanted."""

import json
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest

from bench import forms
from bench.__main__ import concluded, told
from bench.memory import Memory
from bench.records import missing, record, write
from bench.weight import files_of
from harborlight.papers.filling import fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.tests.forms_at_hand import changed, full_answers


def good(records, tmp_path):
    return write(records, 0.0, tmp_path / "bench.json")


def met():
    return record("client home", 20, "ms", floor=19, wanted=1.5)


def test_a_figure_that_is_missing_fails_the_run_and_says_why(tmp_path, capsys):
    assert good([met()], tmp_path)
    assert not good([met(), missing("forms", "There are no blanks.")], tmp_path)
    assert "forms: There are no blanks." in capsys.readouterr().out
    assert [one["ok"] for one in kept(tmp_path)] == [True, False, True]


def test_a_run_that_measured_nothing_is_no_good_run(tmp_path):
    assert not good([], tmp_path)


def test_a_figure_that_nobody_asked_for_fails_nothing(tmp_path):
    informative = record("conflict check", 300, "ms", floor=20, wanted=None)
    assert informative["ratio"] == 15
    assert good([met(), informative], tmp_path)


def test_what_is_kept_is_a_list_of_records_with_the_steal_time_as_its_last(tmp_path):
    assert write([met()], 0.456, tmp_path / "bench.json")
    assert kept(tmp_path) == [
        {
            "name": "client home",
            "value": 20,
            "unit": "ms",
            "floor": 19,
            "ratio": 1.05,
            "wanted": 1.5,
            "ok": True,
        },
        {
            "name": "steal time of the machine",
            "value": 0.46,
            "unit": "percent",
            "floor": None,
            "ratio": None,
            "wanted": 2.0,
            "ok": True,
        },
    ]


def kept(tmp_path):
    return json.loads((tmp_path / "bench.json").read_text())


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HARBORLIGHT_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("steal", "code"), [(0.0, 0), (2.0, 0), (2.01, 1), (3.0, 1)])
def test_a_run_in_which_another_machine_took_part_does_not_count(
    home, capsys, steal, code
):
    assert concluded([met()], steal, 12.0) == code
    printed = capsys.readouterr().out
    assert f"Steal: {steal:.2f} percent of the processors' time." in printed
    said = "More than 2 percent: another machine took part. This run does not count."
    assert (said in printed) == bool(code)
    last = kept(home)[-1]
    assert (last["value"], last["ok"]) == (steal, not code)
    # What was measured is kept and shown all the same.
    assert [one["ok"] for one in kept(home)[:-1]] == [True, True]


@pytest.mark.parametrize(
    ("minutes", "long", "ok", "code"),
    [(24.9, False, True, 0), (25.1, False, False, 1), (90.0, True, None, 0)],
)
def test_how_long_the_run_took_is_a_figure_of_its_own(
    home, capsys, minutes, long, ok, code
):
    assert concluded([met()], 0.0, minutes, long=long) == code
    last = kept(home)[-2]
    assert (last["name"], last["value"], last["unit"]) == ("minutes", minutes, "min")
    assert (last["wanted"], last["ok"]) == (None if long else 25, ok)
    assert f"Measured in {minutes:.1f} minutes" in capsys.readouterr().out


def test_a_run_that_measured_nothing_is_not_saved_by_how_short_it_was(home):
    assert concluded([], 0.0, 0.1) == 1
    assert [one["unit"] for one in kept(home)] == ["percent"]


def test_a_part_that_breaks_is_told_and_the_run_goes_on(tmp_path, capsys):
    def breaks():
        raise RuntimeError("The other server did not start.")

    (found,) = told("uploads", breaks)
    assert not good([met(), found], tmp_path)
    assert "uploads: The other server did not start." in capsys.readouterr().out


def test_blanks_that_are_not_at_hand_fail_the_run(tmp_path, monkeypatch):
    monkeypatch.setenv("HARBORLIGHT_FORMS", str(tmp_path))
    found = forms.records()
    assert [one["ok"] for one in found] == [False, False, False]
    assert all("HARBORLIGHT_FORMS" in one["why"] for one in found)


@pytest.fixture(scope="module")
def form():
    """The practice form: as it came, prepared, its answers, and filled."""
    pdf = practice_form()
    blank = prepare(pdf)
    values = full_answers(blank)
    return pdf, blank, values, fill(blank, values).pdf


def test_a_form_with_every_value_drawn_and_every_barcode_kept_is_good(form):
    pdf, blank, values, filled = form
    assert forms.faults(pdf, blank, values, filled) == []


def test_a_value_that_is_stored_and_not_drawn_is_a_fault(form):
    pdf, blank, values, filled = form
    name = next(box.name for box in blank.boxes if box.kind == "text")

    def wiped(opened):
        number = blank.by_name[name].places[0].number
        opened.get_object(number, 0).AP.N.write(b"")

    found = forms.faults(pdf, blank, values, changed(filled, wiped))
    assert found == [f"{name} is not drawn."]


def test_a_barcode_that_was_lost_is_a_fault(form):
    pdf, blank, values, filled = form
    names = [box.name for box in blank.boxes if box.kind == "barcode"]
    assert names

    def lost(opened):
        for page in opened.pages:
            page.Annots = pikepdf.Array(
                one for one in page.Annots if one.objgen[0] not in places
            )

    places = {p.number for name in names for p in blank.by_name[name].places}
    found = forms.faults(pdf, blank, values, changed(filled, lost))
    assert found == [f"{name} is lost or changed." for name in names]


def test_a_form_on_which_no_barcode_was_found_is_not_taken_for_one_that_kept_them(form):
    with pikepdf.new() as bare:
        bare.add_blank_page()
        saved = BytesIO()
        bare.save(saved)
    pdf = saved.getvalue()
    assert forms.faults(pdf, prepare(form[0]), {}, pdf) == ["It has no barcode."]


def test_a_page_is_weighed_with_all_that_a_browser_fetches_to_show_it():
    page = """
    <link rel="stylesheet" href="/static/app.css"><link rel="next" href="/next/">
    <script src="/static/app.js" defer></script><script src="/static/app.js"></script>
    <img src="/logo.png" alt=""><img src="data:image/png;base64,AAAA" alt="">
    <img class="w-full" loading="lazy" width="850" src="/portal/forms/7/1/" alt="">
    <img data-sheet="/portal/forms/7/2/" src="data:image/svg+xml,%3Csvg/%3E" alt="">
    """
    assert files_of(page) == ["/static/app.css", "/static/app.js", "/logo.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the highest mark.")
def test_memory_that_was_given_back_before_the_end_still_counts():
    holds = "input(); held = b'x' * 80_000_000; del held; print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holds],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        memory = Memory(process.pid)
        before = memory.highest()
        memory.begin()
        print(file=process.stdin, flush=True)
        process.stdout.readline()
        assert memory.highest() - before > 70
        memory.begin()
        assert memory.highest() - before < 10
        print(file=process.stdin, flush=True)
