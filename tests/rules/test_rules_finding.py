"""What the shipped rules find in the shipped procedures, and in which words."""

import pytest

from procsimplify.base import shipped
from procsimplify.files import yaml
from procsimplify.model import read_procedure
from procsimplify.rules.finding_matches import find, find_all
from procsimplify.rules.packs import load_packs
from procsimplify.rules.page import facts_page, rule_page, rules_page
from procsimplify.rules.wording import titles

PACKS = load_packs()
PATHS = sorted(shipped.folder("procedures").glob("*/*.yaml"))


def shipped_procedure(code):
    [path] = [path for path in PATHS if path.stem == code]
    return yaml.read(path.read_bytes(), path.name).procedure


@pytest.mark.parametrize(
    ("code", "rules"),
    [
        (
            "1.012885",
            [
                "certified-copy-only",
                "consultation-without-known-end",
                "several-sets",
                "technical-body-and-decider",
            ],
        ),
        ("1.013225", []),
        ("2.001395", ["paper-of-the-same-authority"]),
        (
            "3.000029",
            [
                "certified-copy-only",
                "certified-copy-only",
                "consultation-without-known-end",
                "no-online-filing",
                "preliminary-then-official-dossier",
                "several-sets",
                "slow-completeness-check",
                "supplements-without-bound",
                "years-and-degree-for-one-role",
            ],
        ),
    ],
)
def test_what_is_found_in_four_real_procedures(code, rules):
    found = find(shipped_procedure(code), PACKS)
    assert [item.rule.id for item in found] == rules


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_both_matchers_find_the_same_and_say_it_in_both_languages(path):
    procedure = yaml.read(path.read_bytes(), path.name).procedure
    indexed, durable = find_all(procedure, PACKS, "indexed"), find_all(procedure, PACKS, "durable")
    assert indexed.faults == durable.faults == ()
    assert indexed.found == durable.found
    for item in indexed.found:
        assert item.targets
        assert item.evidence
        assert bool(item.edits) == (item.rule.class_ == "proposal")
        for text in (item.title, item.why, item.mend, *item.evidence):
            assert text.vi != text.en
            for words in (text.vi, text.en):
                assert "{" not in words
                assert "$" not in words


def test_words_call_things_by_their_titles_and_units_by_their_names():
    found = {item.rule.id: item for item in find(shipped_procedure("1.014315"), PACKS)}
    tacit = found["consultation-without-tacit-consent"]
    assert tacit.why.en.startswith("“Consulted bodies” has 15 days to give an opinion at step “Give opinions”")
    assert tacit.why.vi.startswith("“Các cơ quan được lấy ý kiến” có 15 ngày")
    assert tacit.edits == ({"edit": "tacit-approval", "step": "consult"},)
    assert tacit.targets == ("step:consult",)


def test_numbers_and_parameters_stand_in_edits_as_text():
    found = {item.rule.id: item for item in find(shipped_procedure("1.012885"), PACKS)}
    assert found["several-sets"].edits == ({"edit": "reduce-copies", "step": "submit", "sets": "1"},)
    assert found["consultation-without-known-end"].question["step"] == "consult"
    assert any("8" in text.en for text in found["several-sets"].evidence)


def test_what_is_already_law_says_so():
    found = [item for item in find(shipped_procedure("1.011325"), PACKS) if item.rule.id == "certified-copy-only"]
    marks = {item.match.bindings["document"]: None if item.standing is None else item.standing.is_ for item in found}
    assert marks["registration"] == "already-law"
    assert marks["circulation"] is None


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("rule", PACKS.rules, ids=lambda rule: rule.id)
def test_a_page_has_every_part(rule, lang):
    page = rule_page(rule, PACKS.pack_of(rule.id), lang)
    assert page.count("\n## ") >= 7
    assert "{" not in page
    assert rule.id in page


def test_what_is_known_from_memory_is_marked_on_the_page():
    page = rule_page(PACKS.rule("R25"), PACKS.pack_of("certified-copy-only"), "en")
    assert "The one-stop decree lets applicants choose the form of a copy [known in the field, not seen" in page


@pytest.mark.parametrize(("name", "make"), [("rules.md", lambda: rules_page(PACKS)), ("rule-facts.md", facts_page)])
def test_the_reference_is_fresh(name, make):
    path = shipped.folder("rules").parent / "docs" / "reference" / name
    again = "procsimplify.rules.page.write_reference(Path('docs/reference')) writes it anew"
    assert path.read_text(encoding="utf-8") == make(), again


def test_facts_between_things_are_whole_sentences_and_words_of_lists_are_translated():
    found = {item.rule.id: item for item in find(shipped_procedure("1.002025"), PACKS)}
    evidence = found["independent-steps-in-a-row"].evidence
    assert evidence[0].en.startswith("Step “Give opinions” leads straight to step “Inspect the sea area”")
    assert evidence[1].vi.startswith("Chưa thấy giấy tờ hay quy định nào buộc “Cho ý kiến”")
    for path in PATHS:
        for item in find(shipped_procedure(path.stem), PACKS):
            for text in (item.why, item.mend, *item.evidence):
                assert "published-ready" not in text.vi + text.en
                assert "working-day" not in text.vi + text.en


def test_a_step_of_a_page_is_called_by_its_whole_sentence():
    tree = {
        "code": "1",
        "title": "Permit",
        "steps": [
            {
                "id": "check",
                "kind": "check",
                "title": {"vi": "Trong thời …", "en": "Check"},
                "note": "[trinh_tu:12] - Trong thời hạn 05 ngày, Sở kiểm tra hồ sơ và\n[trinh_tu:60] x",
                "origin": "prose",
                "supplement": {"note": "Hồ sơ chưa đủ thì yêu cầu bổ sung."},
            },
            {"id": "decide", "kind": "decide", "title": {"vi": "Quyết định", "en": "Decide"}},
        ],
    }
    names = titles(read_procedure(tree))
    assert names["check"].vi == "Trong thời hạn 05 ngày, Sở kiểm tra hồ sơ"
    assert names["check"].en == "Check: Trong thời hạn 05 ngày, Sở kiểm tra hồ sơ"
    assert names["check/supplement"].vi == "Hồ sơ chưa đủ thì yêu cầu bổ sung."
    assert names["decide"].vi == "Quyết định"


def test_times_by_channel_are_listed():
    tree = {
        "code": "1",
        "title": "Permit",
        "channels": ["in-person", "online"],
        "limits": [
            {"id": "far", "value": "10 working-day", "channels": ["online"]},
            {"id": "near", "value": "5 day", "channels": ["in-person"]},
        ],
        "steps": [{"id": "submit", "kind": "submit"}, {"id": "decide", "kind": "decide"}],
    }
    times = titles(read_procedure(tree))["channel-times"]
    assert times.vi == "trực tuyến 10 ngày làm việc; trực tiếp 5 ngày"
    assert times.en == "online 10 working days; in person 5 days"
