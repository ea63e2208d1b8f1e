"""The catalogue of facts, and how typed words become values and values become words."""

from datetime import date

import pytest

from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import (
    LANGUAGES,
    BadCatalogue,
    NoSuchFact,
    catalogue,
    read_catalogue,
)
from harborlight.facts.choices import country_name, options_of
from harborlight.facts.refusals import Refusal, refusal_codes
from harborlight.facts.showing import offered, shown
from harborlight.facts.structure import flattened, get, put, structured
from harborlight.firm.words import sentence
from harborlight.law.packs import fact_paths, packs
from harborlight.law.tests.families import (
    ADJUSTING,
    CARD,
    CITIZEN,
    COMPANY,
    CONDITIONAL,
    DREAMER,
    ENGAGED,
    HARDSHIP,
    PROTECTED,
    RESIDENT,
    SETTLED,
    STUDENT,
    WIFE,
    WITHOUT_CARD,
    family,
)

TODAY = date(2026, 6, 15)
FAMILIES = [
    *(ADJUSTING, CARD, CITIZEN, COMPANY, DREAMER, ENGAGED),
    *(HARDSHIP, PROTECTED, RESIDENT, SETTLED, STUDENT, WIFE),
    *(CONDITIONAL, WITHOUT_CARD),
]


def entry(path):
    return catalogue().entry(path)


@pytest.mark.feature("F072")
def test_every_fact_that_a_form_asks_for_is_in_the_catalogue():
    asked = {path for pack in packs() for path in fact_paths(pack)}
    assert sorted(path for path in asked if not catalogue().knows(path)) == []


def test_every_fact_has_a_name_in_both_languages():
    for fact in catalogue().entries.values():
        assert all(fact.label(language) for language in LANGUAGES)
        for option in options_of(fact):
            # A bare Yes is read from a data file as True.
            assert all(isinstance(option.labels[one], str) for one in LANGUAGES)
            assert all(option.labels[language] for language in LANGUAGES)


def test_numbers_that_open_doors_are_secret():
    assert catalogue().secrets() == {
        ("person", "a_number"),
        ("person", "adjustment.principal.a_number"),
        ("person", "admission.i94"),
        ("person", "admission.other_document.number"),
        ("person", "border_crossing_card"),
        ("person", "children[].a_number"),
        ("person", "children[].uscis_account"),
        ("person", "citizenship.certificate_number"),
        ("person", "fiance_petitions[].a_number"),
        ("person", "former_spouses[].a_number"),
        ("person", "other_a_numbers[].number"),
        ("person", "other_passports[].number"),
        ("person", "passport.number"),
        ("person", "sponsored_family[].a_number"),
        ("person", "sponsored_family[].uscis_account"),
        ("person", "spouse.a_number"),
        ("person", "spouse.ssn"),
        ("person", "late_spouse.a_number"),
        ("person", "abuser.a_number"),
        ("person", "children[].ssn"),
        ("person", "spouse.uscis_account"),
        ("person", "ssn"),
        ("person", "travel_document.number"),
        ("person", "uscis_account"),
        ("person", "visa.number"),
        ("person", "waiver_family[].a_number"),
        ("person", "conditional.spouse.a_number"),
        ("person", "conditional.spouse.ssn"),
        # of a petition for workers
        ("person", "itin"),
        ("person", "ead_number"),
        ("person", "other_workers[].a_number"),
        ("person", "other_workers[].ead_number"),
        ("person", "other_workers[].i94"),
        ("person", "other_workers[].passport"),
        ("person", "other_workers[].ssn"),
        ("person", "joint_employers[].itin"),
        ("person", "joint_employers[].ssn"),
        ("case", "h1b.passport.number"),
    }


def test_a_place_in_a_group_leads_to_the_fact_of_the_group():
    street = entry("petitioner.addresses[2].street")
    assert (street.path, street.group, street.name) == (
        "addresses[].street",
        "addresses",
        "street",
    )
    assert street is entry("beneficiary.addresses[0].street")
    assert catalogue().group("petitioner.addresses").history


def test_facts_outside_the_catalogue_are_refused():
    for path in ("petitioner.shoe_size", "neighbour.name.family", "case.name.family"):
        with pytest.raises(NoSuchFact):
            entry(path)


