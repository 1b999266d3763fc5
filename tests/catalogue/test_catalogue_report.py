"""Reports: counts judged by hand, no sum over procedures without volumes, and texts that mean harm."""

import csv
import html.parser
import io
import json
import re
import zipfile
from decimal import Decimal

import pytest

from procsimplify.catalogue import Store, read_volumes, scan, summary
from procsimplify.catalogue.titles import same_title
from procsimplify.reporting.catalogue_files import csv_text, plain_cell, workbook_bytes
from procsimplify.reporting.catalogue_page import catalogue_page
from procsimplify.reporting.catalogue_tables import NAMES, sheet, told
from procsimplify.rules import propose

FORM, ENVELOPE = "Đơn đề nghị cấp giấy phép", "Phong bì có dán tem, ghi rõ địa chỉ người nhận"
HOSTILE = '"><object data=x onerror=alert(1)> =HYPERLINK("http://x") &amp;'
LAWS = "Tên văn bản pháp lýMã văn bảnNghị định về thử nghiệm01/2024/NĐ-CPNghị định về mẫu02/2024/NĐ-CP"


@pytest.fixture
def reported(tmp_path, records):
    def make(*listed, **more):
        scan(records(*listed), store=tmp_path / "s.duckdb", **more)
        with Store(tmp_path / "s.duckdb", read_only=True) as store:
            return summary(store)

    return make


def row(report, name, key):
    (found,) = [one for one in report["by"][name] if one["key"] == key]
    return found


def test_counts_by_every_dimension(reported, record):
    report = reported(
        record("1.000001", FORM, ENVELOPE),
        record("1.000002", FORM),
        record(
            "1.000003", FORM, ENVELOPE, linh_vuc="Lĩnh vực khác", cap_thuc_hien="Cấp Tỉnh, Cấp Xã", can_cu_phap_ly=LAWS
        ),
    )
    total = report["total"]
    assert (total["procedures"], total["documents"], total["with_findings"], total["documents_go"]) == (3, 5, 2, 2)
    field = row(report, "field", "Thử nghiệm")
    assert (field["procedures"], field["documents"], field["proposals"]) == (2, 3, 1)
    assert row(report, "level", "province")["procedures"] == 3
    assert row(report, "level", "commune")["procedures"] == 1
    assert row(report, "rule", "stamped-envelopes")["proposals"] == 2
    assert row(report, "type", "application-form")["documents"] == 3
    assert row(report, "instrument", "01/2024/NĐ-CP")["procedures"] == 3
    laws = {one["instrument"]: one for one in report["instruments"]}
    first, second = laws["01/2024/NĐ-CP"], laws["02/2024/NĐ-CP"]
    assert (first["procedures"], first["documents_go"], first["documents_go_surely"]) == (3, 2, 1)
    assert (first["only_candidate"], first["one_of_several"], first["article_known"]) == (1, 1, 0)
    assert (second["documents_go"], second["documents_go_surely"]) == (1, 0)


def test_savings_of_a_case_are_never_added(reported, record):
    report = reported(record("1.000001", FORM, ENVELOPE), record("1.000002", FORM, ENVELOPE))
    total = report["total"]
    assert total["per_year"] is None
    assert total["per_case_least"] == total["per_case_most"]
    single = {
        item["per_case"] for one in report["procedures"] for item in one["findings"] if item["class"] == "proposal"
    }
    assert {total["per_case_most"]} == single


def test_years_are_added_where_volumes_are_known(tmp_path, reported, record):
    (tmp_path / "v.csv").write_text("code,volume\n1.000001,10\n1.000002,7\n", encoding="utf-8")
    listed = [record(f"1.00000{place}", FORM, ENVELOPE) for place in (1, 2, 3)]
    report = reported(*listed, volumes=read_volumes(tmp_path / "v.csv"))
    total = report["total"]
    years = [one["together_per_year"] for one in report["procedures"]]
    assert years[2] is None
    assert Decimal(total["per_year"]) == Decimal(years[0]) + Decimal(years[1]) > 0
    assert total["with_volume"] == 2


