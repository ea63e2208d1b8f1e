"""Which action hears each form of `search`."""

from tests.guards.pair import Pair

PAIRS = {
    "search.SaveSearchForm": Pair(
        "search.save_search",
        dict.fromkeys(("words", "narrowed"), "what the page was just asked for"),
    ),
}
