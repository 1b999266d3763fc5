"""The faults that people have read on real pages, and the pages that they have read and found right."""

import unicodedata
from collections import Counter, defaultdict

import pytest
from portal_records import SHARED, real_records

from procsimplify.files.portal import lint_records

PAGES = SHARED / "portal" / "procedures.jsonl.gz"
PREFIX = "files.portal-page-"

FIRES = {
    "times-by-channel": "1.004283 1.012786 1.013993",
    "dissolved-body": "1.004137 1.004239 3.000274 2.001999 1.000423",
    "abolished-paper": "2.000986",
    "old-identity-card": "1.007380 1.012347 2.000024 1.011672",
    "number-malformed": "1.008990 1.013978",
    "local-instrument": "3.000029",
    "online-in-prose-only": "1.005189",
    "title-of-a-decision": "2.001428 3.000226",
    "free-with-tariff": "1.013225 1.012786",
    "copies-run-into-name": "1.012785 1.003650",
    "paper-twice": "2.002801 1.011665",
    "local-procedure": "1.014208 2.001709 3.000224 3.000272 2.001428 3.000226",
    "fee-act-of-another-field": "2.000986 3.000029",
    "former-generation": "2.000986",
}
SILENT = {
    "times-by-channel": "1.013225 1.000028 1.002417 1.013082 1.008590",
    "dissolved-body": "1.013978 1.000688 1.011479",
    "abolished-paper": "3.000226 1.004884 1.005136 1.000312 1.002548 1.008544",
    "old-identity-card": "1.000893 1.004884",
    "fee-act-of-another-field": "1.002099 1.004359 2.000815 1.009523",
    "local-procedure": "3.000029 1.011479",
    "former-generation": "1.013978 1.000688",
}


@pytest.fixture(scope="module")
def linted():
    if not PAGES.exists():
        pytest.skip("the real records are not there")
    return lint_records(PAGES)


@pytest.fixture(scope="module")
def by_code(linted):
    found = defaultdict(set)
    for one in linted.findings:
        found[one.code.removeprefix(PREFIX)].add(one.place.path.partition("/")[0])
    return found


@pytest.mark.parametrize(("slug", "code"), [(slug, code) for slug, codes in FIRES.items() for code in codes.split()])
def test_fires(by_code, slug, code):
    assert code in by_code[slug]


@pytest.mark.parametrize(("slug", "code"), [(slug, code) for slug, codes in SILENT.items() for code in codes.split()])
def test_is_silent(by_code, slug, code):
    assert code not in by_code[slug]


def test_the_household_book_is_asked_for_by_one_page_alone(by_code):
    assert by_code["abolished-paper"] == {"2.000986"}


def test_the_two_names_that_several_records_have(linted):
    counted = Counter(one.args["number"] for one in linted.findings if one.code == PREFIX + "same-title")
    assert counted == {"9": 1, "6": 1}


def test_all_pages_are_read(linted):
    assert linted.passed_over == ()
    assert linted.records == 1900
    assert all(one.args["words"] and len(one.args["words"]) <= 170 for one in linted.findings)


def test_each_quotation_stands_where_it_says(linted):
    pages = {page["ma_thu_tuc"]: page for page in real_records() if "ma_thu_tuc" in page}
    joined = ("times-by-channel", "parts-longer-than-whole", "copies-run-into-name")
    for one in linted.findings:
        if one.code.removeprefix(PREFIX) in joined:
            continue  # these quote the ends of words, or several places
        text = unicodedata.normalize("NFC", pages[one.place.path.partition("/")[0]][one.args["field"]])
        there = " ".join(text[int(one.args["at"]) - 1 :].split())
        assert there.startswith(one.args["words"].removesuffix(" …")), (one.code, one.place)
