"""What each route does, read from its view: the actions that it can perform."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import yaml

from harborlight.firm.events import KINDS
from harborlight.firm.questions import forget_questions
from harborlight.firm.roles import Roles
from tests.guards.asking import Route

WRITTEN = Path(__file__).with_name("deeds.yaml")


@cache
def written() -> dict[str, Any]:
    """The kinds that deeds ask for, deeds that ask otherwise, and who may do what."""
    found: dict[str, Any] = yaml.load(WRITTEN.read_text(), Loader=yaml.CSafeLoader)
    return found


def kinds_of(deed: str) -> list[str]:
    said = written()["deeds"][deed]
    return [said] if isinstance(said, str) else said


def actions_of(route: Route) -> set[str]:
    """The actions that its view calls, itself or through functions of its file."""
    view = inspect.unwrap(route.view)
    module = sys.modules[view.__module__]
    if not module.__name__.startswith("harborlight."):
        return set()
    functions = _functions(module.__name__)
    read: set[str] = set()
    found: set[str] = set()
    to_read = [getattr(view, "__name__", "")]
    while to_read:
        name = to_read.pop()
        if name in functions and name not in read:
            read.add(name)
            called, named = functions[name]
            to_read += called
            found |= {one for one in named if _is_action(module, one)}
    return found


@contextmanager
def only_by(kinds: list[str], several: Roles) -> Iterator[None]:
    """As if these kinds of events were for these roles alone."""
    before = {name: KINDS[name].by for name in kinds}
    try:
        for name in kinds:
            object.__setattr__(KINDS[name], "by", several)
        forget_questions()
        yield
    finally:
        for name, was in before.items():
            object.__setattr__(KINDS[name], "by", was)
        forget_questions()


@cache
def _functions(module: str) -> dict[str, tuple[set[str], set[str]]]:
    """The functions of a file: what each calls, and all that it names."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: (
            {name for part in ast.walk(node) for name in _calls(part)},
            {_name(part) for part in ast.walk(node)} - {""},
        )
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def _calls(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    name = _name(node.func)
    # It is handed what it calls.
    handed = {_name(one) for one in node.args} if name == "enter_as" else set()
    return {name, *handed} - {""}


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _is_action(module: ModuleType, name: str) -> bool:
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part, None)
    if not isinstance(found, FunctionType):
        return False
    return "actions" in found.__module__.split(".")