def test_a_name_and_an_address_have_their_companions_in_another_script():
    assert entry("beneficiary.name.family").native == "native_name.family"
    abroad = entry("beneficiary.foreign_address.city")
    assert abroad.native == "native_address.city"


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_facts_of_whole_families_are_accepted_as_they_are_offered(name, language):
    day, facts = family(name)
    for path, value in flattened(facts).items():
        fact = entry(path)
        if value not in fact.may_be:
            offer = offered(fact, value, language)
            assert accept(fact, offer, on=day) == value, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_size_that_is_offered_is_accepted_for_the_same(language):
    height, weight = entry("petitioner.height"), entry("petitioner.weight")
    for fact, kept in ((height, range(24, 108)), (weight, range(1, 1000))):
        for value in map(str, kept):
            assert accept(fact, offered(fact, value, language)) == value


ACCEPTED = [
    # People come from places without registers.
    ("petitioner.birth.date", "1990-04", "1990-04"),
    ("case.marriage.date", "1998", "1998"),
    ("beneficiary.children[0].birth_date", "5/2011", "2011-05"),
    ("petitioner.birth.date", "04/25/1990", "1990-04-25"),
    ("petitioner.birth.date", "25/4/1990", "1990-04-25"),
    ("petitioner.birth.date", "5/5/1990", "1990-05-05"),
    ("petitioner.parents[0].birth_date", "1950-3", "1950-03"),
    ("petitioner.parents[0].birth_date", "03/1950", "1950-03"),
    ("petitioner.parents[0].birth_date", "1950", "1950"),
    ("petitioner.parents[0].birth_date", "No lo sé", "unknown"),
    ("petitioner.name.middle", "N/A", "none"),
    ("petitioner.name.family", "None", "None"),
    ("petitioner.name.family", "  Muñoz   de Peña ", "Muñoz de Peña"),
    ("petitioner.name.family", "Mun\u0303oz", "Muñoz"),
    ("beneficiary.native_name.family", "赵", "赵"),
    ("petitioner.height", "5'4\"", "64"),
    ("petitioner.height", "5 ft 4 in", "64"),
    ("petitioner.height", "163 cm", "64"),
    ("petitioner.height", "1,63 m", "64"),
    ("petitioner.height", "163", "64"),
    ("petitioner.height", "1.63", "64"),
    ("petitioner.height", "1 m 63", "64"),
    ("petitioner.height", "5 pies 4 pulgadas", "64"),
    ("petitioner.height", "64 in", "64"),
    ("petitioner.height", "163 cm (5'4\")", "64"),
    ("petitioner.weight", "140 lb", "140"),
    ("petitioner.weight", "64 kg", "141"),
    ("petitioner.weight", "63,5 kilos", "140"),
    ("petitioner.weight", "64 kg (140 libras)", "140"),
    ("petitioner.contact.phone_day", "(512) 555-0143", "+15125550143"),
    ("petitioner.contact.phone_day", "00503 7012 3456", "+50370123456"),
    ("petitioner.contact.email", "Ana@Example.COM", "Ana@example.com"),
    ("petitioner.birth.country", "méxico", "MX"),
    ("petitioner.birth.country", "United States", "US"),
    ("petitioner.addresses[0].state", "texas", "TX"),
    ("petitioner.addresses[0].zip", "787534410", "78753-4410"),
    ("petitioner.a_number", "A 12-345-678", "012345678"),
    ("petitioner.ssn", "123-45-6789", "123456789"),
    ("beneficiary.admission.i94", "123456789a1", "123456789A1"),
    ("beneficiary.admission.class", "student (f-1)", "F1"),
    ("petitioner.race", "asian white", "white asian"),
    ("petitioner.reads_english", "Sí", "yes"),
    ("case.receipt_number", "ioe 0123456789", "IOE0123456789"),
    ("case.card_holder.amount", "$1,375.50", "1376"),
    ("case.card_holder.amount", "675 USD", "675"),
    ("beneficiary.work_permit.category", "c09", "(c)(9)"),
    ("beneficiary.work_permit.category", "(C)(3)(c)", "(c)(3)(C)"),
    ("beneficiary.work_permit.category", "c 17 III", "(c)(17)(iii)"),
]


@pytest.mark.parametrize(("path", "typed", "value"), ACCEPTED)
def test_what_people_type_is_kept_in_one_shape(path, typed, value):
    assert accept(entry(path), typed, on=TODAY) == value


