"""What happens by itself, and what a house does that opens for the first time."""

from datetime import timedelta

from harborlight.config.happenings import SCHEDULE, Entry
from harborlight.config.schedule import fire, moments
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Job

AT_START = Entry("at the start", "41 4 1 * *", for_house=print, at_start=True)
IN_ITS_TIME = Entry("in its time", "41 4 1 * *", for_house=print)
BOTH = [AT_START, IN_ITS_TIME]


def enqueued():
    rows = Job.objects.filter(task__endswith="run_entry").order_by("enqueued_at")
    return [job.arguments["args"][0] for job in rows]


AT_THE_START = {"fetch the official blanks", "add up all entries of the books"}


def test_only_what_is_done_at_the_start_is_done_when_a_house_first_opens(db):
    assert fire(BOTH) == ["at the start"]
    assert fire(BOTH) == []
    assert enqueued() == ["at the start"]
    with standing_at(now() + timedelta(days=31)):
        assert fire(BOTH) == ["at the start", "in its time"]
    assert len(enqueued()) == 3


def test_the_blanks_are_asked_for_when_a_house_first_opens(db):
    assert fire() == ["fetch the official blanks"]
    assert fire() == []


def test_what_nobody_did_is_not_shown_as_done(harbor):
    fire()
    done = {one.name for one in moments(harbor) if one.last}
    assert done == AT_THE_START
    assert {one.name for one in moments(harbor)} == {one.name for one in SCHEDULE}
