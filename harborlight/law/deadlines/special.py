"""Rules that are more than dates counted one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from harborlight.law.dates import SUNDAY
from harborlight.law.deadlines.adding import ONE, add_business_days, add_months
from harborlight.law.deadlines.told import CURRENT, UNAVAILABLE, Ranges, apart, ordered
from harborlight.law.deadlines.types import (
    Closures,
    Counted,
    NotCounted,
    Rule,
    Step,
    Version,
)
from harborlight.law.fees import NoFeeKnown, fee

Known = Mapping[str, Any]
Special = Callable[[Rule, Version, Known, Closures], Counted]


def days_abroad(trips: Ranges) -> int:
    """Full days outside: those of departure and return are days in the country."""
    return sum(max((back - left).days - 1, 0) for left, back in trips)


def residence(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D20: days in the country within the years before the filing, and long absences."""
    choice = version.params["by_rule"][known["years"]]
    last = known["period_ends"]
    first = known["since"] or add_months(last, -12 * choice["years"], up=False) + ONE
    if first > last:
        raise NotCounted(
            "The period begins after it ends: check since and period_ends."
        )
    trips = apart("trips", known["trips"] or ())
    steps, named, findings = [], {"period_begins": first, "period_ends": last}, []
    abroad = 0
    for left, back in trips:
        if back < first or left > last:
            continue  # it lies outside the period
        days = days_abroad(((max(left, first - ONE), min(back, last + ONE)),))
        abroad += max(days, 0)
        kind = _absence(left, back, version)
        steps.append(Step(f"trip {kind}", left, {"back": back, "days": max(days, 0)}))
        if kind != "short":
            findings.append(f"{kind} of continuous residence")
        if kind == "break":
            years, days = choice["new_clock"]
            named["new_clock"] = add_months(back, 12 * years, up=True) + days * ONE
            named["presumption_gone"] = add_months(back, 12 * years + 6, up=True)
    present = (last - first).days + 1 - abroad
    met = present >= choice["days"]
    steps.append(Step("present", last, {"days": present, "need": choice["days"]}))
    facts = {"days_present": present, "days_needed": choice["days"], "met": met}
    if not met:
        findings.append("days lack")
    return Counted(rule=rule, version=version, named=named, main=None,
                   steps=tuple(steps), facts=facts, findings=tuple(findings))  # fmt: skip


def _absence(left: date, back: date, version: Version) -> str:
    days = (back - left).days
    if days >= version.params["break_days"]:
        return "break"
    return "presumption" if days > version.params["presumption_days"] else "short"


