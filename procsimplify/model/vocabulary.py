"""Closed lists of words: step kinds, document types, forms of a paper, levels."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

__all__ = [
    "ABOUT",
    "ACCEPTS_BY_WEIGHT",
    "DOCUMENT_TYPES",
    "LEVEL_ENDS",
    "STEP_KINDS",
    "About",
    "Accepts",
    "ApplicantKind",
    "Clock",
    "DocumentType",
    "Handover",
    "Level",
    "StepKind",
]

StepKind = Literal[
    "prepare", "fill-in", "copy", "certify", "translate", "legalise", "travel", "submit", "receive", "check",
    "supplement", "verify", "consult", "inspect", "survey", "sample-test", "examine", "interview", "council",
    "appraise", "assess-payment", "decide", "sign", "register", "publish", "issue", "pay", "notify", "forward",
    "collect", "archive", "wait",
]  # fmt: skip
STEP_KINDS: tuple[str, ...] = get_args(StepKind)

DocumentType = Literal[
    "application-form", "identity-card", "passport", "residence-proof", "birth-certificate", "marriage-certificate",
    "marital-status", "death-certificate", "civil-status-other", "business-registration", "investment-registration",
    "existing-licence", "land-use-right", "vehicle-registration", "driving-licence", "judicial-record",
    "health-certificate", "diploma", "professional-certificate", "curriculum-vitae", "photo", "authorisation",
    "tax-document", "payment-receipt", "social-insurance", "financial-statement", "bank-document", "contract",
    "charter", "company-resolution", "establishment-decision", "list", "plan", "report", "explanation",
    "drawing-or-map", "technical-file", "test-result", "product-certificate", "trade-document", "authority-document",
    "court-document", "product-declaration", "premises-right", "legal-status", "consent", "social-status",
    "mailing-form", "commitment", "translation", "other-evidence", "unclear", "remark",
]  # fmt: skip
DOCUMENT_TYPES: tuple[str, ...] = get_args(DocumentType)

Accepts = Literal["original", "certified-copy", "plain-copy-with-original-shown", "plain-copy", "electronic"]
ACCEPTS_BY_WEIGHT: tuple[str, ...] = get_args(Accepts)
"""Heaviest first for the applicant."""
Handover = Literal["submit", "show", "surrender", "look-up", "declare", "on-site"]
About = Literal[
    "abolished-book", "another-card", "another-land-paper", "another-trade-paper", "asked-before",
    "authority-dossier", "business-plan", "confirmed-by-one", "confirmed-fact", "copies-by-channel",
    "copy-of-own-licence", "declared-instead", "facilities", "for-practice", "foreign-paper", "form-not-given",
    "insurance-obligation", "issued-locally", "licence-of-the-field", "list-left-open", "named-by-a-condition",
    "named-elsewhere", "not-in-register", "on-the-result", "or-a-passport", "or-another", "own-fee",
    "picture-of-a-thing", "registration-fee", "replaced-in-general", "set-leaves-again", "several-issuers",
    "tax-obligation", "vague",
]  # fmt: skip
ABOUT: tuple[str, ...] = get_args(About)
"""What the words of a paper say beyond its type."""
ApplicantKind = Literal["citizen", "business", "organisation"]
Level = Literal["central", "province", "district", "commune"]
Clock = Literal["suspended", "restarts", "continues"]

LEVEL_ENDS: dict[str, date] = {"district": date(2025, 6, 30)}
"""Last day of a level of government that no longer exists: Viet Nam has had two levels below the centre since
2025-07-01 (the portal's pages cite the decrees that divide the districts' powers, e.g. 140/2025/NĐ-CP on 1.013225)."""
