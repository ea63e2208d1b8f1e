"""Every route times every role: who gets in stands in access.yaml, and nowhere else.

A route without a row fails. Nobody reads a word of a firm or a case that is not
theirs, whatever they ask for; and what is not theirs is answered like what is not
there, letter for letter. And no page asks the database more than twelve times.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from harborlight.filings.models import Filing
from harborlight.firm.ids import new_id
from harborlight.firm.returning import above
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.staff.office_words import THINGS
from tests.guards.access import expected, lines, proposed, table
from tests.guards.asking import ask, leaks, routes
from tests.guards.canaries.words import FIRST, OTHER, RIVAL, WORDS
from tests.guards.test_pages import faults
from tests.guards.world import SIGNED_OUT, Persona, World
from tests.questions import MOST

ROUTES = routes()
WITH_IDS = [route for route in ROUTES if route.ids]
READERS = ("partner", "client", SIGNED_OUT)
# A GET changes nothing; that a file was handed out, or read, is all it may record.
MAY_HAPPEN = {
    "file.downloaded",
    "file.copied",
    "form.read",
    "facts.revealed",
}
_CHANGING = re.compile(
    r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": |data-lock-after=)"[^"]*"'
)
# Ids of what belongs to the whole firm.
OF_THE_FIRM = {
    "bank_account_id",
    "till_asked_id",
    "bank_statement_id",
    "bank_match_id",
    "reconciliation_id",
    "audit_pack_id",
    "membership_id",
    "tax_id",
    "user_id",
    "job_id",
    "offer_id",
    "detail_id",
    "rule_id",
    "sample_id",
    "tag_id",
    "search_id",
    "view_id",
    "set_id",
    "paragraph_id",
    "questionnaire_id",
    "draft_id",
    "closure_id",
    "absence_id",
    "task_rule_id",
    "automation_id",
    "rule_version_id",
    "hook_id",
    "export_id",
    "playbook_id",
    "sketch_id",
    "bulletin_id",
    "meaning_id",
}
# Machines prove with a signature, not with a token of our page, who they are.
SIGNED = {"processor-notice", "processor-stripe", "text-heard"}


# What each stranger was answered, by method and status, where there is nothing.
nothing_there: dict[tuple[int, str, str, int], tuple[int, str]] = {}


def named(route):
    return route.name


# Routes at which nobody gets in here, and why that is right.
NOBODY_IN = {
    "account_reauthenticate": "everybody signed in a moment ago",
    "mfa_reauthenticate": "nobody here has a second factor to show",
    "mfa_reauthenticate_webauthn": "nobody here has a passkey to show",
    "mfa_deactivate_totp": "nobody here has an authenticator",
    "mfa_download_recovery_codes": "nobody here has recovery codes",
    "mfa_view_recovery_codes": "nobody here has recovery codes",
    "mfa_edit_webauthn": "nobody here has a passkey",
    "mfa_remove_webauthn": "nobody here has a passkey",
    "end-session": "each ends only sessions of their own, and the number is nobody's",
    "portal:photo": "only photos of one's own tray, and none waits here (test_several_photos.py)",
    **dict.fromkeys(
        (
            "help-with",
            "answers-for",
            "answers-for-screen",
            "answers-for-entry",
            "answers-for-add",
        ),
        "no invitation is a helper's link (portal/tests/test_answering_for.py)",
    ),
    "processor-stripe": "nobody here signs as Stripe does (paying/tests/test_stripe.py)",
    **dict.fromkeys(
        ("pay", "pay-go"), "no invitation is a link to pay (paying/tests/test_back.py)"
    ),
    "calendar-feed": "no invitation is an address of a calendar (test_calendar.py)",
    "letter": "no letter lies in the outbox of a development machine",
}

# Pages about one case at which a look is not noted, and why that is right.
UNNOTICED = {
    "staff:log-entry": "a line of the whole firm's log, for those who answer for it",
}


# Files that are handed out and hold nothing of any case.
OF_NO_CASE = {
    "staff:give-playbook": "the firm's own way of working",
}


def test_every_row_of_the_table_is_a_route():
    assert set(table()) - {route.name for route in ROUTES} == set()


def test_a_row_at_which_nobody_gets_in_proves_nothing():
    """Each route has somebody who gets in, so that those who do not are kept out."""
    nobody = {
        name
        for name, rows in table().items()
        if not any("in" in row for row in rows.values())
    }
    assert nobody == set(NOBODY_IN)


@pytest.mark.feature("F230")
@pytest.mark.feature("F233")
@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_every_role_gets_in_where_the_table_says(world: World, route):
    address = route.address(world.first)
    answers = {
        method: {
            one.name: ask(world, one, method, address, language=spoken(n, method))
            for n, one in enumerate(world.insiders)
        }
        for method in route.methods
    }
    got = {
        method: {name: answer.outcome for name, answer in row.items()}
        for method, row in answers.items()
    }
    proposal = lines(route.name, {m: proposed(row) for m, row in got.items()})
    assert route.name in table(), f"no row in access.yaml; now it is:\n{proposal}"
    rows = table()[route.name]
    for method in route.methods:
        wanted = expected(rows[method], list(got[method]))
        assert got[method] == wanted, f"now it is:\n{proposal}"
    for one in world.insiders:
        for method in route.methods:
            answer = answers[method][one.name]
            assert leaks(world, one, answer, address) == [], (method, one.name)
            assert answer.status < 500, (method, one.name, answer.body[-3000:])
        shown = answers["GET"][one.name]
        assert set(shown.changed) <= MAY_HAPPEN
        assert set(shown.looks) <= set(THINGS), "a look without a name in the log"
        if _is_handed_out(shown) and route.name not in OF_NO_CASE:
            assert {"file.downloaded", "file.copied"} & {*shown.changed}, (
                f"{one.name} got it unrecorded"
            )
        if _is_a_look(route, shown):
            assert shown.looks or shown.changed, f"{one.name} looked unnoticed"
        if shown.outcome != "in":
            assert shown.looks == [], (
                f"{one.name} saw nothing, and is said to have looked"
            )
        if shown.outcome == "in":
            assert len(shown.asked) <= MOST, "\n".join([one.name, *shown.asked])
    pages_keep_the_rules(world, address, answers)


def spoken(number: int, method: str) -> str:
    """The language of somebody's question: half read in each, and send in the other."""
    return ("en", "es")[(number + (method != "GET")) % 2]


