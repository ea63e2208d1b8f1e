"""What a couple would answer: the facts of two invented people and of their marriage.

The shape is that of facts.catalogue: {"petitioner": {...}, "beneficiary": {...},
"case": {...}}, every value a string as the catalogue keeps it. Numbers are of kinds
that no authority gives out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from harborlight.config.synth import histories
from harborlight.config.synth.names import (
    NONE,
    Culture,
    FullName,
    Home,
    american_name,
    homes,
    phone,
    some_name,
)

Facts = dict[str, Any]
YES_NO = ("no", "yes")


@dataclass(frozen=True)
class Someone:
    """One of the two: who they are, apart from the rest of their life."""

    name: FullName
    sex: str
    culture: Culture | None
    born: date
    email: str
    phone: str
    language: str


@dataclass(frozen=True)
class Couple:
    """Two people on the day on which their case is opened, and all their answers."""

    petitioner: Someone
    beneficiary: Someone
    facts: dict[str, Facts]


def couple(dice: Random, culture: Culture, day: date, tag: str) -> Couple:
    """Two people who marry before `day`. `tag` makes their addresses unlike others'."""
    home = dice.choice(homes())
    is_here = dice.random() < 0.45
    petitioner = _petitioner(dice, culture, home, day, tag)
    other = "female" if petitioner.sex == "male" else "male"
    sex = other if dice.random() < 0.94 else petitioner.sex
    beneficiary = _someone(
        dice, culture, some_name(dice, culture, sex), sex, home, day, f"b.{tag}"
    )
    married = day - timedelta(days=dice.randrange(40, 1500))
    teller = Teller(dice, day, married, home, is_here)
    facts = {
        "petitioner": teller.petitioner(petitioner),
        "beneficiary": teller.beneficiary(beneficiary),
        "case": teller.case(culture),
    }
    return Couple(petitioner, beneficiary, facts)


def _petitioner(
    dice: Random, culture: Culture, home: Home, day: date, tag: str
) -> Someone:
    sex = dice.choice(("female", "male"))
    if dice.random() < 0.35:
        return _someone(dice, None, american_name(dice, sex), sex, home, day, tag)
    return _someone(dice, culture, some_name(dice, culture, sex), sex, home, day, tag)


def _someone(
    dice: Random,
    culture: Culture | None,
    name: FullName,
    sex: str,
    home: Home,
    day: date,
    tag: str,
) -> Someone:
    born = day - timedelta(days=dice.randrange(21 * 365, 58 * 365))
    language = culture.speaks if culture else "en"
    email = f"{histories.mailbox(name)}.{tag}@example.org"
    return Someone(name, sex, culture, born, email, phone(dice, home.area), language)