REFUSED = [
    ("petitioner.birth.date", "04/05/1990", "ambiguous_date"),
    ("petitioner.passport.expires", "2030-04", "needs_whole_date"),
    ("petitioner.birth.date", "1990-02-30", "not_a_date"),
    ("petitioner.birth.date", "2027-01-01", "in_the_future"),
    ("petitioner.birth.date", "0190-01-01", "too_old"),
    ("petitioner.birth.date", "unknown", "not_a_date"),
    ("petitioner.name.family", "R2D2", "not_allowed_letters"),
    ("petitioner.name.family", "x" * 81, "too_long"),
    ("petitioner.name.family", " \u200b ", "empty"),
    # 64 inches, or a child of 64 centimetres; 64 kilograms, or as many pounds.
    ("petitioner.height", "64", "height_without_unit"),
    ("petitioner.height", "54", "height_without_unit"),
    ("petitioner.weight", "64", "weight_without_unit"),
    ("petitioner.weight", "163", "weight_without_unit"),
    ("petitioner.weight", "70 kg (141 lb)", "two_sizes"),
    ("petitioner.height", "170 cm (5'4\")", "two_sizes"),
    ("petitioner.height", "6", "height_without_unit"),
    ("petitioner.height", "5'12\"", "not_a_height"),
    ("petitioner.height", "9 m", "not_a_height"),
    ("petitioner.weight", "1200 lb", "not_a_weight"),
    ("petitioner.contact.phone_day", "555-0143", "not_a_phone"),
    ("petitioner.contact.email", "ana@example", "not_an_email"),
    ("petitioner.birth.country", "Atlantis", "no_choice"),
    ("petitioner.race", "green", "no_choice"),
    ("petitioner.addresses[0].zip", "123", "not_a_zip"),
    ("petitioner.a_number", "A123", "not_an_a_number"),
    ("petitioner.ssn", "12345678", "not_an_ssn"),
    ("petitioner.ssn", "000-00-0000", "ssn_not_given"),
    ("petitioner.ssn", "666-45-6789", "ssn_not_given"),
    ("petitioner.ssn", "123-00-6789", "ssn_not_given"),
    ("petitioner.ssn", "123-45-0000", "ssn_not_given"),
    ("petitioner.ssn", "912-45-6789", "ssn_with_9"),
    ("petitioner.uscis_account", "1", "not_an_account"),
    ("beneficiary.admission.i94", "12", "not_an_i94"),
    ("beneficiary.passport.number", "A/1", "not_a_passport"),
    ("case.receipt_number", "IOE1", "not_a_receipt"),
    ("case.card_holder.amount", "1.375", "not_money"),
    ("case.card_holder.amount", "-5", "not_money"),
    ("beneficiary.work_permit.category", "b9", "not_a_category"),
]


@pytest.mark.parametrize(("path", "typed", "code"), REFUSED)
def test_what_cannot_be_kept_is_refused_with_a_reason(path, typed, code):
    with pytest.raises(Refusal) as refused:
        accept(entry(path), typed, on=TODAY)
    assert refused.value.code == code


def test_every_refusal_has_its_sentence_in_both_languages():
    assert {code for _, _, code in REFUSED} <= refusal_codes()
    for code in refusal_codes():
        refusal = Refusal(code, max=10, sign="<")
        said = [refusal.sentence(language) for language in LANGUAGES]
        assert "%" not in "".join(said)
        assert said[0] != said[1]
    assert Refusal("too_long", max=80).sentence("fr") == (
        "This is too long. Please use at most 80 letters."
    )


SHOWN = [
    ("petitioner.birth.date", "1990-04-25", "April 25, 1990", "25 de abril de 1990"),
    ("petitioner.parents[0].birth_date", "1950-03", "March 1950", "marzo de 1950"),
    ("petitioner.parents[0].birth_date", "1950", "1950", "1950"),
    ("petitioner.parents[0].birth_date", "unknown", "I don't know", "No lo sé"),
    ("petitioner.birth.country", "DE", "Germany", "Alemania"),
    ("petitioner.birth.country", "SUHH", "USSR", "Unión Soviética"),
    ("petitioner.a_number", "012345678", "•••••5678", "•••••5678"),
    ("petitioner.a_number", "none", "I have none", "No tengo"),
    (
        "petitioner.contact.phone_day",
        "+15125550143",
        "(512) 555-0143",
        "(512) 555-0143",
    ),
    ("petitioner.race", "white asian", "White, Asian", "Blanca, Asiática"),
    ("case.card_holder.amount", "1375", "$1,375", "$1,375"),
    ("petitioner.height", "64", "5′ 4″ (163 cm)", "163 cm (5′ 4″)"),
    ("petitioner.weight", "141", "141 lb (64 kg)", "64 kg (141 lb)"),
    ("petitioner.reads_english", "yes", "Yes", "Sí"),
]


