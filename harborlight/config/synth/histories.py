"""Where an invented person was born, lived and worked, and who their parents are."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from harborlight.config.synth.names import (
    NONE,
    Both,
    Culture,
    FullName,
    Home,
    american_name,
    cultures,
    lists,
    some_name,
)
from harborlight.people.names import folded

if TYPE_CHECKING:
    from harborlight.config.synth.lives import Someone

Facts = dict[str, Any]


class History:
    """Tells the history of people who live at one place on one day."""

    def __init__(self, dice: Random, day: date, home: Home) -> None:
        self.dice, self.day, self.home = dice, day, home
        self.street = self._american_street()

    def told(self, who: Someone, *, abroad: bool) -> Facts:
        """Addresses, parents, jobs; of who was born abroad, also the last ones there."""
        dice = self.dice
        place = self.place_of(who)
        turns = self._turns(dice.choice((1, 2, 2, 3)))
        addresses = [
            self._address(number, since, until, abroad, place)
            for number, (since, until) in enumerate(turns)
        ]
        if place and not abroad:
            addresses.append(self._before(turns, place))
        facts: Facts = {"addresses": addresses, "parents": self._parents(who)}
        return facts | self._work(place, abroad=abroad)

    def place_of(self, who: Someone) -> Facts | None:
        """Where somebody comes from: always the same for the same person."""
        if who.culture is None:
            return None
        places = who.culture.places
        return {**places[who.born.toordinal() % len(places)], "culture": who.culture}

    def birthplace(self, who: Someone) -> Facts:
        place = self.place_of(who)
        if place is None:
            return {"city": self.home.city, "country": "US"}
        return {"city": place["city"], "country": place["country"]}

    def native_address(self, culture: Culture) -> Facts:
        place = self.dice.choice(culture.places)
        street = self.dice.choice(culture.streets)
        return {
            "street": f"{street.native} {self.dice.randrange(1, 200)}",
            "city": place["native"],
            "country": culture.native_country,
        }

    def other_name(self, who: Someone) -> Facts:
        return self.relative(who, who.sex) | {"given": who.name.given}

    def former_spouse(self, who: Someone, married: date) -> Facts:
        ended = married - timedelta(days=self.dice.randrange(100, 3000))
        sex = "female" if who.sex == "male" else "male"
        how = self.dice.choice(("divorce", "divorce", "divorce", "death", "annulment"))
        spouse = self.relative(who, sex)
        return spouse | {"ended_on": ended.isoformat(), "ended_how": how}

    def relative(self, who: Someone, sex: str) -> Facts:
        """The three parts of the name of somebody of the same people."""
        if who.culture is None:
            return american_name(self.dice, sex).facts()
        return some_name(self.dice, who.culture, sex).facts()

    def _turns(self, count: int) -> list[tuple[date, date | None]]:
        """So many stretches of the last five years and more, the present one first."""
        turns: list[tuple[date, date | None]] = []
        until: date | None = None
        for left in range(count, 0, -1):
            long = 2000 if left == 1 else self.dice.randrange(250, 900)
            since = (until or self.day) - timedelta(days=long)
            turns.append((since, until))
            until = since - timedelta(days=1)
        return turns

    def _address(
        self,
        number: int,
        since: date,
        until: date | None,
        abroad: bool,
        place: Facts | None,
    ) -> Facts:
        if abroad and place:
            where = self._foreign(place)
        else:
            where = self._american(self.street if number == 0 else "")
        return where | _period(since, until)

    def _before(self, turns: list[tuple[date, date | None]], place: Facts) -> Facts:
        """The last home outside the United States, before the first one inside."""
        until = turns[-1][0] - timedelta(days=1)
        since = until - timedelta(days=self.dice.randrange(700, 4000))
        return self._foreign(place) | _period(since, until)

    def _american_street(self) -> str:
        return (
            f"{self.dice.randrange(100, 9900)} {self.dice.choice(lists()['streets'])}"
        )

    def _american(self, street: str = "") -> Facts:
        found: Facts = {"country": "US", "street": street or self._american_street()}
        if self.dice.random() < 0.6:
            found |= {"unit_kind": "apt", "unit": str(self.dice.randrange(1, 40))}
        home = {"city": self.home.city, "state": self.home.state, "zip": self.home.zip}
        return found | home

    def _foreign(self, place: Facts) -> Facts:
        street: Both = self.dice.choice(place["culture"].streets)
        found: Facts = {"country": place["country"], "city": place["city"]}
        found["street"] = f"{street.latin} {self.dice.randrange(1, 400)}"
        if self.dice.random() < 0.3:
            found |= {"unit_kind": "apt", "unit": str(self.dice.randrange(1, 30))}
        found["province"] = place["province"]
        if "postal_code" in place:
            found["postal_code"] = place["postal_code"]
        return found

    def _parents(self, who: Someone) -> list[Facts]:
        return [self._parent(who, sex) for sex in ("female", "male")]

    def _parent(self, who: Someone, sex: str) -> Facts:
        parent, place = self.relative(who, sex), self.birthplace(who)
        born = who.born - timedelta(days=self.dice.randrange(19 * 365, 38 * 365))
        parent |= {
            "sex": sex,
            "birth_date": born.isoformat()[: self.dice.choice((4, 10, 10))],
            "birth_city": place["city"],
            "birth_country": place["country"],
            "living": self.dice.choice(("yes", "yes", "yes", "no")),
        }
        if parent["living"] == "yes":
            parent["residence_city"] = place["city"]
            parent["residence_country"] = place["country"]
        return parent

    def _work(self, place: Facts | None, *, abroad: bool) -> Facts:
        turns = self._turns(self.dice.choice((1, 2, 2)))
        jobs = [self._job(since, until, abroad, place) for since, until in turns]
        worked_abroad = place is not None and (abroad or self.dice.random() < 0.6)
        if place and worked_abroad and not any(map(_is_work_abroad, jobs)):
            until = turns[-1][0] - timedelta(days=1)
            since = until - timedelta(days=self.dice.randrange(300, 2500))
            jobs.append(self._work_at(self._foreign(place)) | _period(since, until))
        return {"jobs": jobs, "worked_abroad": "yes" if worked_abroad else "no"}

    def _job(
        self, since: date, until: date | None, abroad: bool, place: Facts | None
    ) -> Facts:
        if self.dice.random() < 0.2:
            kind = self.dice.choice(("unemployed", "student", "home"))
            return {"kind": kind} | _period(since, until)
        there = self._foreign(place) if abroad and place else self._american()
        return self._work_at(there) | _period(since, until)

    def _work_at(self, where: Facts) -> Facts:
        employer = self.dice.choice(lists()["employers"])
        occupation = self.dice.choice(lists()["occupations"])
        return {"kind": "job", "employer": employer, "occupation": occupation} | where


def _is_work_abroad(job: Facts) -> bool:
    return bool(job["kind"] == "job" and job["country"] != "US")


def _period(since: date, until: date | None) -> Facts:
    if until is None:
        return {"from": since.isoformat(), "current": "yes"}
    return {"from": since.isoformat(), "current": "no", "to": until.isoformat()}


def consulate(country: str) -> tuple[str, str]:
    """City and country of the consulate for people who live in a country."""
    for culture in cultures()[0]:
        if country in culture.consulates:
            city = culture.consulates[country]
            return city, "PL" if city == "Warsaw" else country
    raise LookupError(country)


def mailbox(name: FullName) -> str:
    """Given and family name in plain letters, as they stand before the @."""
    given, family = folded(name.given), folded(name.family)
    return f"{given}.{family}".replace(" ", "")[:40]


def ssn(dice: Random) -> str:
    """A number whose middle is 00, which is never given out."""
    return f"{dice.randrange(100, 600)}00{dice.randrange(1, 10000):04}"


def a_number(dice: Random) -> str:
    """Nine digits that begin with a 9, far beyond those in use."""
    return f"9{dice.randrange(10**8):08}"


__all__ = ["NONE", "History", "a_number", "consulate", "mailbox", "ssn"]
