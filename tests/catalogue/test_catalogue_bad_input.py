"""Bad input, one fault a test: passed over with its reason, the rest is in the store, and the run exits with 1."""

import gzip
import json
import time

import pytest

PAPERS = ("Đơn đề nghị cấp giấy phép", "Phong bì có dán tem, ghi rõ địa chỉ người nhận")


@pytest.fixture
def scanned(tmp_path, run):
    """Scan bytes as a file of records; gives the exit code, the result and what was said about it."""

    def scanned(data, name="records.jsonl"):
        path = tmp_path / name
        path.write_bytes(data)
        start = time.monotonic()
        code, out, err = run("catalogue", "scan", path, "-o", tmp_path / "s.duckdb", "--json", "--lang", "en")
        assert time.monotonic() - start < 60
        assert "Traceback" not in out + err
        return code, json.loads(out) if out else None, err

    return scanned


def lines(*listed):
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in listed) + "\n"


def test_a_truncated_gzip(scanned, record):
    packed = gzip.compress(lines(*(record(f"1.{place:06}", *PAPERS) for place in range(200))).encode())
    code, result, err = scanned(packed[: len(packed) // 2], "records.jsonl.gz")
    assert code == 1
    assert 0 < result["procedures"] < 200
    assert len(result["passed_over"]) == 1
    assert "records.jsonl.gz" in err


def test_bytes_that_begin_as_gzip_and_are_none(scanned):
    code, result, err = scanned(b"\x1f\x8b" + b"no gzip" * 50, "records.jsonl.gz")
    assert code == 2
    assert result is None or result["procedures"] == 0
    assert "records.jsonl.gz" in err


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_a_wrong_encoding(scanned, record, encoding):
    bad = json.dumps(record("1.000002", "Tai lieu"), ensure_ascii=False)
    data = bad.encode(encoding, "replace") + b"\n" + lines(record("1.000001", *PAPERS)).encode()
    code, result, _ = scanned(data)
    assert code in (1, 2)
    assert result is None or (result["passed_over"] and result["procedures"] <= 2)


def test_one_line_in_another_encoding_stops_no_other(scanned, record):
    data = lines(record("1.000001", *PAPERS)).encode() + b'{"ma_thu_tuc": "\xff\xfe"}\n'
    code, result, _ = scanned(data + lines(record("1.000003", *PAPERS)).encode())
    assert (code, result["procedures"], len(result["passed_over"])) == (1, 2, 1)
    assert result["passed_over"][0]["line"] == 2


def test_a_record_without_a_code(scanned, record):
    bad = record("1.000002", *PAPERS)
    del bad["ma_thu_tuc"]
    code, result, err = scanned(lines(record("1.000001", *PAPERS), bad).encode())
    assert (code, result["procedures"]) == (1, 1)
    assert "records.jsonl:2" in err


def test_two_records_with_one_code(scanned, record):
    code, result, _ = scanned(lines(record("1.000001", *PAPERS), record("1.000001", PAPERS[0])).encode())
    assert (code, result["procedures"]) == (1, 1)
    (found,) = result["passed_over"]
    assert found["code"] == "catalogue.same-code"


def test_five_megabytes_of_prose(scanned, record):
    prose = "Bước 1: Doanh nghiệp nộp hồ sơ đến Sở trong thời hạn 05 ngày làm việc. " * 65_000
    assert len(prose.encode()) > 5_000_000
    big = record("1.000002", *PAPERS, trinh_tu_thuc_hien=prose)
    code, result, err = scanned(lines(record("1.000001", *PAPERS), big).encode())
    assert (code, result["procedures"], len(result["passed_over"])) == (1, 1, 1)
    assert "records.jsonl:2" in err


def test_html_in_a_field_is_passed_over_and_the_rest_is_read(scanned, record, contents, tmp_path):
    bad = record("1.000002", *PAPERS, trinh_tu_thuc_hien="<script>alert(1)</script><p>Doanh nghiệp nộp hồ sơ.</p>")
    both = lines(record("1.000001", *PAPERS), bad).encode()
    for _ in range(2):  # read anew, then found in the store
        code, result, err = scanned(both)
        assert (code, result["procedures"]) == (1, 2)
        (told,) = result["passed_over"]
        assert (told["code"], told["line"]) == ("files.portal-html", 2)
        assert "1.000002/trinh_tu_thuc_hien" in err
    store = contents(tmp_path / "s.duckdb")
    assert [row["line"] for row in store["passed_over"]] == [2]
    assert not any("<" in row["words"] for row in store["unread"])


@pytest.mark.parametrize("cell", ["", "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếpMiễn phí"])
def test_no_time(scanned, record, cell):
    bad = record("1.000002", *PAPERS, cach_thuc_thuc_hien=cell)
    code, result, err = scanned(lines(record("1.000001", *PAPERS), bad).encode())
    assert (code, result["procedures"]) == (1, 2)
    (told,) = result["passed_over"]
    assert (told["code"], told["line"]) == ("files.portal-no-time", 2)
    assert "1.000002/cach_thuc_thuc_hien" in err


def test_a_time_that_the_page_says_it_does_not_know_is_no_fault_of_the_record(scanned, record):
    cell = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếpKhông có thông tinMiễn phí"
    code, result, _ = scanned(lines(record("1.000001", *PAPERS, cach_thuc_thuc_hien=cell)).encode())
    assert (code, result["passed_over"]) == (0, [])


@pytest.mark.parametrize(
    "changes",
    [
        {"thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghị999999 bản chính,999999 bản sao"},
        {"thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghị1 bản chính,9999 bản sao"},
        {"thanh_phan_ho_so": f"Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghị{'9' * 5000} bản chính"},
        {"cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp999999 NgàyMiễn phí"},
        {"cach_thuc_thuc_hien": f"Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp{'9' * 5000} NgàyMiễn phí"},
        {"cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp5 Ngày9,999,999,999,999 Đồng"},
    ],
)
def test_numbers_that_nobody_can_mean(scanned, record, contents, tmp_path, changes):
    code, result, err = scanned(lines(record("1.000002", *PAPERS) | changes, record("1.000003", *PAPERS)).encode())
    assert (code, result["procedures"]) == (1, 1)
    (found,) = result["passed_over"]
    assert (found["code"], found["line"]) == ("files.portal-absurd-number", 1)
    assert "999" in err
    assert {row["code"] for row in contents(tmp_path / "s.duckdb")["demands"]} == {"1.000003"}


@pytest.mark.parametrize("bad", ["null", '"text"', "3", "{", '{"ma_thu_tuc": 5}', '{"a": 1e999}'])
def test_a_line_that_is_no_record(scanned, record, bad):
    code, result, _ = scanned(lines(record("1.000001", *PAPERS), bad).encode())
    assert (code, result["procedures"], len(result["passed_over"])) == (1, 1, 1)


def test_an_empty_file(scanned):
    code, result, err = scanned(b"")
    assert (code, result["procedures"]) == (2, 0)
    assert [one["code"] for one in result["passed_over"]] == ["files.portal-empty-file"]
    assert "records.jsonl" in err


def test_a_folder_of_everything(run, record, tmp_path):
    pages = tmp_path / "pages"
    (pages / "below").mkdir(parents=True)
    (pages / "a.jsonl").write_text(lines(record("1.000001", *PAPERS)), "utf-8")
    (pages / "below" / "b.json").write_text(lines(record("1.000002", *PAPERS)), "utf-8")
    (pages / "below" / "around").symlink_to(pages)
    (pages / "c.json").symlink_to(tmp_path / "nowhere.json")
    (pages / "d.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (pages / "e.json").symlink_to(pages / "e.json")
    (pages / "f.json").mkdir()
    (pages / "g.jsonl").touch()
    (pages / "notes.txt").write_text("no records", "utf-8")
    code, out, err = run("catalogue", "scan", pages, "-o", tmp_path / "s.duckdb", "--json", "--lang", "en")
    result = json.loads(out)
    assert (code, result["procedures"]) == (1, 2)
    told = sorted(one["file"] for one in result["passed_over"])
    assert told == [f"pages/{name}" for name in ("c.json", "d.yaml", "e.json", "g.jsonl")]
    assert all(name in err for name in told)
