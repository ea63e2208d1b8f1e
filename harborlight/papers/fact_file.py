"""A file of answers, as its rows: a table (CSV), or facts nested in YAML or JSON.

Reads files from strangers: call it in the sandbox (`sandbox.run("fact_file.rows", ...)`).
"""

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

LARGEST, DEEPEST, LONGEST = 4 * 1024 * 1024, 12, 4_000
# What the two columns of a table may be called.
NAMES = {"fact", "path", "dato"}, {"value", "answer", "valor", "respuesta"}
_SEPARATORS = ",;\t"
_NOTHING = "tag:yaml.org,2002:null"


class Unfit(Exception):
    """The file cannot be read as answers: a code, and the row where that is known."""

    def __init__(self, code: str, row: int = 0) -> None:
        super().__init__(code)
        self.code, self.row = code, row


def rows(file: BinaryIO, kind: str, most: int) -> dict[str, Any]:
    """{"rows": [[number, path, value], ...], "fault": "", "row": 0, "count": n}.

    kind: "csv", or anything else for YAML and JSON. With more than `most` rows the fault
    is too_many. Numbers are those of the lines of the file, counted from 1; where one
    line says several facts, as a program writes JSON, the facts are counted instead.
    """
    try:
        text = _text(file.read(LARGEST + 1))
        found = [*(_table(text) if kind == "csv" else _nested(text))]
    except Unfit as why:
        return {"rows": [], "fault": why.code, "row": why.row, "count": 0}
    except RecursionError:
        return {"rows": [], "fault": "too_deep", "row": 0, "count": 0}
    fault = "" if found else "empty"
    if len(found) > most:
        return {"rows": [], "fault": "too_many", "row": 0, "count": len(found)}
    if len({number for number, _path, _said in found}) < len(found):
        found = [[place, *said] for place, (_line, *said) in enumerate(found, 1)]
    return {"rows": found, "fault": fault, "row": 0, "count": len(found)}


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unfit("too_large")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as why:
        raise Unfit("not_text") from why
    if "\0" in text:
        raise Unfit("not_text")
    return text


def _table(text: str) -> Iterator[list[Any]]:
    """The rows of a table whose first line names its columns."""
    first = text.partition("\n")[0]
    between = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(LARGEST)
    lines = csv.reader(io.StringIO(text), delimiter=between, strict=True)
    try:
        names = [one.strip().lower() for one in next(lines, [])]
        fact, value = (_column(names, of) for of in NAMES)
        for line in lines:
            if any(one.strip() for one in line):
                path = line[fact].strip() if fact < len(line) else ""
                said = line[value].strip() if value < len(line) else ""
                yield _row(lines.line_num, path, said)
    except csv.Error as why:
        raise Unfit("not_a_table", lines.line_num) from why


def _column(names: list[str], wanted: set[str]) -> int:
    found = [place for place, name in enumerate(names) if name in wanted]
    if not found:
        raise Unfit("no_columns", 1)
    return found[0]


def _nested(text: str) -> Iterator[list[Any]]:
    """Facts as subjects, groups and values; no references: they could unfold for ever."""
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                raise Unfit("references", mark.line + 1 if mark else 0)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as why:
        mark = getattr(why, "problem_mark", None)
        raise Unfit("not_facts", mark.line + 1 if mark else 0) from why
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise Unfit("not_facts", 1)
    yield from _flat("", root, 0)


def _flat(path: str, node: yaml.Node, depth: int) -> Iterator[list[Any]]:
    number = node.start_mark.line + 1
    if depth > DEEPEST:
        raise Unfit("too_deep", number)
    if isinstance(node, yaml.ScalarNode):
        if node.tag != _NOTHING:
            yield _row(number, path, str(node.value))
        return
    for step, inner in _inside(node, number):
        # What an entry was called where it came from says nothing here.
        if step != "entry" or not path.endswith("]"):
            dot = "." if path and not step.startswith("[") else ""
            yield from _flat(f"{path}{dot}{step}", inner, depth + 1)


def _inside(node: yaml.Node, number: int) -> Iterator[tuple[str, yaml.Node]]:
    """What stands in a mapping or a list, each with its step of the path."""
    if isinstance(node, yaml.SequenceNode):
        for place, inner in enumerate(node.value):
            yield f"[{place}]", inner
        return
    for name, inner in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise Unfit("not_facts", number)
        yield str(name.value), inner


def _row(number: int, path: str, value: str) -> list[Any]:
    return [number, path[:200], value[: LONGEST + 1]]
