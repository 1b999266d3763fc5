"""Across procedures: who gives what to whom, long ways with cycles, life events, effects upstream, instruments."""

import json
from decimal import Decimal

import pytest

from procsimplify.catalogue import Store, instruments, read_volumes, scan, summary
from procsimplify.catalogue.titles import is_telling, title_among

FORM, ENVELOPE = "Đơn đề nghị cấp giấy phép", "Phong bì có dán tem, ghi rõ địa chỉ người nhận"
A, B, C, D = (f"Giấy chứng nhận kiểm định mẫu {name}" for name in ("một", "hai", "ba", "bốn"))


@pytest.fixture
def reported(tmp_path, records):
    def make(*listed, **more):
        scan(records(*listed), store=tmp_path / "s.duckdb", workers=1, **more)
        with Store(tmp_path / "s.duckdb", read_only=True) as store:
            return summary(store)

    return make


def codes(way):
    return [stop["codes"] for stop in way["stops"]]


def test_a_long_way_is_walked_from_paper_to_paper(reported, record):
    across = reported(
        record("1.000001", FORM, ket_qua_xu_ly=A),
        record("1.000002", f"Bản sao {A}", ket_qua_xu_ly=B),
        record("1.000003", f"{B} đã được cấp", ket_qua_xu_ly=C),
        record("1.000004", C),
    )["across"]
    (way,) = across["longest"]
    assert codes(way) == [["1.000001"], ["1.000002"], ["1.000003"], ["1.000004"]]
    assert [stop["paper"] for stop in way["stops"]] == [A.lower(), B.lower(), C.lower(), None]
    assert {one["title"]: one["match"] for one in across["chains"]}[B.lower()] == "begins-with"


def test_a_cycle_is_one_stop(reported, record):
    across = reported(
        record("1.000001", FORM, ket_qua_xu_ly=A),
        record("1.000002", A, C, ket_qua_xu_ly=B),
        record("1.000003", B, ket_qua_xu_ly=C),
        record("1.000004", C, ket_qua_xu_ly=D),
        record("1.000005", D),
    )["across"]
    (way,) = across["longest"]
    assert codes(way) == [["1.000001"], ["1.000002", "1.000003"], ["1.000004"], ["1.000005"]]


def test_what_a_procedure_asks_of_itself_is_no_chain(reported, record):
    across = reported(record("1.000001", A, ket_qua_xu_ly=A))["across"]
    assert (across["chains"], across["longest"]) == ([], [])


def test_only_citizens_have_life_events(reported, record):
    made = [
        ("1.000001", (FORM,), A),
        ("1.000002", (A,), B),
        ("1.000003", (A, B), C),
    ]
    for who, expected in (("Công dân Việt Nam", [["1.000001", "1.000002", "1.000003"]]), ("Doanh nghiệp", [])):
        listed = [record(code, *asks, ket_qua_xu_ly=gives, doi_tuong_thuc_hien=who) for code, asks, gives in made]
        events = reported(*listed)["across"]["events"]
        assert [one["codes"] for one in events] == expected
        if expected:
            assert events[0]["papers"][0] == A.lower()


def test_one_paper_that_several_ask_for(reported, record):
    titles = reported(record("1.000001", A), record("1.000002", f"Bản sao {A};"), record("1.000003", B))["across"][
        "titles"
    ]
    (one,) = titles
    assert (one["title"], one["procedures"]) == (A.lower(), ["1.000001", "1.000002"])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bản sao Giấy phép khai thác nước", ("giấy phép khai thác nước", "equal-title")),
        ("Giấy phép khai thác nước đã được cấp", ("giấy phép khai thác nước", "begins-with")),
        ("Giấy phép khai thác nước mặt", None),
        ("Hợp đồng thuê", None),
    ],
)
def test_a_longer_title_is_another_paper(text, title):
    assert title_among(text, {"giấy phép khai thác nước"}) == title


def test_clauses_and_bare_heads_name_no_paper():
    assert not any(map(is_telling, ("giấy phép", "giấy chứng nhận đăng ký", "trường hợp ủy quyền thì nộp thêm")))


