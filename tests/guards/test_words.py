"""Every sentence has its Spanish, and the same gaps in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from harborlight.config.commands.messages import SAID_BY
from harborlight.firm.events import KINDS
from tests.guards.each import each

HOUSE = Path(__file__).parents[2] / "harborlight"
LOCALE = HOUSE / "locale"
RENAMED = re.compile(r"\bn?p?gettext\w* as (\w+)")
CATALOGUES = sorted(LOCALE.glob("es/LC_MESSAGES/*.po"))
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def messages(path):
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_there_is_a_spanish_catalogue():
    assert CATALOGUES


def test_no_sentence_is_said_by_a_name_that_nobody_collects():
    names = {
        (str(path.relative_to(HOUSE)), name)
        for path in HOUSE.rglob("*.py")
        for name in RENAMED.findall(path.read_text())
    }
    assert {found for found in names if found[1] not in SAID_BY} == set()


@pytest.mark.feature("F310")
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_every_sentence_is_in_spanish(path):
    missing = [
        message.id
        for message in messages(path)
        if message.fuzzy or not all(_forms(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_translation_has_the_gaps_of_its_sentence(path):
    for message in messages(path):
        # "once more" needs no number where "%(n)s more times" does.
        wanted = [set(GAP.findall(words)) for words in _forms(message.id)]
        for words in filter(None, _forms(message.string)):
            assert set(GAP.findall(words)) in wanted, message.id


def test_what_counts_says_one_otherwise_than_several():
    counting = [kind for kind in KINDS.values() if "{count}" in str(kind.sentence)]
    assert counting
    for kind in counting:
        assert kind.counted and kind.counted(1) != kind.counted(2), kind.name


# --- Sentences that no catalogue knows ----------------------------------------------

# What a call that speaks to a person is named, and which of its arguments are read.
SPOKEN = {
    "add_error": (1,), "ValidationError": (0,), "HttpResponse": (0,),
    "debug": (1,), "info": (1,), "success": (1,), "warning": (1,), "error": (1,),
}  # fmt: skip
NAMED = {"label", "help_text", "empty_label", "verbose_name"}
SAYING = re.compile(r"[A-Z][a-z]+\b|\b[a-z]+ [a-z]+\b(?!-)")
ROOMS = [
    path
    for path in sorted(HOUSE.rglob("*.py"))
    if not {"tests", "migrations", "commands", "synth", "bench"} & {*path.parts}
]
LETTERS = sorted(HOUSE.rglob("templates/**/*.txt"))
TEMPLATES = [*sorted(HOUSE.rglob("*.html")), *LETTERS]
SCRIPTS = sorted(HOUSE.rglob("assets/js/**/*.js"))
SHEETS = sorted(HOUSE.rglob("*.typ"))
# What stands behind a government's form is written as the form is: in English.
OF_THE_GOVERNMENT = {"certificate.typ", "further.typ"}


def test_nothing_is_said_on_a_page_that_went_around_the_catalogue():
    bare = [
        f"{path.relative_to(HOUSE)}:{node.lineno} {ast.unparse(node)}"
        for path in ROOMS
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        for node in _read_by_people(call)
        if _is_bare(node)
    ]
    assert bare == []


def test_a_refusal_that_a_page_repeats_is_said_in_the_readers_language():
    """An exception whose words a view shows is raised with words of the catalogue."""
    trees = {path: ast.parse(path.read_text()) for path in ROOMS}
    repeated = {one for path, tree in trees.items() for one in _repeated(path, tree)}
    assert ("firm", "Refused") in repeated and ("questionnaires", "EnoughOfThem") in (
        repeated
    )
    bare = [
        f"{path.relative_to(HOUSE)}:{node.lineno} {ast.unparse(node)}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        if (_room_of(path, tree, _name(node.exc)), _name(node.exc)) in repeated
        if node.exc.args and _is_bare(node.exc.args[0])
    ]
    assert bare == []


@each(TEMPLATES)
def test_a_template_says_nothing_of_its_own(path):
    assert of_a_template(path.read_text()) == []


@each(SCRIPTS)
def test_a_script_says_nothing_of_its_own(path):
    """It finds its words in the page, where they are translated."""
    assert of_a_script(path.read_text()) == []


@each(SHEETS)
def test_a_sheet_to_print_says_nothing_of_its_own(path):
    said = of_a_sheet(path.read_text())
    assert (said != []) == (path.name in OF_THE_GOVERNMENT), said


@pytest.mark.parametrize(
    ("listen", "text", "heard"),
    [
        ("template", "<p>{% trans 'Dear María' %}</p>{{ firm }}, Harborlight", []),
        ("template", "{% trans 'Hello' %},\n\nwe wait for you.", [", we wait for you."]),
        ("template", '<a title="Go back">{{ x }}</a>', ["Go back"]),
        ("script", 'line.textContent = "Your file is here."', ["Your file is here."]),
        ("script", "say(`We have ${n} files`)", ["We have \0 files"]),
        ("script", 'button.textContent = "Saved"', ["Saved"]),
        ("script", 'find("main a"); // It isn\'t "said to anybody"\n', []),
        ("script", 'if (key === "Escape") throw new Error("not begun")', []),
        ("sheet", '// A bill.\n[*#d.what*] #text(9pt, font: "Inter")[#d.note]', []),
        ("sheet", "#grid([#d.name \\ Amount due], [x])", ["Amount due"]),
        ("sheet", '#text("Amount due")', ["Amount due"]),
    ],
)  # fmt: skip
def test_whoever_listens_hears_what_is_said(listen, text, heard):
    assert LISTENING[listen](text) == heard


def of_a_template(text: str) -> list[str]:
    for what in OF_NO_LANGUAGE:
        text = what.sub("\0", text)
    said = [" ".join(part.split()) for part in re.split(rf"{TAG.pattern}|\0", text)]
    aloud = [words for pair in ALOUD.findall(text) for words in pair.split("\0")]
    return [words for words in [*said, *aloud] if SAYING.search(words)]


def of_a_script(text: str) -> list[str]:
    text = OF_NOBODY.sub("", LITERAL_OR_REMARK.sub(r"\1", text))
    literals = [found[1:-1] for found in LITERAL.findall(text)]
    words = [GAP_OF_A_SCRIPT.sub("\0", one) for one in literals]
    return [one for one in words if SENTENCE.search(one) and one not in NOT_SAID]


def of_a_sheet(text: str) -> list[str]:
    text = LITERAL_OR_REMARK.sub(r"\1", text)
    said = [found[1:-1] for found in LITERAL.findall(text)]
    text = LITERAL.sub("", text)
    while inner := re.search(r"\[([^\[\]]*)\]", text):
        bare = IN_A_SHEET.sub("\0", inner[1])
        said += [" ".join(part.split()) for part in bare.split("\0")]
        text = text[: inner.start()] + "\x01" + text[inner.end() :]
    return [one for one in said if SENTENCE.search(one) and one not in NOT_SAID]


LISTENING = {
    "template": of_a_template,
    "script": of_a_script,
    "sheet": of_a_sheet,
}
LITERAL = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`]*`")
LITERAL_OR_REMARK = re.compile(rf"({LITERAL.pattern})|(?<!:)//[^\n]*|/\*.*?\*/", re.S)
# What is thrown is caught by us, and what is looked for is in no language.
OF_NOBODY = re.compile(
    rf"\b(?:Error|closest|find|matches|querySelector(?:All)?)(?:\?\.)?"
    rf"\(\s*(?:{LITERAL.pattern})"
)
GAP_OF_A_SCRIPT = re.compile(r"\${[^}]*}")
IN_A_SHEET = re.compile(r"#\w[\w.]*(?:\((?:[^()]|\([^()]*\))*\))*|\x01|\\")
# A word as a sentence begins, alone or not, or two words in a row.
SENTENCE = re.compile(r"^\W*[A-Z][a-z]+\b(?![-:])|\b[a-z]+ [a-z]+\b(?!-)")
# Names of keys, fonts, and of what machines tell each other.
NOT_SAID = {"Delete", "Escape", "Inter", "Location", "Tab", "use strict"}


# What stands in a template and is said by nobody, or was translated there.
OF_NO_LANGUAGE = [
    re.compile(pattern, re.S)
    for pattern in (
        r"{% comment.*?endcomment %}",
        r"{#.*?#}",
        r"{% blocktrans.*?endblocktrans %}",
        r"{% blocktranslate.*?endblocktranslate %}",
        r"<(script|style|svg)\b.*?</\1>",
        r"{%.*?%}",
        r"{{.*?}}",
        r"&\w+;",
        r"\bHarborlight\b",
    )
]
TAG = re.compile(r"<(?:\"[^\"]*\"|[^\">])*>")
ALOUD = re.compile(r"\s(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"")


def _read_by_people(call: ast.Call) -> list[ast.expr]:
    name = _name(call)
    positions = SPOKEN.get(name, ())
    if name in ("debug", "info", "success", "warning", "error"):
        of = call.func.value if isinstance(call.func, ast.Attribute) else None
        positions = positions if of and ast.unparse(of) == "messages" else ()
    named = [word.value for word in call.keywords if word.arg in NAMED]
    return [call.args[at] for at in positions if at < len(call.args)] + named


def _is_bare(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
        return bool(SAYING.search(" ".join(map(str, parts))))
    found = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return found and bool(SAYING.search(node.value))


def _repeated(path: Path, tree: ast.Module) -> list[tuple[str, str]]:
    """The exceptions that a page catches and repeats, with the room they are of."""
    if path.relative_to(HOUSE).parts[0] not in ("staff", "portal", "api", "ui"):
        return [("firm", "Refused")]  # the door repeats it (403.html)
    shown = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type and f"str({node.name})" in ast.unparse(node)
    )
    kinds = [
        ast.unparse(kind)
        for node in shown
        for kind in (
            node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        )
    ]
    return [(_room_of(path, tree, kind), kind) for kind in kinds]


def _room_of(path: Path, tree: ast.Module, name: str) -> str:
    """The room in which this name of a file is defined."""
    rooms = [
        node.module.split(".")[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        if node.module.startswith("harborlight.")
        if name in {alias.asname or alias.name for alias in node.names}
    ]
    return rooms[0] if rooms else path.relative_to(HOUSE).parts[0]


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".", 1)[-1]


def _forms(words) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


# --- Sentences beside the catalogue -------------------------------------------------

# What is no sentence of ours, and why it stands in the code all the same.
BESIDE = {
    "facts/showing.py": "words that people type, which are read and never shown",
}


@pytest.mark.feature("F310")
@each(ROOMS)
def test_no_sentence_is_translated_beside_the_catalogue(path):
    """A text of ours in two languages in the code is one that no translator is shown."""
    if str(path.relative_to(HOUSE)) in BESIDE:
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Dict):
            said = {
                key.value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and _is_words(value)
            }
            assert not said & {"es", "fr", "ar", "zh"}, f"line {node.lineno}"


def _is_words(value):
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return is_text or isinstance(value, ast.JoinedStr)
