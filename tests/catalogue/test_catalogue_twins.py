"""The second pass: procedures that are nearly the same, whatever their order and whoever scanned them."""

import itertools

import pytest

from procsimplify.catalogue import scan
from procsimplify.catalogue.names import differences, object_of, thresholds_in, without_level, without_threshold
from procsimplify.catalogue.twins import Outline, twins_of

FORM, PLAN, LIST = "Đơn đề nghị cấp phép", "Phương án nuôi", "Danh sách lao động của cơ sở"
ASKED = frozenset({("application-form", "đơn đề nghị"), ("plan", "phương án"), ("list", "danh sách")})
TYPES = ("application-form", "plan", "list")


def outline(code, title, **more):
    return Outline(code, title, papers=more.pop("papers", ASKED), types=more.pop("types", TYPES), **more)


def links(*outlines):
    return [(code, twin.link, twin.codes) for code, twins in twins_of(outlines).items() for twin in twins]


def test_the_order_of_the_procedures_does_not_matter():
    listed = [
        outline("1", "Cấp phép nuôi chim (cấp tỉnh)"),
        outline("2", "Cấp phép nuôi chim (cấp xã)"),
        outline("3", "Cấp phép nuôi ong", field="ong"),
        outline("4", "Cấp phép nuôi ong mật", field="ong"),
    ]
    wanted = [("1", "level", ("2",)), ("3", "object", ("4",))]
    for order in itertools.permutations(listed):
        assert links(*order) == wanted


def test_other_papers_fields_or_names_are_no_twins():
    one = outline("1", "Cấp phép nuôi chim (cấp tỉnh)")
    assert links(one, outline("2", "Cấp phép nuôi chim (cấp xã)", papers=ASKED - {("plan", "phương án")})) == []
    assert links(one, outline("2", "Cấp phép nuôi chim (cấp xã)", field="khác")) == []
    assert links(one, outline("2", "Đăng ký tổ chức lễ hội hằng năm")) == []
    form = frozenset({("application-form", "đơn đề nghị")})
    assert links(outline("1", "Cấp phép A", papers=form), outline("2", "Cấp phép A (cấp xã)", papers=form)) == []


def test_copies_of_a_record_are_left_to_the_page_lint():
    assert links(outline("1", "Hỗ trợ sản xuất"), outline("2", "Hỗ trợ sản xuất.")) == []


def test_two_papers_of_quite_other_acts():
    two = frozenset({("application-form", "đơn"), ("existing-licence", "giấy phép")})
    first = outline("1", "Cấp lại đăng ký quyền đối với tàu", papers=two, purpose=("reissue",))
    other = outline("2", "Xóa đăng ký quyền đối với tàu", papers=two, purpose=("end",))
    assert links(first, other) == []
    assert links(first, outline("2", "Cấp lại đăng ký quyền sở hữu tàu", papers=two, purpose=("reissue",))) != []


def test_a_threshold_between_two_levels():
    big = outline("1", "Cấp phép khai thác cát từ 5.000 m3/ngày trở lên", levels=("central",), limit="20 day")
    small = outline("2", "Cấp phép khai thác cát dưới 5.000 m3/ngày", levels=("province",), limit="20 day")
    assert links(small, big) == [("1", "threshold", ("2",))]
    (twin,) = twins_of([big, small])["1"]
    assert twin.same_limit
    assert twin.differs.vi == "từ 5.000 m3/ngày trở lên | dưới 5.000 m3/ngày"
    # One level decides both: nothing could move from one to another.
    same = outline("2", small.title, levels=("central",), limit="20 day")
    assert links(big, same) == [("1", "object", ("2",))]


def test_a_renewal_and_its_first_issue():
    types = (*TYPES, "premises-right", "charter")
    renewal = outline("1", "Gia hạn Giấy phép nuôi chim yến", purpose=("renew",), types=types)
    first = outline("2", "Cấp Giấy phép nuôi chim yến", purpose=("issue",), types=types, papers=ASKED)
    far = outline("3", "Cấp Giấy phép quảng cáo ngoài trời", purpose=("issue",), types=types, papers=frozenset())
    found = [twin for twin in twins_of([renewal, far, first])["1"] if twin.link == "renewal"]
    assert [(twin.codes, twin.documents, twin.shared, twin.decays) for twin in found] == [(("2",), 5, 4, False)]
    sick = outline("1", renewal.title, purpose=("renew",), types=(*types, "health-certificate"))
    assert any(twin.decays for twin in twins_of([sick, first])["1"])


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("cấp thẻ (thực hiện tại cấp trung ương)", "cấp thẻ"),
        ("cấp thẻ cấp tỉnh", "cấp thẻ"),
        ("cấp phép thuộc thẩm quyền của bộ y tế", "cấp phép"),
        ("cấp phép do chủ tịch ubnd cấp tỉnh phân cấp cho chủ tịch ubnd cấp xã", "cấp phép"),
        ("cấp phép xây dựng cấp iii", "cấp phép xây dựng cấp iii"),
    ],
)
def test_level_and_place(name, bare):
    assert without_level(name) == bare


def test_thresholds_objects_and_differences():
    assert thresholds_in("dự án dưới 15 tỷ đồng") == ("dưới 15 tỷ",)
    assert thresholds_in("trẻ em từ đủ tuổi") == ()
    assert without_threshold("giấy phép từ 10 ha trở lên (cấp tỉnh)") == "giấy phép"
    assert object_of("gia hạn chứng chỉ hành nghề dược") == object_of("cấp chứng chỉ hành nghề dược")
    assert differences(["a b c", "a x c"]) == "b | x"
    assert differences(["a b", "a b"]) == "–"


def twins_in(contents, path):
    return [row for row in contents(path)["proposals"] if row["rule"].startswith("same-dossier")]


def test_a_scan_writes_both_codes_whoever_works_and_forgets_what_is_gone(tmp_path, records, record, contents):
    names = {"1.000001": "Cấp phép nuôi chim (cấp tỉnh)", "1.000002": "Cấp phép nuôi chim (cấp xã)"}
    both = [record(code, FORM, PLAN, LIST, ten_thu_tuc=name) for code, name in names.items()]
    scan(records(*both), store=tmp_path / "one.duckdb", workers=1)
    scan(records(*reversed(both), name="turned.jsonl"), store=tmp_path / "two.duckdb", workers=2)
    (row,) = twins_in(contents, tmp_path / "one.duckdb")
    assert (row["code"], row["class"], row["targets"]) == (
        "1.000001", "question", ["procedure:1.000001", "procedure:1.000002"],
    )  # fmt: skip
    assert row["per_case"] == 0
    assert "1.000002" in row["why_vi"]
    assert "1.000002" in row["why_en"]
    assert twins_in(contents, tmp_path / "two.duckdb") == [row]
    said = {one["words"] for one in contents(tmp_path / "one.duckdb")["words"] if one["proposal"] == row["id"]}
    assert said == set(names.values())
    # The same store again, with one of the two: the pair is gone, with its words.
    scan(records(both[0], name="less.jsonl"), store=tmp_path / "one.duckdb", workers=1)
    assert twins_in(contents, tmp_path / "one.duckdb") == []
    assert not any(one["proposal"] == row["id"] for one in contents(tmp_path / "one.duckdb")["words"])
    # And back.
    scan(records(*both), store=tmp_path / "one.duckdb", workers=1)
    assert twins_in(contents, tmp_path / "one.duckdb") == [row]