def recapture(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D26: six years in the status, and each full day spent abroad given back."""
    began = known["admitted_on"]
    nominal = add_months(began, 12 * version.params["years"], up=True) - ONE
    # What lay before the admission was no stay that could be interrupted.
    trips = apart("trips", known["trips"] or ())
    days = days_abroad(tuple((max(left, began), back) for left, back in trips))
    last = nominal + timedelta(days=days)
    steps = (
        Step("from", began, {"of": "admitted_on"}),
        Step("nominal", nominal, {"years": version.params["years"]}),
        Step("recaptured", last, {"days": days}),
    )
    file_by = nominal - timedelta(days=version.params["labor_days_before"])
    named = {"nominal": nominal, "last_day": last, "labor_filed_by": file_by}
    return Counted(rule=rule, version=version, named=named, main=None, steps=steps,
                   facts={"recaptured_days": days})  # fmt: skip


def recruitment(
    rule: Rule, version: Version, known: Known, closures: Closures
) -> Counted:
    """D31: from 30 days after the last mandatory step to 180 after the first began."""
    ranges = {
        name: ordered(name, known[name])
        for name in ("job_order", "sundays", "notice")
        if known[name]
    }
    first = min(one[0][0] for one in ranges.values())
    last = max(end for one in ranges.values() for _begun, end in one)
    earliest = last + timedelta(days=version.params["quiet_days"])
    latest = first + timedelta(days=version.params["longest_days"])
    steps = [
        Step("from", last, {"of": "last step"}),
        Step("add", earliest, {"n": version.params["quiet_days"], "unit": "days"}),
        Step("from", first, {"of": "first step"}),
        Step("add", latest, {"n": version.params["longest_days"], "unit": "days"}),
    ]
    findings = [*_faults(ranges, version, closures)]
    if earliest > latest:
        findings.insert(0, "impossible")
        steps.append(Step("impossible", earliest, {"latest": latest}))
    named = {"earliest": earliest, "latest": latest}
    return Counted(rule=rule, version=version, named=named, main=None,
                   steps=tuple(steps), findings=tuple(findings))  # fmt: skip


def _faults(
    ranges: Mapping[str, Ranges], version: Version, closures: Closures
) -> list[str]:
    found = []
    for begun, ended in ranges.get("job_order", ()):
        if (ended - begun).days < version.params["job_order_days"]:
            found.append("job order short")
    for one in ranges.get("sundays", ()):
        if any(day.weekday() != SUNDAY for day in one):
            found.append("not a Sunday")
    for begun, ended in ranges.get("notice", ()):
        if (
            add_business_days(begun - ONE, version.params["notice_days"], closures)
            > ended
        ):
            found.append("notice short")
    return list(dict.fromkeys(found))


def chart(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D33: current only where the priority date is strictly earlier than the cut-off."""
    cutoff, priority = known["cutoff"], known["priority_date"]
    current = cutoff == CURRENT or (cutoff != UNAVAILABLE and priority < cutoff)
    step = Step("current" if current else "not current", priority, {"cutoff": cutoff})
    return Counted(rule=rule, version=version, named={}, main=None, steps=(step,),
                   facts={"current": current})  # fmt: skip


def child(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D34: the age when a number is there, less the days for which the petition waited."""
    filed, approved = known["petition_filed"], known["petition_approved"]
    if approved < filed:
        raise NotCounted("The petition is approved before it is filed: check the days.")
    # A number cannot be used before the petition is approved.
    available = max(known["available_on"], approved)
    pending = (approved - filed).days
    ages_out = add_months(known["born"], 12 * version.params["age"], up=False)
    ages_out += timedelta(days=pending)
    protected = available < ages_out
    seek_by = add_months(available, 12, up=False)
    steps = (
        Step("pending", approved, {"days": pending, "filed": filed}),
        Step("ages out", ages_out, {"age": version.params["age"]}),
        Step("protected" if protected else "aged out", available),
        Step("seek", seek_by),
    )
    counted_on = available - timedelta(days=pending)
    facts = {"pending_days": pending, "protected": protected,
             "age": _age(known["born"], counted_on)}  # fmt: skip
    return Counted(rule=rule, version=version,
                   named={"turns_21": ages_out, "seek_to_acquire_by": seek_by},
                   main=None, steps=steps, facts=facts,
                   findings=() if protected else ("aged out",))  # fmt: skip


def _age(born: date, day: date) -> int:
    years = day.year - born.year
    return years - (add_months(born, 12 * years, up=False) > day)


def presence(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D39: days since the stay ended, both ends counted, and the bars that follow."""
    ended = known["stay_ended"]
    leave_by = ended + timedelta(days=version.params["short_days"])
    named = {
        "first_day": ended + ONE,
        "leave_by": leave_by,
        "three_year_bar_from": leave_by + ONE,
        "ten_year_bar_from": add_months(ended, 12, up=False),
    }
    steps = [Step("from", ended, {"of": "stay_ended"}), Step("leave by", leave_by)]
    facts: dict[str, Any] = {}
    left = known["departed_on"]
    if left:
        if left < ended:
            raise NotCounted(
                "The departure is before the stay ended: nothing is counted."
            )
        told = known["days"]
        days = (left - ended).days if told is None else told
        a_year = told is None and left >= named["ten_year_bar_from"]
        long = a_year or days >= version.params["long_days"]
        bar = 10 if long else 3 if days > version.params["short_days"] else 0
        facts = {"days": days, "bar_years": bar}
        steps.append(Step("departed", left, {"days": days, "bar": bar}))
        if bar:
            named["seek_admission_from"] = add_months(left, 12 * bar, up=True) + ONE
    return Counted(rule=rule, version=version, named=named, main=None,
                   steps=tuple(steps), facts=facts)  # fmt: skip


def season(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D25: the days that the agency announced for a fiscal year; hours are of its zone."""
    year = known["fiscal_year"]
    announced = version.params["seasons"].get(year)
    if announced is None:
        raise NotCounted(
            f"{rule.id}: the days of fiscal year {year} are not in the book."
        )
    zone = ZoneInfo(version.params["zone"])
    named: dict[str, date | datetime] = {}
    for name, said in announced.items():
        day, _sep, hour = str(said).partition(" ")
        named[name] = date.fromisoformat(day)
        if hour:
            at = time.fromisoformat(hour)
            named[name] = datetime.combine(date.fromisoformat(day), at, zone)
    steps = tuple(Step("announced", None, {"name": name}) for name in named)
    return Counted(rule=rule, version=version, named=named, main=None, steps=steps,
                   facts={"zone": version.params["zone"]})  # fmt: skip


def price(rule: Rule, version: Version, known: Known, _: Closures) -> Counted:
    """D42: the fee is that of the postmark of what is mailed, of the hour online."""
    day = known["postmarked_on"]
    try:
        row = fee(known["form"], channel=known["channel"], on=day,
                  circumstance=known["circumstance"])  # fmt: skip
    except NoFeeKnown as why:
        raise NotCounted(str(why)) from why
    step = Step("fee", day, {"cents": row.cents, "source": row.source})
    return Counted(rule=rule, version=version, named={}, main=None, steps=(step,),
                   facts={"cents": row.cents, "source": row.source})  # fmt: skip


FUNCTIONS: Mapping[str, Special] = {
    "residence": residence,
    "recapture": recapture,
    "recruitment": recruitment,
    "chart": chart,
    "child": child,
    "presence": presence,
    "season": season,
    "price": price,
}