def test_what_is_not_open_stands_apart(tmp_path):
    procedure = (
        "code: x-1\ntitle: Permit\ndossier:\n- {id: request, type: application-form, role: request}\n"
        "steps:\n- {id: submit, kind: submit, takes: dossier, sets: 3}\n"
        "- {id: decide, kind: decide, who: authority}\nstanding: {is: decided}\n"
    )
    (tmp_path / "p.yaml").write_text(procedure, encoding="utf-8")
    scan(tmp_path / "p.yaml", store=tmp_path / "s.duckdb")
    with Store(tmp_path / "s.duckdb", read_only=True) as store:
        report = summary(store)
    assert report["total"]["not_open"] > 0
    assert (report["total"]["proposals"], report["instruments"]) == (0, [])


def test_across_procedures(reported, record):
    made = record("1.000001", FORM, ket_qua_xu_ly="Giấy chứng nhận kiểm định mẫu")
    asks = record("1.000002", FORM, "Bản sao Giấy chứng nhận kiểm định mẫu;")
    twin = record("1.000003", FORM, "Bản chính Giấy chứng nhận kiểm định mẫu")
    across = reported(made, asks, twin)["across"]
    (chain,) = across["chains"]
    assert [one["code"] for one in chain["made_by"]] == ["1.000001"]
    assert [one["code"] for one in chain["asked_by"]] == ["1.000002", "1.000003"]
    assert across["papers"][0]["type"] == "application-form"


def test_procedures_with_the_same_papers(reported, record):
    alike = reported(record("1.000001", FORM, ENVELOPE), record("1.000002", ENVELOPE, FORM), record("1.000003", FORM))
    (group,) = alike["across"]["alike"]
    assert [one["code"] for one in group["procedures"]] == ["1.000001", "1.000002"]
    assert group["documents"] == 2