@pytest.mark.parametrize(("path", "value", "english", "spanish"), SHOWN)
def test_values_are_shown_in_the_reader_s_language(path, value, english, spanish):
    assert shown(entry(path), value, language="en") == english
    assert shown(entry(path), value, language="es") == spanish


def test_a_secret_is_shown_whole_only_where_that_is_allowed():
    number = entry("petitioner.a_number")
    assert shown(number, "012345678", language="en", secrets=True) == "A012345678"


def test_a_country_is_named_in_any_language_that_the_cldr_knows():
    assert country_name("CN", "ar") == "الصين"
    assert country_name("CN", "xx") == "China"


@pytest.mark.parametrize("typed", ["Nueva York", "New York", "ny"])
def test_a_state_is_named_in_the_readers_language_and_kept_as_the_form_has_it(typed):
    state = entry("petitioner.addresses[0].state")
    kept = accept(state, typed, on=TODAY)
    assert kept == "NY"
    assert [shown(state, kept, language=one) for one in ("en", "es")] == [
        "New York",
        "Nueva York",
    ]


def test_an_i94_number_is_refused_with_the_pattern_it_has():
    with pytest.raises(Refusal) as refused:
        accept(entry("beneficiary.admission.i94"), "12345678A90", on=TODAY)
    assert "9 digits, a letter and one more digit" in refused.value.sentence("en")


def test_what_was_typed_of_a_choice_is_one_of_its_options():
    options = options_of(entry("beneficiary.admission.class"))
    assert [option.value for option in options if option.common][:2] == ["B1", "B2"]
    assert len(options) == 150
    assert len(options_of(entry("petitioner.addresses[0].state"))) == 62
    assert options_of(entry("petitioner.name.family")) == ()


def test_facts_become_one_structure_and_paths_again():
    pairs = [
        ("petitioner.name.family", "Rivas"),
        ("petitioner.addresses[1].city", "Austin"),
        ("case.marriage.date", "2024-12-21"),
    ]
    facts = structured(pairs)
    assert facts["petitioner"]["addresses"] == [{}, {"city": "Austin"}]
    assert facts["beneficiary"] == {}
    assert flattened(facts) == dict(pairs)
    assert get(facts, "petitioner.addresses[1].city") == "Austin"
    assert get(facts, "petitioner.addresses[7].city") is None
    with pytest.raises(ValueError, match="name is not a group"):
        put(facts, "petitioner.name[0].family", "x")


BAD = [
    ("person: [{path: a, type: colour, en: A, es: A}]", "there is no type colour"),
    ("person: [{path: a, type: text, en: A}]", "a name in every language"),
    ("person: [{path: 'b[].a', type: text, en: A, es: A}]", "there is no group b"),
    ("person: [{path: a, type: choice, en: A, es: A}]", "a choice has options"),
    ("person: [{path: a, type: text, en: A, es: A, may_be: [x]}]", "may_be is"),
    ("person: [{path: a, type: text, en: A, es: A, native: b}]", "no fact b"),
    ("person: [{path: a, type: text, en: A, es: A, size: 3}]", "size"),
    ("person: [&a {path: a, type: text, en: A, es: A}, *a]", "stands twice"),
]


@pytest.mark.parametrize(("rows", "reason"), BAD)
def test_a_catalogue_that_is_not_in_order_is_refused(tmp_path, rows, reason):
    file = tmp_path / "facts.yaml"
    rest = "sets: {}\ngroups: {}\ncase: []\nattorney: []\nfirm: []\n"
    file.write_text(f"{rows}\n{rest}", encoding="utf-8")
    with pytest.raises(BadCatalogue, match=f"facts.yaml: person .*{reason}"):
        read_catalogue(file)


@pytest.mark.parametrize(("language", "none"), [("en", "none"), ("es", "ninguno")])
def test_that_there_is_none_is_offered_as_it_is_typed(language, none):
    middle = entry("petitioner.name.middle")
    assert offered(middle, "none", language) == none
    assert accept(middle, none) == "none"
    unknown = offered(entry("petitioner.parents[].middle"), "unknown", language)
    assert accept(entry("petitioner.parents[].middle"), unknown) == "unknown"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "answered 1 question"), (3, "answered 3 questions")]
)
def test_one_answer_is_one_question(count, said):
    told = sentence("facts.learned", {"who": "Maria", "count": count})
    assert told == f"Maria {said}"