def pages_keep_the_rules(world: World, address: str, answers) -> None:
    """What stands in test_pages.py, of each page in both languages."""
    for one in READERS:
        for method in ("GET", "POST"):
            _keeps_the_rules(answers[method][one], (one, method))
    seen = [n for n, who in enumerate(world.insiders) if _is_in(answers, who)]
    for language in ("en", "es"):
        in_it = [n for n in seen if spoken(n, "GET") == language]
        if in_it:
            answer = answers["GET"][world.insiders[in_it[0]].name]
        elif seen:
            who = world.insiders[seen[0]]
            answer = ask(world, who, "GET", address, language=language)
        else:
            continue
        _keeps_the_rules(answer, language)


def _is_in(answers, who) -> bool:
    return answers["GET"][who.name].outcome == "in"


def _keeps_the_rules(answer, where) -> None:
    if answer.html and "<html" in answer.body:
        assert faults(answer.body, answer.headers) == [], where


def _is_a_look(route, shown):
    """Whether this is a page that shows what is of one case."""
    of_a_case = set(route.ids) - OF_THE_FIRM and route.name not in UNNOTICED
    return of_a_case and shown.html and shown.status == 200


def _is_handed_out(shown):
    """Whether this is a file to keep, and not a page."""
    return "attachment" in shown.headers.get("Content-Disposition", "")


@pytest.mark.feature("F044", "F100")
@pytest.mark.feature("F016")
@pytest.mark.parametrize("route", WITH_IDS, ids=named)
def test_what_is_not_yours_is_answered_like_what_is_not_there(world: World, route):
    there = route.address(world.first)
    nobodys = {name: new_id() for name in route.ids}
    nowhere = route.at({**route.values(world.first), **nobodys})
    of_the_firm = set(route.ids) <= OF_THE_FIRM
    strangers = [
        # Behind some addresses no case stands, so no wall does.
        one
        for one in world.strangers
        if not (of_the_firm and one.firm == world.harbor)
    ]
    asks_both = ROUTES.index(route) % len(strangers)
    for number, stranger in enumerate(strangers):
        for method in route.methods:
            yours = ask(world, stranger, method, there)
            said = (yours.status, _still(yours.body, there))
            # What is nowhere is answered alike wherever it is asked for: in turn one
            # asks here, the others compare with what they were answered elsewhere.
            known = (id(world), stranger.name, method, yours.status)
            if number == asks_both or nothing_there.get(known) != said:
                none = ask(world, stranger, method, nowhere)
                nothing_there[known] = (none.status, _still(none.body, nowhere))
            assert said == nothing_there[known], (method, stranger.name)
            assert yours.status in (404, 405), (method, stranger.name)
            assert leaks(world, stranger, yours, there) == []
            assert yours.changed == []


