"""The features that no test shows: `make features`.

Reads the marks `@pytest.mark.feature("F047")` out of the tests without running
them. With --shown it lists the tests of each feature instead.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALL = [f"F{number:03}" for number in range(1, 340)]


def test_files() -> list[Path]:
    found = [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("harborlight/**/test_*.py")]
    return sorted(found)


def shown() -> dict[str, list[str]]:
    """The tests that carry each feature, as addresses that pytest understands."""
    tests = defaultdict(list)
    for path in test_files():
        tree = ast.parse(path.read_text())
        for whole in _marks_of_file(tree):
            tests[whole].append(str(path.relative_to(ROOT)))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                for number in _marks(node.decorator_list):
                    tests[number].append(f"{path.relative_to(ROOT)}::{node.name}")
    return dict(tests)


def _marks_of_file(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == (
            "pytestmark"
        ):
            return _marks([node.value])
    return []


def _marks(nodes: list[ast.expr]) -> list[str]:
    """Every F-number that stands in a mark among these."""
    calls = (
        call
        for node in nodes
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(".feature")
    )
    return [
        argument.value
        for call in calls
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def main() -> int:
    tests = shown()
    if "--shown" in sys.argv[1:]:
        for number in sorted(tests):
            print(number, *tests[number], sep="\n  ")
        return 0
    missing = [number for number in ALL if number not in tests]
    unknown = sorted(set(tests) - set(ALL))
    print(*missing, sep="\n")
    print(f"{len(ALL) - len(missing)} of {len(ALL)} features are shown by a test.")
    if unknown:
        print("No such feature:", *unknown)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
