"""Files of records: shapes, sizes, damage; what cannot be read is told and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import pytest
from portal_records import record

from procsimplify import cost
from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding
from procsimplify.cli.main import main
from procsimplify.files.loading import load
from procsimplify.files.portal import (
    Record,
    import_portal,
    imports,
    lint_records,
    read_records,
    shape_of,
    to_procedure,
)
from procsimplify.files.yaml import read, write
from procsimplify.model import canonical_tree


def lines(*records: dict[str, object]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def codes(path: Path) -> list[str]:
    return [item.code if isinstance(item, Finding) else item.procedure.code for item in imports(path)]


def test_one_record_a_list_lines_and_packed(tmp_path: Path) -> None:
    first, second = record(), record(ma_thu_tuc="1.999991")
    files = {
        "one.json": json.dumps(first, indent=1).encode(),
        "list.json": json.dumps([first, second], indent=2).encode(),
        "lines.jsonl": b"\xef\xbb\xbf" + lines(first, second),
        "packed.jsonl.gz": gzip.compress(lines(first, second)),
        "listed.json": json.dumps([first, second]).encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        found = codes(tmp_path / name)
        assert found == ["1.999990"] if name == "one.json" else ["1.999990", "1.999991"], name


def test_a_folder_and_those_below_it_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "bộ" / "cục").mkdir(parents=True)
    (tmp_path / "bộ" / "cục" / "a.jsonl").write_bytes(lines(record(ma_thu_tuc="1.999992")))
    (tmp_path / "b.jsonl").write_bytes(lines(record()))
    (tmp_path / "bộ" / "1.999992.import.json").write_text("{}", "utf-8")
    (tmp_path / "bộ" / "cục" / "again").symlink_to(tmp_path, target_is_directory=True)
    found = [one.data["ma_thu_tuc"] for one in read_records(tmp_path) if isinstance(one, Record)]
    assert found == ["1.999990", "1.999992"]
    summary = import_portal(tmp_path, tmp_path / "out")
    assert summary.written == found
    assert lint_records(tmp_path).records == 2


def test_damaged_fields_are_listed_and_the_rest_is_written(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    channels = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp5 NgàyMiễn phí"
    path.write_bytes(
        lines(
            record(cach_thuc_thuc_hien=channels),
            record(ma_thu_tuc="1.999991", cach_thuc_thuc_hien=channels, trinh_tu_thuc_hien="<b>Cá nhân</b> nộp hồ sơ."),
            record(ma_thu_tuc="1.999992", cach_thuc_thuc_hien=""),
        )
    )
    summary = import_portal(path, tmp_path / "out")
    assert summary.written == ["1.999990", "1.999991", "1.999992"]
    assert [(one.code, one.place.line, one.place.path) for one in summary.passed_over] == [
        ("files.portal-html", 2, "1.999991/trinh_tu_thuc_hien"),
        ("files.portal-no-time", 3, "1.999992/cach_thuc_thuc_hien"),
    ]
    assert [one.code for one in lint_records(path).passed_over] == ["files.portal-html", "files.portal-no-time"]


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(lines(record(ma_thu_tuc="2.000001")))
    (tmp_path / "a.json").write_bytes(lines(record()))
    (tmp_path / "read.me").write_text("no record", encoding="utf-8")
    assert codes(tmp_path) == ["1.999990", "2.000001"]


def test_bad_lines_are_told_with_their_line_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(
        lines(record())
        + b'{"ma_thu\n'
        + b"\xff\xfe{}\n"
        + b"[" * 100_000
        + b"\n"
        + b"3\n"
        + lines(record(ma_thu_tuc="2.1"))
    )
    found = list(read_records(path))
    assert [isinstance(one, Record) for one in found] == [True, False, False, False, False, True]
    assert [one.place.line for one in found if isinstance(one, Finding)] == [2, 3, 4, 5]
    assert codes(path)[0] == "1.999990"
    assert codes(path)[-1] == "2.1"


def test_a_truncated_archive_gives_what_stands_before(tmp_path: Path) -> None:
    many = lines(*(record(ma_thu_tuc=f"1.{number:06d}", ten_thu_tuc=f"Thủ tục {number}") for number in range(2000)))
    path = tmp_path / "x.jsonl.gz"
    packed = gzip.compress(many)
    path.write_bytes(packed[: len(packed) // 2])
    found = list(read_records(path))
    assert isinstance(found[-1], Finding)
    assert found[-1].code == "files.portal-bad-file"
    assert sum(isinstance(one, Record) for one in found) > 100


def test_an_archive_made_to_fill_a_disk_is_left_soon(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    for content, level in ((b"\n", 1), (b"\n", 9), (b" ", 9), (b'{"ma_thu_tuc":"1.1","x":"', 9)):
        path.write_bytes(gzip.compress(content + content[-1:] * 40_000_000, level))
        start = time.monotonic()
        (found,) = read_records(path)
        assert isinstance(found, Finding)
        assert found.code == "files.portal-too-large"
        assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"ma_thu_tuc": "1.1", "ma_thu_tuc": "1.2"}', "twice"),
        (b'{"ma_thu_tuc": NaN}', "NaN"),
        (b'{"ma_thu_tuc": -Infinity}', "Infinity"),
        (b'{"ma_thu_tuc": ' + b"9" * 5_000 + b"}", "digits"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "deep"),
        (b'{"ma_thu_tuc": "1\x00"}', "control"),
        (b'{"ten_thu_tuc": "\\ud800"}', "surrogates"),
    ],
)
def test_json_that_can_be_read_in_two_ways_or_none(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines(record()) + line + b"\r\n" + lines(record(ma_thu_tuc="1.999991")))
    first, broken, last = read_records(path)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(broken, Finding)
    assert (broken.code, broken.place.line) == ("files.portal-bad-line", 2)
    assert words in str(broken.args["reason"])


def test_a_letter_in_two_halves_is_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"ten_thu_tuc": "\U0001f600"}), encoding="utf-8")
    (one,) = read_records(path)
    assert isinstance(one, Record)
    assert one.data["ten_thu_tuc"] == "\U0001f600"


def test_records_of_a_list_stand_on_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"a": 1}, 5, {"b": [1, 2]}], indent=1), encoding="utf-8")
    assert [one.line if isinstance(one, Record) else one.place.line for one in read_records(path)] == [2, 5, 6]
    path.write_bytes(b"[]")
    (empty,) = read_records(path)
    assert isinstance(empty, Finding)
    assert empty.code == "files.portal-empty-file"


def test_what_is_no_file_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(record()))
    (tmp_path / "b.jsonl").touch()
    (tmp_path / "c.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.json").symlink_to(tmp_path / "d.json")
    (tmp_path / "e.json").mkdir()
    os.mkfifo(tmp_path / "f.json")
    found = list(read_records(tmp_path))
    assert isinstance(found[0], Record)
    told = [one for one in found if isinstance(one, Finding)]
    assert [Path(str(one.place.file)).name for one in told] == ["b.jsonl", "c.json", "d.json", "f.json"]
    assert {one.code for one in told} == {"files.portal-empty-file", "base.file-unreadable"}


def test_a_fault_of_the_reader_stops_no_other_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines(record(), record(ma_thu_tuc="1.999991", ten_thu_tuc="Hỏng")))

    def broken(given: dict[str, object], **place: object) -> object:
        if given["ten_thu_tuc"] == "Hỏng":
            raise ValueError("a fault")
        return to_procedure(given)

    monkeypatch.setattr("procsimplify.files.portal.importing.to_procedure", broken)
    assert [one.code if isinstance(one, Finding) else one.procedure.code for one in imports(path)] == [
        "1.999990",
        "files.portal-fault",
    ]


def test_no_archive_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(b"\x1f\x8bnothing")
    (found,) = read_records(path)
    assert isinstance(found, Finding)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(read_records(tmp_path / "none.json"))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"x": "y"}, "files.portal-no-shape"),
        (record(ma_thu_tuc=""), "files.portal-no-code"),
        (record(ma_thu_tuc="../x"), "files.portal-bad-code"),
        (record(ten_thu_tuc=" "), "files.portal-no-title"),
        (record(trinh_tu_thuc_hien="a" * 5_000_000), "files.portal-field-too-long"),
        ({"code": "9.1", "name": "A", "components": [], "steps": ["a" * 5_000_000]}, "files.portal-field-too-long"),
        (
            {"code": "9.1", "name": "A", "steps": [], "components": [{"name": "a" * 9}] * 99_999},
            "files.portal-field-too-long",
        ),
        (
            {"code": "9.1", "name": "A", "steps": [], "components": [{"name": "Đơn", "originals": -1}]},
            "files.portal-absurd-number",
        ),
        (record(thanh_phan_ho_so="Đơn đề nghị999999 bản chính"), "files.portal-absurd-number"),
        (record(thanh_phan_ho_so="Đơn đề nghị1 bản chính" * 2_000), "files.portal-too-many-rows"),
    ],
)
def test_records_that_are_passed_over(given: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as failure:
        to_procedure(given, file="x.jsonl", line=7)
    (found,) = failure.value.findings
    assert found.code == code
    assert found.place.line == 7
    for lang in ("vi", "en"):
        assert found.message(lang)
        assert found.mend(lang)


def test_the_second_of_two_records_with_one_code(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines(record(), record(ten_thu_tuc="Khác")))
    first, second = imports(path)
    assert not isinstance(first, Finding)
    assert isinstance(second, Finding)
    assert second.code == "files.portal-same-code"


def test_html_is_taken_out_and_told() -> None:
    imported = to_procedure(record(trinh_tu_thuc_hien="<p>Cá nhân nộp hồ sơ.</p><br/>Sở Xây dựng cấp thẻ."))
    assert "files.portal-html" in {found.code for found in imported.findings}
    assert all("<" not in str(fact.words) for fact in imported.inferred)


def test_values_that_are_no_texts_are_not_read() -> None:
    imported = to_procedure(record() | {"linh_vuc": 7, "thanh_phan_ho_so": None, "doi_tuong_thuc_hien": ["x"]})
    assert imported.procedure.field is None
    assert imported.procedure.demands() == ()


def test_the_shape_of_the_ministry_of_defence() -> None:
    given = {
        "code": "1.999992", "name": "Cấp giấy ra vào", "level": "Cấp Bộ", "ministry": "Bộ Quốc phòng",
        "performing_authority": "Cục Tác chiến", "competent_authority": "Cục Tác chiến", "applicants": ["Doanh nghiệp"],
        "channels": [
            {"channel": "in_person", "time_value": 5.0, "time_unit": "Ngày làm việc", "fee_text": "Phí : 0 Đồng"},
            {"channel": "postal", "time_value": 5.0, "time_unit": "Ngày làm việc", "fee_text": "Phí : 0 Đồng"},
        ],
        "components": [{"name": "Đơn đề nghị", "form": "a.doc", "originals": 1, "copies": 0, "group": None}],
        "legal_basis": [{"so_ky_hieu": "Luật 54/2019/QH14", "trich_yeu": "Luật", "ngay_ban_hanh": "26-11-2019"}],
        "results": [{"name": "Giấy ra vào", "code": None}],
        "steps": ["Bước 1: Doanh nghiệp nộp hồ sơ tại Cục Tác chiến.", "Bước 2: Cục Tác chiến cấp giấy ra vào."],
        "conditions": None, "coordinating": None, "decision": "1/QĐ-BQP",
        "field": "Ra vào", "type": "Loại", "source_path": "x",
    }  # fmt: skip
    assert shape_of(given) == "defence"
    procedure = to_procedure(given).procedure
    assert [step.kind for step in procedure.steps] == ["prepare", "submit", "issue"]
    assert [limit.value.text() for limit in procedure.limits] == ["5 working-day"]
    assert [one.id for one in procedure.basis] == ["54/2019/QH14"]
    assert procedure.demands()[0].form is not None
    assert {channel.id for channel in procedure.channels} == {"in-person", "post"}


def test_what_is_written_is_read_again() -> None:
    procedure = to_procedure(record()).procedure
    assert canonical_tree(read(write(procedure)).procedure) == canonical_tree(procedure)


def test_an_import_writes_files_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines(record(), record()) + b"{\n")
    summary = import_portal(path, tmp_path / "out", words=True)
    assert summary.written == ["1.999990"]
    assert len(summary.passed_over) == 2
    assert load(tmp_path / "out" / "1.999990.yaml").code == "1.999990"
    said = json.loads((tmp_path / "out" / "1.999990.import.json").read_text(encoding="utf-8"))
    assert said["inferred"]
    assert said["coverage"]["total"] >= said["coverage"]["understood"] > 0


def test_procedures_without_times_may_take_those_of_a_published_table(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(lines(record()))
    import_portal(path, tmp_path / "bare")
    import_portal(path, tmp_path / "timed", standard_times=True)
    bare, timed = (load(tmp_path / name / "1.999990.yaml") for name in ("bare", "timed"))
    assert not any(demand.effort for demand in bare.demands())
    handed_in = [demand for demand in timed.demands() if not demand.negated and demand.handover != "look-up"]
    assert handed_in
    assert all(demand.effort is not None and demand.effort.standard for demand in handed_in)
    assert cost(timed).total > cost(bare).total
    assert "standard" in cost(timed).provenance
    assert cost(timed).by_element["travel"] > 0


def test_workers_share_an_import_and_nothing_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    many = [record(ma_thu_tuc=f"1.{990000 + number}") for number in range(150)]
    path.write_bytes(lines(*many[:70]) + b"{\n" + lines(*many[70:], many[3]))
    told: list[int] = []
    alone = import_portal(path, tmp_path / "alone")
    shared = import_portal(path, tmp_path / "shared", workers=2, tell=told.append)
    assert told == list(range(1, 153))
    assert alone.to_json() == shared.to_json()
    assert len(shared.written) == 150
    assert [one.code for one in shared.passed_over] == [one.code for one in alone.passed_over]
    names = [f"1.{990000 + number}.yaml" for number in range(150)]
    assert all((tmp_path / "alone" / one).read_bytes() == (tmp_path / "shared" / one).read_bytes() for one in names)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, mixed, bad = tmp_path / "good.jsonl", tmp_path / "mixed.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(lines(record()))
    mixed.write_bytes(lines(record()) + b"{\n")
    bad.write_bytes(b"{\n{\n")
    assert main(["import", "portal", str(good), "-o", str(tmp_path / "a"), "--lang", "vi"]) == 0
    assert "Số thủ tục đã ghi: 1" in capsys.readouterr().out
    assert main(["import", "portal", str(mixed), "-o", str(tmp_path / "b"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["written"] == ["1.999990"]
    assert "mixed.jsonl:2" in err
    assert main(["import", "portal", str(bad), "-o", str(tmp_path / "c")]) == 2
    assert main(["import", "portal", str(tmp_path / "none"), "-o", str(tmp_path / "d")]) == 2
    assert main(["import", "nonsense", str(good), "-o", str(tmp_path / "d")]) == 2
