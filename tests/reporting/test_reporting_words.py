"""Sentences and tables from plain JSON, as a result of another version might have it."""

import copy
import io
import tomllib
from importlib import resources

import pytest

import procsimplify as ps
from procsimplify.reporting.layout import console
from procsimplify.reporting.sentence import cost_sentence, plan_sentence
from procsimplify.reporting.text_analysis import analysis_text
from procsimplify.reporting.text_compare import change_words, compare_markdown
from procsimplify.reporting.words import Names, clean, join, names_of, party, provision, provisions, words


@pytest.fixture(scope="module")
def analysed():
    procedure = ps.load("1.012885")
    return ps.analyse(procedure).to_json(), procedure


@pytest.fixture
def result(analysed):
    return copy.deepcopy(analysed[0])


def shown(renderable, width=80):
    stream = io.StringIO()
    console(stream, width).print(renderable)
    return stream.getvalue()


def names(lang="en", **titles):
    return Names("1", "Permit", lang, {key.replace("_", ":"): title for key, title in titles.items()})


def test_a_total_that_is_not_whole_reads_at_least_and_has_no_percent(result, analysed):
    gap = {"what": {"vi": "phí", "en": "the fee"}, "why": {"vi": "chưa biết", "en": "not known"}, "kind": "fee"}
    result["before"]["unpriced"].append(gap)
    result["plan"]["percent"] = None
    out = shown(analysis_text(result, names_of(analysed[1], "en")))
    flat = " ".join(out.split())
    assert "costs at least 1,069,643 đ" in flat
    assert "saves 293,191 đ, 7 sets" in flat
    assert "Compliance cost, at least" in flat
    assert "Not priced" in flat
    row = next(line for line in out.splitlines() if "Compliance cost" in line)
    assert "%" not in row
    assert "87.5 %" in next(line for line in out.splitlines() if line.strip().startswith("Sets"))


def test_a_volume_gives_a_year(result):
    result["volume"] = 120
    result["before"]["total"] = "128357196.96972"
    sentence = cost_sentence(result, result["before"], names("vi"))
    assert "120 hồ sơ một năm là 128.357.197 đ" in sentence


def test_what_is_already_law_has_a_heading_of_its_own(result, analysed):
    result["proposals"][0]["standing"] = "already-law"
    out = shown(analysis_text(result, names_of(analysed[1], "en")))
    before, after = out.split("Already law, decided or lapsing: in no total")
    assert "several-sets" in after
    assert "several-sets" not in before


def test_known_articles_are_named_and_candidates_said_to_be_open(result):
    plan = result["plan"]
    plan["amends"] = [{"instrument": "1/2024/NĐ-CP", "article": "10", "clause": "1", "point": "a"}]
    plan["amends_candidates"] = [{"instrument": f"{n}/2024/TT-BXD", "article": None} for n in range(2, 7)]
    sentence = plan_sentence(result, plan, result["before"], result["after"], names())
    assert "1/2024/NĐ-CP, art. 10 cl. 1 pt. a" in sentence
    assert "2/2024/TT-BXD, 3/2024/TT-BXD, 4/2024/TT-BXD or 2 more (article to be found)" in sentence


def test_a_plan_without_proposals_saves_nothing(result):
    result["plan"] |= {"proposals": [], "saving": "0"}
    assert "no proposal lowers that" in plan_sentence(
        result, result["plan"], result["before"], result["before"], names()
    )


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_text_fits_its_terminal(result, analysed, width, lang):
    out = shown(analysis_text(result, names_of(analysed[1], lang), verbose=True), width)
    assert max(len(line) for line in out.splitlines()) <= width
    assert "…" not in out


def test_texts_come_in_one_language_or_in_both():
    assert words({"vi": "một", "en": "one"}, "vi") == "một"
    assert words({"vi": "một"}, "en") == "một"
    assert words("one", "vi") == "one"
    assert words(None, "vi") == ""


def test_texts_are_made_safe_for_a_terminal():
    assert "\x1b" not in clean("\x1b]8;;http://x\x07y")
    assert "\u202e" not in clean("abc\u202edef")


def test_parties_are_named():
    assert party("business/small", names(applicant_small="a small firm")) == "businesses: a small firm"
    assert party("authority:province", names("vi")) == "cơ quan nhà nước, cấp tỉnh"
    assert party("third-party:notary", names(party_notary="the notary")) == "the notary"


def test_provisions_are_cited_as_each_language_does():
    item = {"instrument": "98/2024/NĐ-CP", "article": "10", "clause": "1", "point": None}
    assert provision(item, "vi") == "98/2024/NĐ-CP, Đ.10 k.1"
    assert provisions([item], [], "en") == "98/2024/NĐ-CP, art. 10 cl. 1"
    assert join(["a", "b", "c"], "vi", "or") == "a, b hoặc c"


def test_a_change_is_said_in_words():
    assert change_words({"change": "set", "path": "steps/a/sets", "before": "8", "after": "1"}, names()) == (
        "steps/a/sets: 8 → 1"
    )
    assert change_words({"change": "insert", "path": "steps/b", "before": None, "after": {}}, names()) == (
        "steps/b: added"
    )


def test_markdown_of_a_comparison_has_no_live_markup_of_a_file():
    def permit(title, sets):
        return ps_tree({"code": "1", "title": title, "steps": [{"id": "a", "kind": "submit", "sets": sets}]})

    found = ps.compare(permit("x", "2"), permit("<img src=x> [a](b) |", "3"))
    text = compare_markdown(found.to_json(), names())
    assert "<img" not in text
    assert "[a](b)" not in text


def ps_tree(tree):
    from procsimplify.model import from_tree

    return from_tree({"as-of": "2026-07-01", **tree})


@pytest.mark.parametrize("package", ["reporting", "cli", "review"])
def test_every_phrase_has_both_languages_with_the_same_placeholders(package):
    from string import Formatter

    source = resources.files("procsimplify") / package / "messages.toml"
    phrases = tomllib.loads(source.read_text(encoding="utf-8")).get("phrases", {})
    for key, both in phrases.items():
        fields = [{name for _, name, _, _ in Formatter().parse(both[lang]) if name} for lang in ("vi", "en")]
        assert fields[0] == fields[1], key
