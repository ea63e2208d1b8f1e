"""Transactions as OFX 1.0.2, as banks write it: a statement of each of the two accounts.

Any program that takes in what a bank sends takes this in. Each line has a number of its
own, the same in every export, so that what is brought in twice is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from harborlight.paying.exporting import Codes, Row, amount

_HEAD = (
    "OFXHEADER:100",
    "DATA:OFXSGML",
    "VERSION:102",
    "SECURITY:NONE",
    "ENCODING:USASCII",
    "CHARSET:1252",
    "COMPRESSION:NONE",
    "OLDFILEUID:NONE",
    "NEWFILEUID:NONE",
    "",
)
# Who says it, where a bank would stand; and the longest that these may be.
_US, _NAME, _NUMBER, _MEMO = "000000000", 32, 22, 255


def as_ofx(
    rows: Sequence[Row],
    codes: Codes,
    *,
    first: date,
    last: date,
    stood: Mapping[str, int],
    made_at: datetime,
) -> str:
    """stood: whole cents in "trust" and "operating" when the last day was over."""
    told = [
        *_HEAD,
        "<OFX><SIGNONMSGSRSV1><SONRS>",
        "<STATUS><CODE>0<SEVERITY>INFO</STATUS>",
        f"<DTSERVER>{made_at:%Y%m%d%H%M%S}<LANGUAGE>ENG",
        "</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1>",
    ]
    for part in ("trust", "operating"):
        own = [row for row in rows if row.part == part]
        told += [
            f"<STMTTRNRS><TRNUID>{part}<STATUS><CODE>0<SEVERITY>INFO</STATUS>",
            "<STMTRS><CURDEF>USD",
            f"<BANKACCTFROM><BANKID>{_US}",
            f"<ACCTID>{_text(codes.bank_of(part), _NUMBER)}",
            "<ACCTTYPE>CHECKING</BANKACCTFROM>",
            f"<BANKTRANLIST><DTSTART>{first:%Y%m%d}<DTEND>{last:%Y%m%d}",
            *(_line(row, codes) for row in own),
            f"</BANKTRANLIST><LEDGERBAL><BALAMT>{amount(stood[part])}",
            f"<DTASOF>{last:%Y%m%d}</LEDGERBAL></STMTRS></STMTTRNRS>",
        ]
    told.append("</BANKMSGSRSV1></OFX>")
    return "\r\n".join(told) + "\r\n"


def _line(row: Row, codes: Codes) -> str:
    about = (row.invoice, row.case, row.receipt, codes.of(row))
    tags = {
        "TRNTYPE": "CREDIT" if row.cents > 0 else "DEBIT",
        "DTPOSTED": f"{row.day:%Y%m%d}",
        "TRNAMT": amount(row.cents),
        "FITID": f"{row.payment}-{row.what}-{row.part}".replace(" ", "-"),
        "NAME": _text(f"{row.what} {row.invoice}", _NAME),
        "MEMO": _text(" ".join(filter(None, about)), _MEMO),
    }
    return (
        f"<STMTTRN>{''.join(f'<{tag}>{said}' for tag, said in tags.items())}</STMTTRN>"
    )


def _text(said: str, most: int) -> str:
    """Plain ASCII, as the header says, and no sign of the format's own."""
    clean = " ".join(said.split()).encode("ascii", "replace").decode()[:most].strip()
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
