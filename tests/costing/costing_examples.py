"""Procedures for the tests of costing: the apartment-renewal procedure by hand, and small ones."""

from typing import Any

from procsimplify.model import Procedure, from_tree, read_procedure

RENEWAL: dict[str, Any] = {
    "code": "1.012885",
    "title": {"vi": "Chấp thuận chủ trương và nhà đầu tư cải tạo nhà chung cư", "en": "Approve apartment renewal"},
    "as-of": "2026-07-01",
    "assume": {"provenance": "published", "source": "page"},
    "applicants": ["business", "organisation"],
    "channels": ["in-person", "online", "post"],
    "basis": ["98/2024/NĐ-CP", "54/2026/NĐ-CP", "27/2023/QH15"],
    "dossier": {
        "all": [
            {"id": "request", "type": "application-form", "accepts": "original",
             "effort": {"value": "5 min", "standard": "de-business-3-medium"}},
            {"id": "compensation-plan", "type": "plan", "accepts": "original",
             "effort": {"value": "300 min", "standard": "de-business-7-high"}},
            {"id": "project-proposal", "type": "plan", "accepts": "original",
             "effort": {"value": "300 min", "standard": "de-business-7-high"}},
            {"id": "capacity", "type": "other-evidence",
             "accepts": ["plain-copy-with-original-shown", "certified-copy", "electronic"],
             "effort": {"value": "120 min", "standard": "de-business-2-high"}},
            {"if": {"vi": "có thỏa thuận chuyển nhượng", "en": "there is a transfer agreement"},
             "all": [
                 {"id": "transfer-agreement", "type": "contract", "accepts": "original"},
                 {"id": "title-history", "type": "land-use-right", "accepts": "certified-copy"}]},
        ]
    },
    "limits": [{"id": "whole", "value": "35 day", "from": "complete-dossier"}],
    "results": [{"id": "approval", "kind": "grant", "code": "KQ.G17.000190"}, {"id": "refusal", "kind": "refusal"}],
    "parties": {
        "construction-department": {"level": "province", "role": ["receives", "prepares"]},
        "provincial-committee": {"level": "province", "role": "decides"},
        "consulted-bodies": {"level": "province", "role": "is-consulted"},
    },
    "steps": [
        {"id": "prepare", "kind": "prepare", "who": "applicant", "gives": "dossier"},
        {"id": "submit", "kind": "submit", "who": "applicant", "at": "construction-department", "takes": "dossier",
         "sets": "8", "trip": {"value": "59 min", "standard": "de-way-state"},
         "per-set": {"effort": {"value": "12 min", "standard": "de-business-12-high"},
                     "outlay": {"value": "30000 VND", "provenance": "illustrative"}}},
        {"id": "send-out", "kind": "forward", "who": "construction-department", "limit": "3 working-day"},
        {"id": "consult", "kind": "consult", "who": "consulted-bodies", "limit": "15 day"},
        {"id": "appraise", "kind": "appraise", "who": "construction-department", "limit": "10 day",
         "then": {"choice": [{"to": "decide", "chance": "rest"},
                             {"to": "end", "outcome": "refused", "chance": "unknown"}]}},
        {"id": "decide", "kind": "decide", "who": "provincial-committee", "limit": "7 working-day",
         "gives": "approval"},
    ],
}  # fmt: skip


def renewal(**steps: dict[str, Any]) -> Procedure:
    """Give the apartment-renewal procedure, some steps changed: ``submit={"sets": "1"}``."""
    tree = dict(RENEWAL)
    tree["steps"] = [step | steps.get(step["id"].replace("-", "_"), {}) for step in RENEWAL["steps"]]
    return read_procedure(tree)


def small(**keys: Any) -> Procedure:
    """Give a procedure of one step, with other keys; its prices are those of 2026.

    It is made without reading, which refuses units of another kind: pricing has to refuse them by itself as well.
    """
    tree: dict[str, Any] = {
        "code": "1.000001",
        "title": "x",
        "as-of": "2026-07-01",
        "steps": [{"id": "submit", "kind": "submit", "effort": "60 min"}],
    }
    return from_tree(tree | keys)
