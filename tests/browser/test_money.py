"""A client's money from the fee agreement to the closed month, as people live it.

María pays in advance; a fee of the government and an earned fee leave trust by two persons;
what is left goes back; the case closes; in April the bank's statement of March agrees.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import entrusting as money
from tests.browser.entrusting import MARCH, sees_each_step
from tests.browser.house import House
from tests.browser.house import house as a_house
from tests.browser.reconciling import close_the_month, enter_the_account
from tests.browser.story import Story

pytestmark = pytest.mark.browser

IN_MARCH, IN_APRIL = f"{MARCH}T15:00", "2026-04-02T15:00"
everything = pytest.mark.everything
PAIRS = [
    ("SQLite", 390, "en"),
    pytest.param("SQLite", 1280, "es", marks=everything),
    pytest.param("PostgreSQL", 390, "es", marks=everything),
    pytest.param("PostgreSQL", 1280, "en", marks=everything),
]


@pytest.fixture
def house(database) -> Iterator[House]:
    """A house of its own for each story: its March is closed at the end."""
    with a_house(database, with_firm=True, HARBORLIGHT_NOW=IN_MARCH) as made:
        made.open()
        yield made


@pytest.fixture
def story(width, language, house, visit):
    case = house.python("-m", "tests.browser.entrusted").stdout.split()[-1]
    return Story(house, visit, width, "practice-spouse", language, [], case)


@pytest.mark.feature("F177", "F178", "F180", "F193")
@pytest.mark.parametrize(
    ("database", "width", "language"), PAIRS, indirect=["database"]
)
def test_money_of_a_client_comes_is_spent_earned_given_back_and_reconciled(story):
    ben, ada = story.staff("Ben"), story.staff("Ada")
    maria = story.signed_in("María", "maria@example.org")
    money.write_the_agreement(story, ben)
    money.read_and_agree(story, ben, maria)
    money.pay_it(story, maria, money.ask_for_the_deposit(story, ben))
    money.statement(maria)
    money.pay_the_government(story, ben, ada)
    sees_each_step(maria, out=("$675.00",), left="$2,000.00")
    number = money.work_and_bill(story, ben, story.staff("Paul"))
    money.move_what_is_earned(story, ben, story.staff("Pat"), number)
    sees_each_step(maria, out=("$675.00", "$300.00"), left="$1,700.00")
    money.close(story, ada)
    left = r"\$1,700\.00"
    ada.sees(
        "{amount} of the client’s money is still in trust for this case. Spend it for "
        "the client, earn it or give it back; then close the case.",
        amount=left,
    )
    money.refund(story, ben, ada)
    money.close(story, ada)
    ada.sees("The case is closed. It stays in the list of closed.")
    sees_each_step(maria, out=("$675.00", "$300.00", "$1,700.00"), left="")
    in_april(story)
    ben, ada = story.staff("Ben"), story.staff("Ada")
    close_the_month(enter_the_account(ben), ben, ada)
    assert "Traceback" not in story.house.said(), story.house.said()[-3000:]


def in_april(story: Story) -> None:
    """The house is closed and opened again; everybody signs in anew."""
    story.house.close()
    story.house.environment["HARBORLIGHT_NOW"] = IN_APRIL
    story.house.open()
