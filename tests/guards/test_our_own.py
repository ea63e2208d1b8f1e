"""Nothing of others is copied in: styles, scripts, fonts and forms come from elsewhere.

Packages bring the first three at install; the forms are the government's, and lie in
the folder of the form library.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.guards.each import each

ROOT = Path(__file__).parents[2]
# What we write. A font, a PDF, a compiled catalogue or a program is none of it.
KINDS = {
    *(".py", ".html", ".css", ".js", ".txt", ".md", ".yaml", ".toml"),
    *(".po", ".typ", ".in", ".lock", ".svg", ".png"),
}
WITHOUT_A_KIND = {"LICENSE", "Makefile", ".gitignore", ".ci/run"}
LARGEST = 60_000
# What is larger, and why it is ours all the same.
LARGE = {
    "harborlight/locale/es/LC_MESSAGES/django.po": "every sentence in Spanish",
    "harborlight/locale/en/LC_MESSAGES/django.po": "every sentence, collected",
    "harborlight/facts/catalogue.yaml": "every fact of every form",
    "harborlight/law/forms/i-129/2025-01-20.yaml": "970 boxes on 38 pages",
    "harborlight/law/forms/i-485/2025-01-20.yaml": "760 boxes on 24 pages",
    "harborlight/questionnaires/starters/n400.yaml": "questions in two languages",
    "harborlight/questionnaires/starters/one-step-marriage.yaml": "the same",
    "harborlight/questionnaires/starters/tps.yaml": "the same",
    "tests/guards/access.yaml": "every route for every role",
    "docs/pictures/waiting-room.png": "a picture of our own page",
    "docs/pictures/desk.png": "a picture of our own page",
    "docs/pictures/cases.png": "a picture of our own page",
    "requirements/runtime.lock": "hashes of the packages it runs on",
    "requirements/test.lock": "hashes of the packages its tests need",
}
# Those that speak of a copyright without being somebody else's, and why.
SPEAKS_OF_IT = {
    "LICENSE": "our own licence",
    "harborlight/config/commands/messages.py": "takes that line out of new catalogues",
    "tests/guards/test_our_own.py": "looks for it",
}
OF_OTHERS = re.compile(
    r"copyright|©|\(c\) \d{4}|SPDX-|licen[cs]ed under|@licen[cs]e|all rights reserved",
    re.IGNORECASE,
)
PACKED = re.compile(r"[A-Za-z0-9+/]{200,}|;base64,[A-Za-z0-9+/]{40,}")
LONGEST_LINE = 400
NOT_LOOKED_INTO = {".venv", "var", ".git"}


def ours() -> list[str]:
    """The files of the repository; where there is no git, those that lie here."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True
        )
        names = listed.stdout.decode().split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        names = without_git()
    return [name for name in names if (ROOT / name).is_file()]


def without_git() -> list[str]:
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        made = any(
            part.endswith((".egg-info", "_cache", "__pycache__")) for part in parts
        )
        if parts[0] not in NOT_LOOKED_INTO and not made and path.suffix != ".mo":
            found.append(str(path.relative_to(ROOT)))
    return [name for name in found if (ROOT / name).is_file()]


OURS = ours()
PROSE = [name for name in OURS if not name.endswith(".png")]
LOOKS = [name for name in OURS if name.endswith((".css", ".js", ".svg", ".html"))]


def test_the_guard_sees_the_repository():
    assert {"README.md", "LICENSE", "harborlight/config/settings.py"} <= {*OURS}
    assert LOOKS
    assert {*OURS} <= {*without_git()}, "without git it looks at no less"


def test_there_is_no_file_of_a_kind_that_we_do_not_write():
    others = [name for name in OURS if Path(name).suffix not in KINDS]
    assert {*others} == WITHOUT_A_KIND
    pictures = [name for name in OURS if name.endswith((".png", ".svg"))]
    folders = {str(Path(name).parent) for name in pictures}
    assert folders == {"docs/pictures", "harborlight/ui/assets/images"}


@each(PROSE)
def test_a_file_is_what_its_name_says(name):
    """A form, a font or a program under another name is not text."""
    content = (ROOT / name).read_bytes()
    assert not content.startswith((b"%PDF", b"PK\x03\x04", b"wOF", b"\x7fELF"))
    content.decode()
    assert b"\0" not in content


def test_there_is_nothing_minified_and_no_folder_of_packages():
    brought = re.compile(r"\.min\.|(^|/)(node_modules|vendor|third_party|bower)/")
    assert [name for name in OURS if brought.search(name)] == []


def test_what_is_large_is_ours_and_stands_in_the_list():
    large = {name for name in OURS if (ROOT / name).stat().st_size > LARGEST}
    assert large == set(LARGE)


def test_no_file_carries_the_copyright_or_licence_of_somebody_else():
    speak = {name for name in PROSE if OF_OTHERS.search((ROOT / name).read_text())}
    assert speak == set(SPEAKS_OF_IT)


@each(LOOKS)
def test_styles_scripts_and_pages_hold_nothing_packed(name):
    text = (ROOT / name).read_text()
    assert not PACKED.search(text)
    if not name.endswith(".html"):
        assert max(map(len, text.splitlines()), default=0) <= LONGEST_LINE
