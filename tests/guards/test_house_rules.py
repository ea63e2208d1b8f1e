"""The rules of the house that a machine can keep (CONTRIBUTING.md, architecture.md)."""

import ast
import re
from pathlib import Path

from tests.guards.each import each

HOME = Path(__file__).parents[2] / "harborlight"
FILES = [
    path
    for path in sorted(HOME.rglob("*.py"))
    if "migrations" not in path.parts and "tests" not in path.parts
]
ROOMS = [path.parent for path in sorted(HOME.glob("*/__init__.py"))]
TEMPLATES = sorted(HOME.rglob("*.html"))

WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update",
    "get_or_create", "update_or_create",
}  # fmt: skip
# Actions write; these are the few places below them that do, and why.
MAY_WRITE = {
    "actions.py": "the only writers",
    "jobs.py": "readers of events keep what they read",
    "firm/acting.py": "adds the event",
    "firm/chain.py": "seals events",
    "firm/readers.py": "keeps the positions of readers",
    "firm/queue.py": "is the job queue",
    "firm/working.py": "is its worker",
    "firm/sightings.py": "is the lighter log",
    "firm/models/numbering.py": "gives numbers",
    "firm/models/user.py": "makes accounts",
    "firm/vault/destroying.py": "destroys wrapped keys",
    "firm/vault/keys.py": "keeps wrapped keys",
    "firm/vault/rotation.py": "wraps keys anew",
    "firm/vault/stored.py": "keeps encrypted files",
    "firm/vault/uploads.py": "keeps what arrives until an action takes it",
    "firm/put_by.py": "keeps for a day what no cookie can hold",
    "firm/sessions.py": "keeps sessions",
}
CLOCKS = {"now", "today", "localdate", "localtime", "utcnow", "fromtimestamp"}
# Seconds that are counted (monotonic, perf_counter) are no clock that tests could set.
CLOCKS_BY_OTHER_NAMES = re.compile(
    r"\bauto_now\b|\bauto_now_add\b|\btimezone\.now\b|\bNow\(|\btime\.time\("
    r"|\btime_ns\(|\bfrom time import .*\btime\b"
)
FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES = 300, 40, 18, 100


def ids(path):
    return str(path.relative_to(HOME))


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def calls(node):
    return (call for call in ast.walk(node) if isinstance(call, ast.Call))


def may_write(path):
    name = ids(path)
    in_folder = any(part in ("actions", "jobs", "synth") for part in path.parts)
    return in_folder or any(
        name == known or name.endswith(f"/{known}") for known in MAY_WRITE
    )


@each(FILES, ids)
def test_files_and_functions_stay_short(path):
    assert len(path.read_text().splitlines()) <= FILE_LINES
    for function in functions(path):
        assert function.end_lineno - function.lineno < FUNCTION_LINES, function.name


@each([path for path in FILES if "forms" in str(path)], ids)
def test_words_that_others_read_hide_nothing(path):
    """`WordsField` and `AddressField` of firm/fields.py, unless nobody sees the box."""
    for call in calls(ast.parse(path.read_text())):
        asked = ast.unparse(call)
        if asked.startswith(("forms.CharField(", "forms.EmailField(")):
            assert "HiddenInput" in asked or "PasswordInput" in asked, asked


@each([path for path in FILES if "views" in path.parts], ids)
def test_a_view_finds_hears_does_shows_and_no_more(path):
    for function in functions(path):
        body = function.end_lineno - function.body[0].lineno + 1
        assert body <= VIEW_LINES, f"{function.name}: {body} lines"


@each(TEMPLATES, ids)
def test_templates_stay_short_and_hold_no_script_or_style(path):
    text = path.read_text()
    assert len(text.splitlines()) <= TEMPLATE_LINES
    for forbidden in ("<style", "style=", "<script>", "onclick=", "javascript:"):
        assert forbidden not in text, forbidden


@each(FILES, ids)
def test_only_actions_write(path):
    if may_write(path) or {"commands", "papers", "law"} & {*path.parts}:
        return  # the book and the craft know no database
    for call in calls(ast.parse(path.read_text())):
        name = getattr(call.func, "attr", "")
        owner = (
            ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        )
        if name in WRITES and ("objects" in owner or name in ("save", "bulk_create")):
            raise AssertionError(f"line {call.lineno}: {owner}.{name}()")
        if getattr(call.func, "id", "") == "insert_rows":
            raise AssertionError(f"line {call.lineno}: insert_rows()")


@each([*HOME.glob("*/actions.py"), *HOME.glob("*/actions/*.py")], ids)
def test_every_action_goes_through_the_one_door(path):
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        names = [arg.arg for arg in node.args.args]
        if not names or names[0] not in ("actor", "clock"):
            continue  # helpers of actions take no actor, so they can do nothing
        doors = [c for c in calls(node) if getattr(c.func, "id", "") == "acting"]
        assert len(doors) <= 1, node.name
        others = {getattr(c.func, "id", "") for c in calls(node)}
        writes = [c for c in calls(node) if getattr(c.func, "attr", "") in WRITES]
        assert doors or not writes or node.name in UNRECORDED, (
            f"{node.name} writes without acting ({others})"
        )
        assert ast.get_docstring(node), node.name


# What needs no history of its own, and why.
UNRECORDED = {
    "read_notice": "a mark of the reader alone",
    "keep_receipt_paper": "the receipt itself was an event",
    "note_progress": "counted from facts, kept for lists",
}


@each(FILES, ids)
def test_only_the_clock_asks_the_time(path):
    if path.name == "clock.py":
        return
    for call in calls(ast.parse(path.read_text())):
        if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS:
            owner = ast.unparse(call.func.value)
            fine = owner in ("clock",) or (
                call.func.attr == "fromtimestamp" and len(call.args) == 2
            )
            assert fine, f"line {call.lineno}: {owner}.{call.func.attr}()"
    said = [*CLOCKS_BY_OTHER_NAMES.findall(path.read_text())]
    assert said == [], "ask firm/clock.py what time it is"


@each([*HOME.glob("*/queries.py"), *HOME.glob("*/queries/*.py")], ids)
def test_every_question_is_asked_on_somebodys_behalf(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            first = node.args.args[0].arg if node.args.args else ""
            asks = any(".objects" in ast.unparse(call.func) for call in calls(node))
            assert first in ("actor", "clock") or not asks, node.name


@each(ROOMS, ids)
def test_a_room_is_introduced_in_one_sentence(room):
    words = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert words, f"{room.name} has no sentence"