class Teller:
    """Tells the lives of the two, as of one day."""

    def __init__(
        self, dice: Random, day: date, married: date, home: Home, is_here: bool
    ) -> None:
        self.dice, self.day, self.married = dice, day, married
        self.home, self.is_here = home, is_here
        self.history = histories.History(dice, day, home)

    def perhaps(self, chance: float) -> str:
        return YES_NO[self.dice.random() < chance]

    def petitioner(self, who: Someone) -> Facts:
        facts = self._common(who, abroad=False)
        facts |= self._status(who)
        facts["ssn"] = histories.ssn(self.dice)
        facts["ethnicity"] = who.culture.ethnicity if who.culture else "not_hispanic"
        facts["race"] = who.culture.race if who.culture else "white"
        facts["height"] = str(self.dice.randrange(59, 76))
        facts["weight"] = str(self.dice.randrange(105, 230))
        facts["eye_color"] = self.dice.choice(("brown", "black", "hazel", "green"))
        facts["hair_color"] = self.dice.choice(("black", "brown", "gray", "blond"))
        facts["has_earlier_petitions"] = self.perhaps(0.05)
        if facts["has_earlier_petitions"] == "yes":
            facts["earlier_petitions"] = [self._earlier_petition(who)]
        facts["has_other_petitions"] = "no"
        return facts

    def _status(self, who: Someone) -> Facts:
        facts: Facts = {"status_through_adoption": "no"}
        if who.culture is None:
            return facts | {"status": "us_citizen", "citizenship": {"how": "birth"}}
        facts["a_number"] = histories.a_number(self.dice)
        since = self.day - timedelta(days=self.dice.randrange(400, 5000))
        if self.dice.random() < 0.6:
            certificate = {
                "how": "naturalization",
                "has_certificate": "yes",
                "certificate_number": f"{self.dice.randrange(10**7, 10**8)}",
                "certificate_place": f"{self.home.office}, {self.home.state}",
                "certificate_date": since.isoformat(),
            }
            return facts | {"status": "us_citizen", "citizenship": certificate}
        residence = {
            "class": self.dice.choice(("IR6", "F24", "DV1", "E36")),
            "date": since.isoformat(),
            "city": self.home.office,
            "state": self.home.state,
            "through_marriage": self.perhaps(0.1),
        }
        return facts | {"status": "lpr", "residence": residence}

    def beneficiary(self, who: Someone) -> Facts:
        facts = self._common(who, abroad=not self.is_here)
        culture = who.culture
        assert culture is not None
        facts["roman_script"] = YES_NO[culture.roman]
        if who.name.native:
            names = zip(("family", "given", "middle"), who.name.native, strict=True)
            facts["native_name"] = dict(names)
        facts["us"] = {"now": YES_NO[self.is_here]}
        facts["a_number"] = histories.a_number(self.dice) if self.is_here else NONE
        facts["ssn"] = NONE
        facts["travel_document"] = {"number": NONE}
        facts["passport"] = self._passport(facts["birth"]["country"])
        facts |= self._in_america(facts) if self.is_here else self._abroad(facts)
        if not culture.roman and self._has_home_abroad(facts):
            facts["native_address"] = self.history.native_address(culture)
        facts["has_children"] = self.perhaps(0.35)
        if facts["has_children"] == "yes":
            facts["children"] = self._children(who, facts["birth"]["country"])
        facts["petitioned_before"] = self.perhaps(0.04)
        if facts["petitioned_before"] == "yes":
            facts["petitioned_before_details"] = "My father, in 2015. It was denied."
        facts["in_proceedings"] = "no"
        return facts

    def _has_home_abroad(self, facts: Facts) -> bool:
        return not self.is_here or facts["foreign_address"]["has"] == "yes"

    def _passport(self, country: str) -> Facts:
        expires = self.day + timedelta(days=self.dice.randrange(200, 3000))
        number = f"XS{self.dice.randrange(10**6, 10**7)}"
        return {"number": number, "country": country, "expires": expires.isoformat()}

    def _in_america(self, facts: Facts) -> Facts:
        arrived = self.day - timedelta(days=self.dice.randrange(200, 2500))
        admission = {
            "class": self.dice.choice(("B2", "F1", "B2", "J1", "PAR")),
            "date": arrived.isoformat(),
            "i94": f"000{self.dice.randrange(10**6):06}A{self.dice.randrange(10)}",
            "until_kind": "duration",
        }
        foreign: Facts = {"has": self.perhaps(0.6)}
        if foreign["has"] == "yes":
            abroad = facts["addresses"][-1]
            foreign |= {
                name: abroad[name]
                for name in ("country", "street", "city", "province", "postal_code")
                if name in abroad
            }
            foreign.setdefault("postal_code", NONE)
        where = self.dice.choice(("here", "petitioner_home"))
        found = {"admission": admission, "foreign_address": foreign}
        return found | {"us_address": {"where": where}}

    def _abroad(self, facts: Facts) -> Facts:
        facts["us"]["ever"] = self.perhaps(0.25)
        return {"us_address": {"where": "petitioner_home"}}

    def case(self, culture: Culture) -> Facts:
        here = self.is_here or self.dice.random() < 0.3
        wedding: Facts = {"date": self.married.isoformat()}
        place = self.dice.choice(culture.places)
        if here:
            wedding |= {"city": self.home.city, "state": self.home.state}
            wedding["country"] = "US"
        else:
            wedding |= {"city": place["city"], "province": place["province"]}
            wedding["country"] = place["country"]
        together: Facts = {"where": "never"}
        if self.is_here:
            since = (self.married + timedelta(days=20)).isoformat()
            together = {"where": "petitioner_home", "from": since, "current": "yes"}
        return {"marriage": wedding, "together": together, "apply": self._apply(place)}

    def _apply(self, place: dict[str, str]) -> Facts:
        if self.is_here:
            office, state = self.home.office, self.home.state
            return {"where": "adjust", "office_city": office, "office_state": state}
        city, country = histories.consulate(place["country"])
        where = {"consulate_city": city, "consulate_country": country}
        return {"where": "consulate"} | where

    def _common(self, who: Someone, *, abroad: bool) -> Facts:
        was_married = self.perhaps(0.2)
        facts: Facts = {
            "name": who.name.facts(),
            "has_other_names": self.perhaps(0.15),
            "sex": who.sex,
            "birth": {"date": who.born.isoformat(), **self.history.birthplace(who)},
            "uscis_account": NONE,
            "contact": {
                "phone_day": who.phone,
                "phone_mobile": who.phone,
                "email": who.email,
            },
            "mailing": {"same_as_home": "yes"},
            "marital_status": "married",
            "married_before": was_married,
            "notices": {"originals": "no", "cards": "no"},
        }
        facts |= self.history.told(who, abroad=abroad)
        facts["reads_english"] = YES_NO[who.culture is None or not abroad]
        if facts["reads_english"] == "no":
            facts["interpreter"] = {"known": "no"}
        if facts["reads_english"] == "no" and who.culture is not None:
            facts["language"] = who.culture.language
        if facts["has_other_names"] == "yes":
            facts["other_names"] = [self.history.other_name(who)]
        if was_married == "yes":
            facts["former_spouses"] = [self.history.former_spouse(who, self.married)]
        return facts

    def _children(self, who: Someone, country: str) -> list[Facts]:
        found = []
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            sex = self.dice.choice(("female", "male"))
            days = self.dice.randrange(200, (self.day - who.born).days - 16 * 365)
            child = self.history.relative(who, sex)
            child["relationship"] = "daughter" if sex == "female" else "son"
            child["birth_date"] = (self.day - timedelta(days=days)).isoformat()
            child["birth_country"] = country
            found.append(child)
        return found

    def _earlier_petition(self, who: Someone) -> Facts:
        filed = self.day - timedelta(days=self.dice.randrange(1500, 4000))
        person = self.history.relative(who, self.dice.choice(("female", "male")))
        return person | {
            "city": self.home.city,
            "state": self.home.state,
            "filed_on": filed.isoformat()[:7],
            "result": "Withdrawn",
        }
