"""The command `lint`: its forms and its exit codes."""

import json

import pytest

from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD

PAGE = {
    "ma_thu_tuc": "9.000001",
    "ten_thu_tuc": "Cấp thẻ",
    "trinh_tu_thuc_hien": "Nộp hồ sơ tại Sở Xây dựng.",
    "cach_thuc_thuc_hien": "Trực tiếp5 NgàyMiễn phí(50.000 đồng/lần)",
}
CODE = "files.portal-page-free-with-amount"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.json"
    path.write_text(json.dumps(PAGE, ensure_ascii=False), "utf-8")
    return path


def test_text_says_place_words_and_mend(run, page):
    code, out, err = run("lint", page)
    assert code == FINE
    assert "9.000001/cach_thuc_thuc_hien: " in out
    assert "“Miễn phí(50.000 đồng/lần)”" in out
    assert "Pages: 1; findings: 1" in err
    _, out, err = run("lint", page, "--lang", "vi", "-q")
    assert "trong ngoặc có số tiền" in out
    assert err == ""


def test_json_has_the_words_their_field_and_place(run, page):
    code, out, _ = run("lint", page, "--json")
    told = json.loads(out)
    assert code == FINE
    assert (told["records"], told["counts"], told["passed_over"]) == (1, {CODE: 1}, [])
    (one,) = told["findings"]
    assert PAGE[one["field"]][one["at"] - 1 :] == one["words"]


def test_sarif_names_the_file_and_the_field(run, page):
    code, out, _ = run("lint", page, "--format", "sarif")
    (told,) = json.loads(out)["runs"]
    assert code == FINE
    assert [one["ruleId"] for one in told["results"]] == [CODE]
    (place,) = told["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("page.json")
    assert place["logicalLocations"] == [{"fullyQualifiedName": "9.000001/cach_thuc_thuc_hien"}]


@pytest.mark.parametrize(("severity", "expected"), [("note", NOT_GOOD), ("warning", NOT_GOOD), ("error", FINE)])
def test_fail_on(run, page, severity, expected):
    assert run("lint", page, "--fail-on", severity)[0] == expected


def test_what_cannot_be_read_is_told(run, page, tmp_path):
    assert run("lint", tmp_path / "nowhere.json")[0] == BAD_INPUT
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    code, _, err = run("lint", broken)
    assert code == BAD_INPUT
    assert "broken.json" in err
    code, out, err = run("lint", tmp_path)
    assert code == NOT_GOOD
    assert "9.000001" in out
    assert "broken.json" in err
    assert run("lint", page, "--fail-on", "always")[0] == BAD_INPUT


def test_of_two_records_with_one_code_the_first_is_looked_at(run, tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text(f"{json.dumps(PAGE)}\n{json.dumps(PAGE)}\n", "utf-8")
    code, out, err = run("lint", path)
    assert code == NOT_GOOD
    assert out.count("9.000001/cach_thuc_thuc_hien") == 1
    assert "pages.jsonl:2" in err
