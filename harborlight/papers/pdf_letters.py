"""What the codes of a font in a PDF stand for."""

from __future__ import annotations

from collections.abc import Mapping


def meaning_of(codes: Mapping[int, str]) -> bytes:
    """The table by which a reader copies or searches what is printed (PDF 32000-1, 9.10.3).

    codes: each code, and the letters that it prints.
    """
    pairs = [
        f"<{code:04x}> <{letters.encode('utf-16-be').hex()}>"
        for code, letters in sorted(codes.items())
    ]
    blocks = "\n".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar"
        for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