@pytest.mark.feature("F232")
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if not route.arguments], ids=named
)
def test_no_list_and_no_search_tells_of_what_is_not_yours(world: World, route):
    words = {"q": "zq*", "search": "zq", "query": "zq"}
    row = table()[route.name]["GET"]
    let_in = expected(row, [one.name for one in world.insiders])
    for one in world.personas.values():
        # What people of the firm read there unasked was looked through above; and whoever
        # is not let in is not let in by words.
        if let_in.get(one.name, "in") != "in":
            continue
        for asked in [words] if one in world.insiders else [{}, words]:
            answer = ask(world, one, "GET", route.at({}), data=asked)
            assert leaks(world, one, answer) == [], (one.name, asked)
            if answer.outcome != "in":
                break


@pytest.mark.feature("F113", "F232")
def test_words_of_papers_are_found_by_those_who_may_see_them(world: World):
    """So that nothing found by the others, above, is more than an empty index."""
    papers = next(route for route in ROUTES if route.name == "staff:search-papers")
    for name, found in (
        ("attorney", {FIRST, OTHER}),
        ("outside counsel", {FIRST}),
        ("walled partner", {OTHER}),
        ("rival partner", {RIVAL}),
    ):
        asked = {"q": "letter zq*", "earlier": "on"}
        answer = ask(world, world.personas[name], "GET", papers.at({}), data=asked)
        assert {word for word in WORDS if f">Letter {word}<" in answer.body} == found


@pytest.mark.feature("F232")
def test_the_search_leads_nobody_to_a_case_that_is_not_theirs(world: World):
    """It is not asked for by an address but sent: a few letters, and whole numbers."""
    search = next(route for route in ROUTES if route.name == "staff:search").at({})
    key = world.first.case.key
    for words in ("zq", *numbers_of_the_first(world)):
        for one in world.strangers:
            answer = ask(world, one, "POST", search, data={"q": words})
            assert key not in answer.headers.get("Location", ""), (one.name, words)
            assert leaks(world, one, answer) == [], (one.name, words)
            if one.name.split()[-1] == Role.CLIENT:
                assert answer.status == 404, (one.name, words)
    for words in numbers_of_the_first(world):
        lawyer = world.personas["attorney"]
        answer = ask(world, lawyer, "POST", search, data={"q": words})
        assert key in answer.headers.get("Location", ""), words


def numbers_of_the_first(world: World) -> list[str]:
    """What the box at the top of the desk finds this one case by."""
    with inside(world.harbor):
        receipt = Filing.objects.get(case=world.first.case).receipt_number
    return [world.first.case.number, receipt]


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_every_route_has_a_door(route):
    assert route.door or route.name.startswith(("components", "outbox", "letter"))


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.name not in SIGNED], ids=named
)
def test_nothing_is_changed_without_the_token_of_our_own_page(world: World, route):
    lawyer, client = world.personas["partner"], world.personas["client"]
    for one in (lawyer, client):
        answer = ask(world, one, "POST", route.address(world.first), strict=True)
        assert answer.status in (403, 404, 405), one.name
        assert answer.changed == []


def test_the_canaries_sing(world: World):
    """What the guards look for is there to be seen, by those who may see it."""
    home = next(r for r in ROUTES if r.name == "staff:case").address(world.first)
    seen = ask(world, world.personas["attorney"], "GET", home)
    assert FIRST in seen.body
    blind = Persona("nobody", None, None, frozenset({FIRST}))
    assert leaks(world, blind, seen)


def _still(body: str, address: str) -> str:
    """An answer without what differs from request to request."""
    still, path = _CHANGING.sub("", body), address.partition("?")[0]
    # What only takes a form comes back, in another language, to the page above it.
    for written in (address, unquote(address), path, above(path)):
        still = still.replace(written, "")
    return still
