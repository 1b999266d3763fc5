"""Scans: what goes into the store, again and after a stop, on one worker and on several, with bad inputs between."""

import gzip
import json
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.shipped import folder
from procsimplify.catalogue import Store, read_volumes, scan
from procsimplify.rules import propose

PAPERS = ("Đơn đề nghị cấp giấy phép", "Phong bì có dán tem, ghi rõ địa chỉ người nhận")
HERE = Path(__file__).resolve().parent


def without_run(everything):
    """Leave out what only tells about the run itself."""
    return {name: rows for name, rows in everything.items() if name != "meta"}


def test_shipped_procedures_give_what_propose_gives(tmp_path, contents):
    from procsimplify.files.loading import load, shipped_procedures

    result = scan(folder("procedures"), store=tmp_path / "s.duckdb")
    assert result.passed_over == ()
    stored = contents(tmp_path / "s.duckdb")
    assert {row["code"] for row in stored["procedures"]} == {load(code).code for code, _ in shipped_procedures()}
    for code, _ in shipped_procedures():
        expected = {one.id for one in propose(load(code), engine="indexed")}
        assert {row["id"] for row in stored["proposals"] if row["code"] == load(code).code} == expected


def test_a_record_gives_papers_findings_words_and_candidates(tmp_path, records, record, contents):
    scan(records(record("1.000001", *PAPERS)), store=tmp_path / "s.duckdb")
    stored = contents(tmp_path / "s.duckdb")
    assert [row["title"] for row in stored["demands"]] == [one.rstrip(".") for one in PAPERS]
    (found,) = stored["proposals"]
    assert (found["rule"], found["class"], found["standing"], found["documents_go"]) == (
        "stamped-envelopes", "proposal", "open", 1,
    )  # fmt: skip
    assert PAPERS[1].rstrip(".") in {row["words"] for row in stored["words"]}
    (law,) = stored["provisions"]
    assert (law["instrument"], law["article"], law["candidates"]) == ("01/2024/NĐ-CP", None, 1)
    (procedure,) = stored["procedures"]
    assert procedure["at_least"] is True
    assert procedure["together"] == [found["id"]]
    assert procedure["together_per_case"] == found["per_case"] > 0
    assert (procedure["volume"], procedure["per_year"], procedure["together_per_year"]) == (None, None, None)


def test_standard_times_are_marked_and_can_be_left_out(tmp_path, records, record, contents):
    source = records(record("1.000001", *PAPERS))
    scan(source, store=tmp_path / "s.duckdb")
    (timed,) = contents(tmp_path / "s.duckdb")["procedures"]
    assert timed["standard_share"] == 1
    scan(source, store=tmp_path / "s.duckdb", standard_times=False)
    (plain,) = contents(tmp_path / "s.duckdb")["procedures"]
    assert (plain["standard_share"], plain["per_case"]) == (0, 0)


def test_a_year_appears_only_where_a_volume_was_given(tmp_path, records, record, contents):
    table = tmp_path / "volumes.csv"
    table.write_text("code;volume;source\n1.000001;40;survey of 2025\n9.999999;5;\n", encoding="utf-8")
    source = records(record("1.000001", *PAPERS), record("1.000002", *PAPERS))
    result = scan(source, store=tmp_path / "s.duckdb", volumes=read_volumes(table))
    assert result.volumes_unused == ("9.999999",)
    with_volume, without = contents(tmp_path / "s.duckdb")["procedures"]
    assert (with_volume["volume"], with_volume["volume_source"]) == ("40", "survey of 2025")
    # Rounding is one a line: the year is the line of 40 cases rounded, not 40 times the rounded case.
    assert abs(with_volume["together_per_year"] - 40 * with_volume["together_per_case"]) < 1
    assert without["per_year"] is None


@pytest.mark.parametrize(
    "text",
    [
        "code,volume\n1.000001,1200\n",
        "\ufeffMã;Số lượt;Nguồn\r\n1.000001;1200;khảo sát\r\n",
        "code\tvolume\n1.000001\t1200\n",
    ],
)
def test_volumes_as_spreadsheets_write_them(tmp_path, text):
    table = tmp_path / "volumes.csv"
    table.write_bytes(text.encode())
    (volume,) = read_volumes(table).values()
    assert volume.cases == 1200
    assert volume.source in ("volumes.csv", "khảo sát")