def test_titles_are_compared_without_the_words_about_copies():
    assert same_title("Bản sao có chứng thực Giấy phép A (nếu có);") == same_title("giấy phép a")
    assert same_title("Giấy phép A") != same_title("Giấy phép B")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_hostile_text_is_text_on_the_page(reported, record, lang):
    report = reported(
        record("1.000001", FORM, f"{HOSTILE} {ENVELOPE}", linh_vuc=HOSTILE, detail_url="javascript:alert(1)"),
        record("1.000002", FORM, ENVELOPE, detail_url="https://example.org/?a=1&b=2"),
    )
    source = catalogue_page(report, lang)
    page = Page()
    page.feed(source)
    assert {tag for tag, _ in page.tags}.isdisjoint({"img", "script", "iframe", "link", "object", "form"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "onerror=alert(1)" in "".join(page.text)
    assert {link for link in page.links if not link.startswith("#")} == {"https://example.org/?a=1&b=2"}
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "p-1.000002" in page.ids
    assert not re.search(r"url\(|@import|<script", source)


def test_the_page_shows_the_words_and_says_that_the_article_is_not_known(reported, record):
    page = Page()
    page.feed(catalogue_page(reported(record("1.000001", FORM, ENVELOPE)), "en"))
    words = " ".join("".join(page.text).split())
    assert ENVELOPE in words
    assert "article to be found in: 01/2024/NĐ-CP" in words
    assert "Savings of one case are never added over procedures" in words


def test_classes_stand_apart_and_faults_of_pages_are_no_saving(reported, record):
    free = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp5 Ngày làm việcMiễn phí(50.000 đồng/lần)"
    report = reported(record("1.000001", FORM, ENVELOPE), record("1.000002", FORM, cach_thuc_thuc_hien=free))
    with_fault = next(one for one in report["procedures"] if one["code"] == "1.000002")
    (fault,) = with_fault["page_findings"]
    assert fault["finding"] == "files.portal-page-free-with-amount"
    assert "50.000" in fault["words"]
    assert fault["field"] == "cach_thuc_thuc_hien"
    assert (report["total"]["pages"], report["total"]["with_faults"]) == (1, 1)
    assert row(report, "ministry", None)["pages"] == 1
    source = catalogue_page(report, "en")
    places = [source.index(f'id="class-{name}"') for name in ("proposal", "page")]
    assert places == sorted(places)
    assert "Mending it saves nobody anything" in source
    assert re.search(r'class="card proposal".*?class="card question".*?class="card page"', source, re.S)
    (cells,) = [one for one in sheet(report, "fault-findings", "en").rows if one[0] == "1.000002"]
    assert "50.000" in cells[5]


def test_one_name_of_several_pages_is_found_between_them_and_forgotten_with_them(tmp_path, records, record):
    title = "Hỗ trợ phát triển thử nghiệm"
    both = [record(f"1.00000{place}", FORM, ten_thu_tuc=title) for place in (1, 2)]
    for listed, expected in ((both, ["1.000001"]), (both, ["1.000001"]), (both[:1], [])):
        scan(records(*listed), store=tmp_path / "s.duckdb", workers=1)
        with Store(tmp_path / "s.duckdb", read_only=True) as store:
            found = store.rows("SELECT code FROM page_findings WHERE finding = 'files.portal-page-same-title'")
        assert [code for (code,) in found] == expected


def test_what_is_folded_has_its_anchor_inside_so_that_a_link_unfolds_it(reported, record):
    source = catalogue_page(reported(record("1.000001", FORM, ENVELOPE)), "vi")
    assert re.search(r"<details><summary>1\.000001[^<]*(<[^<]*){0,12}</summary>\s*<article id=\"p-1\.000001\">", source)
    assert source.count("<details") == source.count("</details>")
    assert 'href="#p-1.000001"' in source


def test_quotes_are_the_longest_words_with_the_place_of_what_was_read_in_them():
    rows = [
        {"words": "Giấy phép", "field": "f", "start": 7},
        {"words": "Giấy phép xây dựng", "field": None, "start": None},
        {"words": "giấy phép xây …", "field": None, "start": None},
        {"words": "khác", "field": "g", "start": 1},
    ]
    assert [(one["words"], one["field"]) for one in told(rows)] == [("Giấy phép xây dựng", "f"), ("khác", "g")]


def test_a_name_a_time_and_a_refusal_are_not_quoted_beside_the_sentence():
    place = {"field": "f", "start": 1}
    rows = [
        {"path": "steps/check/who", "words": "Sở Xây dựng", **place},
        {"path": "steps/check/then/end.refused", "words": "Trường hợp từ chối thì nêu rõ lý do bằng văn bản", **place},
        {"path": "steps/check/supplement", "words": "Hồ sơ thiếu thì yêu cầu bổ sung", **place},
    ]
    assert [one["words"] for one in told(rows)] == ["Hồ sơ thiếu thì yêu cầu bổ sung"]
    assert [one["words"] for one in told(rows[:1])] == ["Sở Xây dựng"]


def test_a_question_is_asked_and_quotes_its_sentence_once(tmp_path, run, reported, record):
    sentence = (
        "Trong 05 ngày, nếu thấy cần thiết thì Sở Xây dựng thành lập Hội đồng thẩm định hồ sơ của tổ chức, cá nhân"
    )
    prose = f"Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định hồ sơ.\n{sentence}.\nSở Xây dựng cấp phép."
    reported(record("1.000001", FORM, trinh_tu_thuc_hien=prose))
    code, out, _ = run("catalogue", "show", tmp_path / "s.duckdb", "1.000001", "--lang", "vi")
    told = " ".join(out.split())
    assert code == 0
    assert told.count("thành lập Hội đồng thẩm định hồ sơ của tổ chức, cá nhân") == 1
    assert "hỏi: Trong những trường hợp nào thì bước này là cần thiết" in told
    assert "→ trinh_tu_thuc_hien:" in told


def test_one_procedure_down_to_its_words(tmp_path, run, reported, record):
    reported(record("1.000001", FORM, ENVELOPE))
    code, out, _ = run("catalogue", "show", tmp_path / "s.duckdb", "1.000001", "--lang", "vi")
    assert code == 0
    assert ENVELOPE in " ".join(out.split())
    assert "(theo thời gian chuẩn)" in " ".join(out.split())
    assert "01/2024/NĐ-CP" in out
    found = json.loads(run("catalogue", "show", tmp_path / "s.duckdb", "1.000001", "--json")[1])
    assert any(ENVELOPE in one["words"] for item in found["procedure"]["findings"] for one in item["words"])
    code, out, err = run("catalogue", "show", tmp_path / "s.duckdb", "1.000009", "--lang", "en")
    assert (code, out) == (2, "")
    assert "1.000001" in err


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\u00a0=1", "＝1", "|cmd"])
def test_no_cell_becomes_a_formula(text):
    assert plain_cell(text).startswith("'")


@pytest.mark.parametrize("name", NAMES)
def test_csv_of_hostile_texts(reported, record, name):
    hostile = "=cmd|' /C calc'!A0"
    report = reported(
        record("1.000001", FORM, ENVELOPE, linh_vuc=hostile, ten_thu_tuc=hostile),
        record("1.000002", FORM, ENVELOPE, linh_vuc=hostile, ten_thu_tuc=hostile),
        "=broken",
    )
    table = sheet(report, name, "en")
    rows = list(csv.reader(io.StringIO(csv_text(table).removeprefix("\ufeff"))))
    assert len(rows) == len(table.rows) + 1
    for line in rows[1:]:
        for place, cell in enumerate(line):
            assert place in table.money or not cell.startswith(("=", "+", "-", "@"))


def test_the_workbook_has_every_table_and_no_formula(reported, record):
    report = reported(record("1.000001", FORM, ENVELOPE, linh_vuc="=1+1", ten_thu_tuc="=2+2"))
    data = workbook_bytes(report, "vi")
    assert data == workbook_bytes(report, "vi")
    book = zipfile.ZipFile(io.BytesIO(data))
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(NAMES) + 1
    assert all(b"<f>" not in book.read(name) for name in sheets)
    names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert names[0] == "0 Tổng quát"
    assert all(len(name) <= 31 and not name.endswith(" ") for name in names)
    for name in sheets[1:]:
        page = book.read(name).decode()
        assert 'fitToPage="1"' in page
        assert 'orientation="landscape"' in page
        assert "<pane " in page


def test_the_report_says_the_same_as_the_rules(reported, record):
    from procsimplify.files.portal import to_procedure

    listed = [record("1.000001", FORM, ENVELOPE), record("1.000002", FORM, "Bản sao có chứng thực Giấy chứng nhận mẫu")]
    report = reported(*listed)
    expected = sum(len(propose(to_procedure(one).procedure, engine="indexed")) for one in listed)
    assert report["total"]["proposals"] + report["total"]["questions"] == expected > 0


def test_the_command_line(tmp_path, run, records, record):
    source, store = records(record("1.000001", FORM, ENVELOPE), "broken"), tmp_path / "s.duckdb"
    code, out, err = run("catalogue", "scan", source, "-o", store, "--json")
    assert code == 1
    assert (json.loads(out)["procedures"], len(json.loads(out)["passed_over"])) == (1, 1)
    assert "records.jsonl:2" in err
    code, out, err = run("catalogue", "scan", records(record("1.000001", FORM, ENVELOPE)), "-o", store, "--lang", "vi")
    assert (code, err) == (0, "")
    assert "Thủ tục trong kho: 1" in out
    for lang, words in (("en", "By ministry"), ("vi", "Theo bộ, ngành")):
        code, out, _ = run("catalogue", "report", store, "--lang", lang)
        assert code == 0
        assert words in out
        assert max(map(len, out.splitlines())) <= 80
    assert json.loads(run("catalogue", "report", store, "--json")[1])["total"]["procedures"] == 1
    for ending, start in ((".html", b"<!doctype"), (".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK"), (".json", b"{")):
        assert run("catalogue", "report", store, "-o", tmp_path / f"r{ending}")[0] == 0
        assert (tmp_path / f"r{ending}").read_bytes().startswith(start)


@pytest.mark.parametrize(
    "words",
    [
        ("scan", "missing", "-o", "s.duckdb"),
        ("scan", ".", "-o", "s.duckdb", "--workers", "0"),
        ("report", "missing.duckdb"),
        ("report", "missing.duckdb", "--by", "colour"),
        ("report", "missing.duckdb", "-o", "r.pdf"),
    ],
)
def test_bad_usage(tmp_path, run, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("catalogue", *words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err