MAKER = """\
code: m-1
title: Make the paper
results:
- {id: paper, title: Paper of proof}
steps:
- {id: submit, kind: submit}
- {id: decide, kind: decide, who: authority, gives: paper}
"""
TAKER = """\
code: t-1
title: Ask for the paper
basis:
- {id: 01/2024/NĐ-CP, title: Decree}
dossier:
- {id: request, type: application-form, role: request, effort: 10 min}
- id: proof
  type: other-evidence
  open-ended: true
  title: Paper of proof and other papers
  got-from: {procedure: m-1}
  effort: 30 min
  provisions: ["01/2024/NĐ-CP Đ.10 k.1"]
steps:
- {id: submit, kind: submit, takes: dossier}
- {id: decide, kind: decide, who: authority}
"""


@pytest.fixture
def written(tmp_path):
    """Write two procedure files, one of which names the other as the maker of a paper; scan them."""

    def write(**more):
        (tmp_path / "p").mkdir(exist_ok=True)
        (tmp_path / "p" / "m.yaml").write_text(MAKER, encoding="utf-8")
        (tmp_path / "p" / "t.yaml").write_text(TAKER, encoding="utf-8")
        result = scan(tmp_path / "p", store=tmp_path / "s.duckdb", workers=1, **more)
        assert [one.message("en") for one in result.passed_over] == []
        return Store(tmp_path / "s.duckdb", read_only=True)

    return write


def test_a_dropped_demand_is_counted_once_and_its_effect_stands_apart(tmp_path, written):
    with written() as store:
        (effect,) = summary(store)["across"]["upstream"]
    assert (effect["code"], effect["made_by"], effect["sure"], effect["fewer"]) == ("t-1", ["m-1"], True, None)
    (tmp_path / "v.csv").write_text("code,volume\nt-1,40\n", encoding="utf-8")
    with written(volumes=read_volumes(tmp_path / "v.csv")) as store:
        report = summary(store)
    (effect,) = report["across"]["upstream"]
    assert effect["fewer"] == "40"
    # The saving is that of the procedure that asked; the maker's own cases are in no sum.
    asked = next(one for one in report["procedures"] if one["code"] == "t-1")
    assert report["total"]["per_year"] == asked["together_per_year"]
    assert report["total"]["with_volume"] == 1


def test_an_article_that_is_known_is_said_and_its_savings_are_exact(tmp_path, written):
    (tmp_path / "v.csv").write_text("code,volume\nt-1,40\n", encoding="utf-8")
    with written(volumes=read_volumes(tmp_path / "v.csv")) as store:
        (row,) = instruments(store)
        (procedure,) = [one for one in store.table("procedures") if one["code"] == "t-1"]
    assert (row["instrument"], row["with_proposals"], row["documents_go"]) == ("01/2024/NĐ-CP", 1, 1)
    assert (row["article_known"], row["only_candidate"], row["one_of_several"]) == (1, 0, 0)
    assert row["articles"] == ["khoản 1 Điều 10"]
    assert Decimal(row["per_case_most"]) == procedure["together_per_case"] > 0
    assert Decimal(row["per_year"]) == procedure["together_per_year"] > 0


def test_the_sentence_of_an_instrument_says_that_no_article_is_known(tmp_path, run, reported, record):
    reported(record("1.000001", FORM, ENVELOPE), record("1.000002", FORM, ENVELOPE))
    code, out, _ = run("catalogue", "instruments", tmp_path / "s.duckdb", "01/2024/NĐ-CP", "--lang", "en")
    said = " ".join(out.split())
    assert code == 0
    assert "Amend 01/2024/NĐ-CP: 2 procedures, 2 documents go" in said
    assert "The portal names no article" in said
    code, out, _ = run("catalogue", "instruments", tmp_path / "s.duckdb", "--json")
    assert json.loads(out)["instruments"][0]["codes"] == ["1.000001", "1.000002"]
    code, out, err = run("catalogue", "instruments", tmp_path / "s.duckdb", "99/2024/NĐ-CP")
    assert (code, out) == (2, "")
    assert err