def test_every_wrong_row_of_the_volumes_is_told(tmp_path):
    table = tmp_path / "volumes.csv"
    table.write_text("code,volume\n1.1,12.000\n1.2,abc\n1.3,-4\n1.4,\n1.5,5\n1.5,6\n,7\n1.6\n", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        read_volumes(table)
    assert [one.place.line for one in failure.value.findings] == [2, 3, 4, 5, 7, 8, 9]


def test_what_is_known_is_not_reckoned_again(tmp_path, records, record, contents):
    store = tmp_path / "s.duckdb"
    scan(records(record("1.000001", *PAPERS), record("1.000002", *PAPERS)), store=store)
    first = contents(store)
    again = scan(records(record("1.000001", *PAPERS), record("1.000002", *PAPERS)), store=store)
    assert (again.procedures, again.kept) == (2, 2)
    assert contents(store) == first
    changed = scan(records(record("1.000001", *PAPERS), record("1.000002", PAPERS[0])), store=store)
    assert (changed.procedures, changed.kept) == (2, 1)
    assert {row["code"] for row in contents(store)["proposals"]} == {"1.000001"}
    fewer = scan(records(record("1.000002", PAPERS[0])), store=store)
    assert (fewer.procedures, fewer.kept, fewer.removed) == (1, 1, 1)
    assert {row["code"] for row in contents(store)["procedures"]} == {"1.000002"}


def test_other_rules_reckon_anew(tmp_path, records, record, contents):
    store, source = tmp_path / "s.duckdb", records(record("1.000001", *PAPERS))
    scan(source, store=store)
    rule = tmp_path / "rules" / "any-form"
    rule.mkdir(parents=True)
    shipped = folder("rules") / "vn" / "stamped-envelopes"
    for name in ("rule.yaml", "cases.yaml"):
        text = (shipped / name).read_text(encoding="utf-8").replace("id: stamped-envelopes", "id: any-form")
        (rule / name).write_text(text, encoding="utf-8")
    again = scan(source, store=store, rules=[str(tmp_path / "rules")])
    assert again.kept == 0
    assert {row["rule"] for row in contents(store)["proposals"]} == {"stamped-envelopes", "any-form"}


def test_workers_and_executors_make_no_difference(tmp_path, records, record, contents):
    listed = [record(f"1.{place:06}", *PAPERS[: 1 + place % 2]) for place in range(40)]
    source = records(*listed, "not json", record("1.000003", *PAPERS))
    scan(source, store=tmp_path / "one.duckdb")
    scan(source, store=tmp_path / "two.duckdb", workers=2)
    with ThreadPoolExecutor(3) as pool:
        scan(source, store=tmp_path / "threads.duckdb", executor=pool)
    scan(source, store=tmp_path / "last-first.duckdb", executor=LastFirst())
    first = contents(tmp_path / "one.duckdb")
    assert len(first["procedures"]) == 40
    assert len(first["passed_over"]) == 2
    for other in ("two", "threads", "last-first"):
        assert contents(tmp_path / f"{other}.duckdb") == first


class LastFirst(ThreadPoolExecutor):
    """Runs what it is given only when a second piece of work is there, the second one first."""

    def __init__(self):
        super().__init__(1)
        self.waiting = None
        self.timer = None

    def submit(self, work, /, *arguments, **more):
        future = Future()
        piece = (future, work, arguments, more)
        if self.waiting is None:
            self.waiting = piece
            self.timer = threading.Timer(0.5, self._flush)
            self.timer.start()
            return future
        self.timer.cancel()
        self._run(piece)
        self._flush()
        return future

    def _flush(self):
        piece, self.waiting = self.waiting, None
        if piece is not None:
            self._run(piece)

    @staticmethod
    def _run(piece):
        future, work, arguments, more = piece
        future.set_result(work(*arguments, **more))


KILLED = """
import os, sys
from procsimplify.catalogue import scan
def stop(done):
    if done == 180:
        os._exit(9)
scan(sys.argv[1], store=sys.argv[2], progress=stop)
"""


def test_a_scan_that_is_killed_leaves_a_store_that_the_next_goes_on_with(tmp_path, records, record, contents):
    source = records(*(record(f"1.{place:06}", *PAPERS) for place in range(190)))
    store = tmp_path / "s.duckdb"
    done = subprocess.run([sys.executable, "-c", KILLED, str(source), str(store)], check=False, timeout=120)
    assert done.returncode == 9
    with Store(store, read_only=True) as opened:
        written = len(opened.table("procedures"))
        assert opened.meta()["complete"] == "no"
        assert 0 < written < 190
        # A batch is there whole or not at all.
        assert len(opened.table("proposals")) == written
        assert len(opened.table("demands")) == 2 * written
    again = scan(source, store=store)
    assert (again.procedures, again.kept) == (190, written)
    scan(source, store=tmp_path / "whole.duckdb")
    assert without_run(contents(store)) == without_run(contents(tmp_path / "whole.duckdb"))


LOST = """
import os, sys
from procsimplify.catalogue import scan
def stop(done):
    if done == 40:
        os._exit(9)
scan(sys.argv[1], store=sys.argv[2], workers=2, progress=stop)
"""


def test_workers_end_with_the_process_that_started_them(tmp_path, records, record):
    source = records(*(record(f"1.{place:06}", *PAPERS) for place in range(120)))
    pipe = subprocess.Popen([sys.executable, "-c", LOST, source, tmp_path / "s.duckdb"], stdout=subprocess.PIPE)
    # The pipe closes when the last process that holds it is gone.
    out, _ = pipe.communicate(timeout=60)
    assert (pipe.returncode, out) == (9, b"")
    assert scan(source, store=tmp_path / "s.duckdb", workers=1).procedures == 120


def test_what_one_batch_remembers_is_forgotten_and_found_again(tmp_path, records, record, contents):
    from procsimplify.base.memo import forget_all

    source = records(*(record(f"1.{place:06}", *PAPERS) for place in range(3)))
    scan(source, store=tmp_path / "a.duckdb", workers=1)
    forget_all()
    scan(source, store=tmp_path / "b.duckdb", workers=1)
    assert contents(tmp_path / "a.duckdb") == contents(tmp_path / "b.duckdb")


def test_the_reference_variant_alone_costs_what_it_costs_within_the_whole():
    from procsimplify.costing import cost
    from procsimplify.costing.standard_values import timed_reference, with_standard_times
    from procsimplify.files.portal import to_procedure

    real = HERE.parents[2] / "shared" / "data" / "portal" / "procedures.jsonl.gz"
    if not real.is_file():
        pytest.skip("the portal's records are not here")
    with gzip.open(real, "rt", encoding="utf-8") as lines:
        sample = [json.loads(line) for place, line in enumerate(lines) if place % 40 == 7]
    for one in sample:
        procedure = to_procedure(one).procedure
        alone, whole = cost(timed_reference(procedure, standard=True)), cost(with_standard_times(procedure))
        assert (alone.per_case, alone.is_open, dict(alone.provenance)) == (
            whole.per_case, whole.is_open, dict(whole.provenance),
        )  # fmt: skip


def test_bad_records_are_listed_and_the_rest_goes_on(tmp_path, records, record, contents):
    no_code = record("1.000009", *PAPERS)
    del no_code["ma_thu_tuc"]
    source = records(
        record("1.000001", *PAPERS),
        '{"ma_thu_tuc": "1.0000',
        no_code,
        record("1.000001", PAPERS[0]),
        record("1.000004", *PAPERS, trinh_tu_thuc_hien="x" * 500_000),
        record("1.000005", *PAPERS, trinh_tu_thuc_hien="<script>alert(1)</script> Doanh nghiệp nộp hồ sơ."),
        record("1.000006", "Đơn đề nghị999999 bản chính,999999 bản sao"),
        record("1.000007", *PAPERS, cach_thuc_thuc_hien=""),
        '["no record"]',
        record("1.000008", *PAPERS),
    )
    result = scan(source, store=tmp_path / "s.duckdb")
    stored = contents(tmp_path / "s.duckdb")
    codes = {row["code"] for row in stored["procedures"]}
    assert {"1.000001", "1.000005", "1.000007", "1.000008"} <= codes
    lines = {row["line"] for row in stored["passed_over"]}
    assert {2, 3, 4, 5} <= lines
    assert len(result.passed_over) == len(stored["passed_over"])
    assert all(row["message_vi"] and row["message_en"] for row in stored["passed_over"])
    assert max((row["copies"] for row in stored["demands"]), default=0) <= 1000


def test_a_truncated_archive_gives_what_it_holds_and_says_so(tmp_path, record):
    lines = "\n".join(json.dumps(record(f"1.{place:06}", *PAPERS)) for place in range(300)).encode()
    path = tmp_path / "records.jsonl.gz"
    packed = gzip.compress(lines)
    path.write_bytes(packed[: len(packed) * 2 // 3])
    result = scan(path, store=tmp_path / "s.duckdb")
    assert 0 < result.procedures < 300
    assert [one.place.file for one in result.passed_over] == ["records.jsonl.gz"]


def test_a_folder_holds_procedure_files_and_records_and_its_place_does_not_matter(tmp_path, record, contents):
    for place in ("here", "there"):
        root = tmp_path / place / "all"
        (root / "deep").mkdir(parents=True)
        steps = "- {id: submit, kind: submit, sets: 3}\n- {id: decide, kind: decide, who: authority}\n"
        (root / "b.yaml").write_text(f"code: x-1\ntitle: Permit\nsteps:\n{steps}", encoding="utf-8")
        (root / "a.yaml").write_text("code: [", encoding="utf-8")
        (root / "deep" / "r.json").write_text(json.dumps(record("1.000001", *PAPERS)), encoding="utf-8")
        (root / "notes.txt").write_text("nothing", encoding="utf-8")
        result = scan(root, store=tmp_path / f"{place}.duckdb")
        assert (result.procedures, [one.place.file for one in result.passed_over]) == (2, ["all/a.yaml"])
    assert contents(tmp_path / "here.duckdb") == contents(tmp_path / "there.duckdb")


def test_a_fee_in_another_currency_has_no_price_and_stops_nothing(tmp_path, contents):
    parts = ("fees:\n- {id: fee, amount: 10 USD}", "steps:\n- {id: submit, kind: submit, effort: 5 min}\n")
    (tmp_path / "f.yaml").write_text("\n".join(("code: x-1\ntitle: Permit", *parts)), encoding="utf-8")
    assert scan(tmp_path / "f.yaml", store=tmp_path / "s.duckdb").passed_over == ()
    stored = contents(tmp_path / "s.duckdb")
    assert [row["finding"] for row in stored["page_findings"]] == ["catalogue.foreign-fee"]
    assert stored["procedures"][0]["at_least"] is True


def test_nothing_and_the_wrong_file_are_refused(tmp_path, records):
    with pytest.raises(InputError, match="there is no"):
        scan(tmp_path / "missing", store=tmp_path / "s.duckdb")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no procedure"):
        scan(tmp_path / "empty", store=tmp_path / "s.duckdb")
    not_a_store = tmp_path / "x.duckdb"
    not_a_store.write_bytes(b"something else" * 500)
    with pytest.raises((InputError, UsageError)):
        scan(folder("procedures"), store=not_a_store)
    assert not_a_store.read_bytes() == b"something else" * 500
    import duckdb

    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (a BIGINT)")
    with pytest.raises(UsageError, match="mine"):
        scan(folder("procedures"), store=other)


@pytest.mark.parametrize(
    "text",
    [
        "code,cases\n1,2\n",
        "code,volume\n1.000001,1.000\n",
        "code,volume\n1,-3\n",
        "code,volume\n1,2\n1,3\n",
        "code,volume\n,4\n",
    ],
)
def test_a_volume_is_used_as_given_or_not_at_all(tmp_path, text):
    path = tmp_path / "v.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_volumes(path)


def test_tables_leave_as_parquet_with_the_same_rows(tmp_path, records, record, contents):
    import duckdb

    scan(records(record("1.000001", *PAPERS)), store=tmp_path / "s.duckdb")
    with Store(tmp_path / "s.duckdb", read_only=True) as store:
        files = store.to_parquet(tmp_path / "it's here")
    stored = contents(tmp_path / "s.duckdb")
    for path in files:
        rows = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        assert rows == [tuple(row.values()) for row in stored[path.stem]]


def test_a_sample_of_the_real_records(tmp_path, contents):
    real = HERE.parents[2] / "shared" / "data" / "portal" / "procedures.jsonl.gz"
    if not real.is_file():
        pytest.skip("the portal's records are not here")
    with gzip.open(real, "rt", encoding="utf-8") as lines:
        sample = [line for place, line in enumerate(lines) if place % 12 == 0][:150]
    path = tmp_path / "sample.jsonl"
    path.write_text("".join(sample), encoding="utf-8")
    result = scan(path, store=tmp_path / "s.duckdb")
    assert (result.procedures, result.passed_over) == (150, ())
    stored = contents(tmp_path / "s.duckdb")
    assert all(row["per_year"] is None for row in stored["procedures"])
    # The portal names instruments and no article.
    assert all(row["article"] is None for row in stored["provisions"])
    assert all(row["class"] in ("proposal", "question", "page") for row in stored["proposals"])


def test_pieces_of_several_sets_are_counted_once(tmp_path, records, record, contents):
    """A page that asks for 4 sets in its prose and for 4 pieces in each row asks for one piece in each set."""
    steps = "Bước 1: Doanh nghiệp nộp 04 bộ hồ sơ đến Sở Thử nghiệm. Bước 2: Sở thẩm định hồ sơ và cấp giấy phép."
    several = record("1.000001", trinh_tu_thuc_hien=steps)
    several["thanh_phan_ho_so"] += "Đơn đề nghị cấp giấy phép1 bản chính,3 bản saoBản vẽ mẫu thử1 bản chính,3 bản sao"
    scan(records(several), store=tmp_path / "s.duckdb")
    stored = contents(tmp_path / "s.duckdb")
    assert [row["copies"] for row in stored["demands"]] == [1, 1]
    (sets,) = [row for row in stored["proposals"] if row["rule"] == "several-sets"]
    assert sets["pieces_less"] == 3 * 2


def test_records_may_hold_numbers(tmp_path, records, record):
    source = records(record("1.000001", *PAPERS, weight=0.5, seen=[1, 2.5]))
    result = scan(source, store=tmp_path / "s.duckdb")
    assert (result.procedures, result.passed_over) == (1, ())
    assert scan(source, store=tmp_path / "s.duckdb").kept == 1
