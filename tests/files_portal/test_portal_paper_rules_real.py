"""The rules about papers on the real pages that people have read: where they must speak, and where be silent."""

from __future__ import annotations

from functools import cache

import pytest
from portal_records import SHARED, real

from procsimplify.files.portal import to_procedure
from procsimplify.rules.finding_matches import find
from procsimplify.rules.packs import load_packs

PAGES = SHARED / "portal" / "procedures.jsonl.gz"

FIRES = {
    "paper-that-a-register-may-hold": "1.012894 1.012066 2.000762",  # R12: no page says which article demands a paper
    "identity-card-copy": "1.007380 2.000024",  # R14
    "confirmed-form": "1.003917 1.004289",  # R16
    "confirmed-form-perhaps-dropped": "1.007380 1.007413",
    "commune-certificate": "1.004222 1.010370",  # R17
    "request-confirmed-by-the-commune": "1.008583",
    "enterprise-registration-copy": "1.000801 1.003462 1.007633 1.008566 1.011500 1.012900 1.013777 1.014910",  # R18
    "land-certificate-copy": "1.001623 1.007695",  # R19
    "judicial-record-from-the-applicant": "1.007475 1.012340 2.001041 2.001116",  # R20
    "obligation-confirmed-to-the-applicant": "1.012362 1.013777 1.014315 1.009736",  # R21
    "registration-fee-voucher": "1.002550 1.002645 1.002674 1.004036",  # R22
    "receipt-for-a-fee-of-this-procedure": "1.007797",  # R23
    "paper-of-the-same-authority": "1.003894 1.004372",  # R24
    "licence-of-the-same-field": "1.013634 2.001395",
    "paper-of-the-same-branch": "1.009501 1.009728",
    "certified-copy-only": "1.011325 3.000035 3.000358 1.012884",  # R25
    "list-of-papers-left-open": "1.007918 3.000257 1.014315 1.013216",  # R26
    "form-not-given": "1.013950 1.008122 3.000345",  # R27
    "stamped-envelopes": "1.007380 1.007411 1.007412",  # R28
    "several-photos": "1.012062",
    "several-photos-on-paper": "1.007632",
    "plan-that-proves-no-condition": "1.000302 1.002861",  # R29
    "health-certificate-for-desk-work": "2.001064 1.004756 1.000049",  # R31
}
SILENT = {
    "paper-held-by-a-register": (
        "2.000762 1.001280 1.003133 1.012892 1.001471 1.004222 1.013980 1.003976 2.002039 1.004859 2.000522"
        " 2.001263 1.013514 3.000346"  # the prose says which papers the register replaces; militia; a foreigner's card
    ),
    "paper-that-a-register-may-hold": "1.001280 1.003133 1.012892 1.001471 1.004222 1.013980 1.003976 2.002039",
    "identity-card-copy": "1.009524",
    "confirmed-form": "1.001303 1.004030 1.004045 1.004055",
    "request-confirmed-by-the-commune": "1.001303 1.004030 1.004045 1.004055",
    "commune-certificate": "1.003091",
    "enterprise-registration-copy": (
        "1.011669 2.002016 2.002017 1.013441 1.004480 2.002023 2.002031 1.009496 1.009501 1.009797"
    ),
    "land-certificate-copy": "1.013225 1.009818 1.012784",
    "judicial-record-from-the-applicant": "1.003290 1.002911 1.003198 1.001122",
    "obligation-confirmed-to-the-applicant": "1.008591 1.008543",
    "registration-fee-voucher": "1.003650",
    "receipt-for-a-fee-of-this-procedure": "1.004332 2.001214",
    # Licences of the province moved from; a paper of the forces.
    "paper-of-the-same-authority": "1.013634 2.001333 1.013132",
    # A ship abroad; a row that takes passports.
    "certified-copy-only": "1.000894 1.003650 1.002656 2.000024",
    # Evidence for time to pay; dossiers that an authority lays before another.
    "open-ended-document": "1.014315 1.013216 1.003504 1.115015 1.008589 1.008590 3.000152",
    "list-of-papers-left-open": "1.003504 1.115015 1.008589 1.008590 3.000152",
    "form-not-given": "1.004306",
    # Nationality; foreigners alone file; the photo is glued on the certificate.
    "several-photos": "1.001471 1.005136 2.001895 1.008993 1.007655",
    "stamped-envelopes": "1.001471 1.007413",
    # The page of 3.000029 does state the condition: “có phương án kinh doanh”.
    "plan-that-proves-no-condition": "1.012344 3.000029",
    "health-certificate-for-desk-work": "1.002460",
}


@pytest.fixture(scope="module", autouse=True)
def there():
    if not PAGES.exists():
        pytest.skip("the real records are not there")


@cache
def found(code: str) -> frozenset[str]:
    record = real(code)
    assert record is not None, code
    return frozenset(one.rule.id for one in find(to_procedure(record).procedure, load_packs()))


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in FIRES.items() for code in codes.split()])
def test_fires(rule, code):
    assert rule in found(code)


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in SILENT.items() for code in codes.split()])
def test_is_silent(rule, code):
    assert rule not in found(code)
