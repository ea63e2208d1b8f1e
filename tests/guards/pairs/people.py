"""Which action hears each form of `people`."""

from tests.guards.pair import Pair

PAIRS = {
    "people.DecisionForm": Pair("people.decide_conflict"),
    "people.PersonForm": Pair("people.change_person", columns="people.Person"),
}
