"""The dossier of a page: cases, alternatives, remarks, what is taken and what data replace."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from portal_records import PAPERS, papers, record

from procsimplify.files.portal import Imported, registers, to_procedure
from procsimplify.files.portal.row_marks import read_marks
from procsimplify.model import Demand, Group
from procsimplify.model.registers import shipped_registers


def read(*rows: str, **changes: str) -> Imported:
    return to_procedure(record(thanh_phan_ho_so=papers(*rows), **changes))


def only(imported: Imported) -> Demand:
    (demand,) = imported.procedure.demands()
    return demand


def by_type(imported: Imported) -> dict[str, Demand]:
    return {demand.type: demand for demand in imported.procedure.demands()}


def test_rows_all_alike_ask_for_no_copy() -> None:
    imported = read("Đơn xin thẻ1 bản chính,1 bản sao", "Sơ yếu lý lịch1 bản chính,1 bản sao")
    assert [demand.copies for demand in imported.procedure.demands()] == [1, 1]
    assert [demand.accepts for demand in imported.procedure.demands()] == [(), ()]
    assert "files.portal-default-suspect" in {found.code for found in imported.findings}


def test_rows_that_differ_are_believed() -> None:
    imported = read("Đơn xin thẻ1 bản chính", "Báo cáo tài chính1 bản chính,2 bản sao")
    assert by_type(imported)["financial-statement"].copies == 3


def test_a_remark_row_is_no_paper_and_is_kept() -> None:
    imported = read("Đơn xin thẻ1 bản chính", "Lưu ý: hồ sơ lập bằng tiếng Việt0 bản chính")
    assert [demand.type for demand in imported.procedure.demands()] == ["application-form"]
    assert imported.procedure.note is not None
    assert "lập bằng tiếng Việt" in imported.procedure.note.get("vi")


def test_a_clause_elsewhere_governs_a_paper() -> None:
    imported = read(
        "Đơn xin thẻ1 bản chính",
        "Giấy khai sinh của trẻ0 bản chính,1 bản sao",
        "Trường hợp thông tin khai sinh đã có trong Cơ sở dữ liệu hộ tịch điện tử thì không phải "
        "nộp giấy này0 bản chính",
    )
    birth = by_type(imported)["birth-certificate"]
    assert birth.once_only is not None
    assert birth.once_only.register_ == "civil-status-database"
    assert birth.once_only.standing.is_ == "already-law"
    assert by_type(imported)["application-form"].once_only is None
    assert any(
        fact.path == f"dossier/{birth.id}/once-only" and "không phải nộp" in fact.words for fact in imported.inferred
    )


def test_a_clause_in_the_row_itself() -> None:
    imported = read(
        "Giấy chứng nhận kết hôn, chỉ nộp nếu không khai thác được trong Cơ sở dữ liệu hộ tịch điện tử1 bản chính"
    )
    assert only(imported).once_only is not None


def test_data_that_replace_only_once_they_operate_say_so() -> None:
    imported = read(
        "Giấy chứng nhận quyền sử dụng đất, thay thế bằng dữ liệu khi Cơ sở dữ liệu đất đai được vận hành1 bản chính"
    )
    once = only(imported).once_only
    assert once is not None
    assert once.standing.note is not None


def test_negated_demands() -> None:
    assert only(read("Bản sao giấy khai sinh (không phải nộp)1 bản chính")).negated


def test_a_confirmation_that_is_not_needed_leaves_the_paper_needed() -> None:
    demand = only(read("Sơ yếu lý lịch, KHÔNG CẦN XÁC NHẬN của xã1 bản chính"))
    assert not demand.negated
    assert demand.confirmed_by is None
    request = only(read("Đơn báo mất (không cần xác nhận của cơ quan có thẩm quyền nơi bị mất)1 bản chính"))
    assert not request.negated
    assert "confirmed-by-one" not in request.about


def test_confirmations_name_who_confirms() -> None:
    imported = read("Sơ yếu lý lịch có xác nhận của Ủy ban nhân dân cấp xã nơi cư trú1 bản chính")
    assert only(imported).confirmed_by is not None
    assert imported.procedure.party(only(imported).confirmed_by or "").level == "commune"


def test_forms_of_a_paper_that_are_taken() -> None:
    cases = {
        "Bản sao có chứng thực bằng đại học0 bản chính,1 bản sao": ("certified-copy",),
        "Bản sao bằng đại học0 bản chính,1 bản sao": ("plain-copy",),
        "Bản sao kèm bản chính để đối chiếu bằng đại học0 bản chính,1 bản sao": ("plain-copy-with-original-shown",),
        "Bản sao hoặc bản sao điện tử bằng đại học0 bản chính,1 bản sao": ("plain-copy", "electronic"),
        "Bản sao không yêu cầu chứng thực bằng đại học0 bản chính,1 bản sao": ("plain-copy",),
        "Bằng đại học1 bản chính": ("original",),
    }
    for row, accepts in cases.items():
        assert only(read(row)).accepts == accepts, row
        assert only(read(row)).type == "diploma", row


def test_handing_over() -> None:
    assert only(read("Xuất trình thẻ căn cước1 bản chính")).handover == "show"
    assert only(read("Nộp lại giấy phép cũ đã cấp1 bản chính")).handover == "surrender"
    shown = to_procedure(record(thanh_phan_ho_so="* Giấy tờ phải xuất trình:" + PAPERS + "Hộ chiếu1 bản chính"))
    assert only(shown).handover == "show"


def test_one_row_of_alternatives() -> None:
    imported = read("Thẻ căn cước hoặc hộ chiếu1 bản chính")
    (group,) = imported.procedure.dossier.children
    assert isinstance(group, Group)
    assert [demand.type for demand in group.one_of or () if isinstance(demand, Demand)] == ["identity-card", "passport"]


def test_alternatives_and_their_header_in_different_rows() -> None:
    imported = read(
        "- Nộp một trong các giấy tờ sau:0 bản chính",
        "+ Hộ chiếu1 bản chính",
        "+ Thẻ căn cước1 bản chính",
        "- Đơn xin thẻ1 bản chính",
    )
    group, form = imported.procedure.dossier.children
    assert isinstance(group, Group)
    assert group.one_of is not None
    assert {demand.type for demand in group.one_of if isinstance(demand, Demand)} == {"passport", "identity-card"}
    assert isinstance(form, Demand)


def test_alternatives_out_of_order() -> None:
    imported = read(
        "Một trong các giấy tờ sau đây:0 bản chính",
        "- Đơn xin thẻ1 bản chính",
        "+ Hộ chiếu1 bản chính",
        "+ Thẻ căn cước1 bản chính",
    )
    groups = [child for child in imported.procedure.dossier.children if isinstance(child, Group)]
    assert len(groups) == 1
    assert {demand.type for demand in groups[0].one_of or () if isinstance(demand, Demand)} >= {
        "passport",
        "identity-card",
    }


def test_alternatives_before_their_header() -> None:
    imported = read(
        "+ Giấy khai sinh1 bản chính",
        "+ Bản án của tòa án1 bản chính",
        "- Đơn xin thẻ1 bản chính",
        "- Chứng cứ gồm một trong các giấy tờ sau:0 bản chính",
    )
    groups = [child for child in imported.procedure.dossier.children if isinstance(child, Group)]
    assert len(groups) == 1
    assert {demand.type for demand in groups[0].one_of or () if isinstance(demand, Demand)} == {
        "birth-certificate",
        "court-document",
    }


def test_a_row_that_begins_or_follows_with_or_is_an_alternative() -> None:
    for rows in (
        ("a) Hộ chiếu; hoặc1 bản chính", "b) Thẻ căn cước1 bản chính"),
        ("Hộ chiếu1 bản chính", "Hoặc thẻ căn cước1 bản chính"),
    ):
        (group,) = read(*rows).procedure.dossier.children
        assert isinstance(group, Group)
        assert [demand.type for demand in group.one_of or () if isinstance(demand, Demand)] == [
            "passport",
            "identity-card",
        ]
    apart = read("a) Hộ chiếu; hoặc1 bản chính", "d) Đơn xin thẻ1 bản chính").procedure.dossier.children
    assert all(isinstance(child, Demand) for child in apart)


def test_alternatives_numbered_as_parts_of_their_header() -> None:
    imported = read(
        "d.2) Hộ chiếu1 bản chính",
        "a) Đơn xin thẻ1 bản chính",
        "d) Một trong các giấy tờ sau:0 bản chính",
        "b) Sơ yếu lý lịch1 bản chính",
        "d.1) Thẻ căn cước1 bản chính",
    )
    (group,) = [child for child in imported.procedure.dossier.children if isinstance(child, Group)]
    assert {demand.type for demand in group.one_of or () if isinstance(demand, Demand)} == {"passport", "identity-card"}


def test_alternatives_within_a_row_are_only_those_that_or_joins() -> None:
    imported = read("Văn bằng kèm theo hợp đồng lao động hoặc quyết định tuyển dụng; sơ yếu lý lịch1 bản chính")
    first, group, last = imported.procedure.dossier.children
    assert isinstance(first, Demand)
    assert isinstance(group, Group)
    assert isinstance(last, Demand)
    assert [demand.type for demand in group.one_of or () if isinstance(demand, Demand)] == [
        "contract",
        "authority-document",
    ]


def test_or_between_the_forms_of_one_paper_makes_no_alternative() -> None:
    imported = read("Văn bằng; bản chính hoặc bản sao có chứng thực sơ yếu lý lịch1 bản chính")
    assert [demand.type for demand in imported.procedure.dossier.children if isinstance(demand, Demand)] == [
        "diploma",
        "curriculum-vitae",
    ]


def test_a_request_to_withdraw_is_not_surrendered() -> None:
    assert only(read("Văn bản đề nghị trả lại giấy phép1 bản chính")).handover == "submit"
    assert only(read("Giấy phép cũ để thu hồi1 bản chính")).handover == "surrender"


def test_a_clause_glued_to_another_paper_governs_the_paper_that_it_names() -> None:
    imported = read(
        "Báo cáo vốn; Khi khai thác được trong Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp thì không phải nộp "
        "bản sao Giấy chứng nhận đăng ký doanh nghiệp1 bản chính",
        "Giấy chứng nhận đăng ký doanh nghiệp0 bản chính,1 bản sao",
    )
    found = by_type(imported)
    assert found["business-registration"].once_only is not None
    assert found["financial-statement"].once_only is None
    assert not found["financial-statement"].negated
    assert found["financial-statement"].accepts == ("original",)


def test_data_that_someone_asks_for_replace_no_paper() -> None:
    imported = read("Văn bản nêu mục đích cần khai thác thông tin trong Cơ sở dữ liệu quốc gia về dân cư1 bản chính")
    assert only(imported).once_only is None


def test_headings_with_their_own_forms_are_cases() -> None:
    table = "a) Cấp mới:" + PAPERS + "Đơn xin cấp1 bản chínhb) Cấp lại:" + PAPERS + "Đơn xin cấp lại1 bản chính"
    procedure = to_procedure(record(thanh_phan_ho_so=table)).procedure
    assert len(procedure.cases) == 2
    assert [demand.cases for demand in procedure.demands()] == [(case.id,) for case in procedure.cases]


def test_a_heading_that_adds_papers_is_a_condition() -> None:
    table = papers("Đơn xin thẻ1 bản chính") + "Trường hợp ủy quyền nộp thêm:" + PAPERS + "Giấy ủy quyền1 bản chính"
    procedure = to_procedure(record(thanh_phan_ho_so=table)).procedure
    assert procedure.cases == ()
    group = procedure.dossier.children[1]
    assert isinstance(group, Group)
    assert group.if_ is not None


def test_open_ended_rows() -> None:
    assert only(read("Các giấy tờ khác có liên quan1 bản chính")).open_ended
    assert not only(read("Hộ chiếu hoặc giấy tờ khác có liên quan1 bản chính")).open_ended


def test_pieces_told_in_the_row() -> None:
    imported = read("Đơn xin thi1 bản chính", "03 ảnh màu 3x4 và 02 phong bì có dán tem3 bản chính")
    assert by_type(imported)["photo"].copies == 3
    assert by_type(imported)["mailing-form"].copies == 2


def test_foreign_applicants_hold_foreign_papers() -> None:
    imported = read("Giấy khai sinh1 bản chính", doi_tuong_thuc_hien="Người nước ngoài")
    assert only(imported).holder == "foreign"


def test_words_that_tell_whose_a_paper_is() -> None:
    assert only(read("Hộ chiếu (đối với người nước ngoài)1 bản chính")).holder == "foreign"
    assert only(read("Thẻ căn cước công dân1 bản chính")).holder == "vietnamese"
    assert only(read("Giấy khai sinh1 bản chính")).holder == "any"


def test_issuers_that_the_words_name() -> None:
    imported = read("Văn bản chấp thuận của Bộ Ngoại giao về việc hợp tác1 bản chính")
    assert only(imported).issuer == "bo-ngoai-giao"
    imported = read("Giấy chứng nhận lưu hành tự do do cơ quan có thẩm quyền của nước xuất khẩu cấp1 bản chính")
    issuer = only(imported).issuer
    assert issuer is not None
    assert imported.procedure.party(issuer).foreign
    assert only(read("Văn bản đề nghị theo mẫu do Bộ Tài chính ban hành1 bản chính")).issuer is None


def test_the_paper_that_the_procedure_acts_on() -> None:
    title = "Cấp lại giấy phép xây dựng"
    assert only(read("Bản chính giấy phép xây dựng bị hỏng1 bản chính", ten_thu_tuc=title)).role == "object"
    assert only(read("Giấy phép lao động1 bản chính", ten_thu_tuc=title)).role == "evidence"
    title = "Phê duyệt phương án bảo đảm an toàn hàng hải"
    assert only(read("Phương án bảo đảm an toàn hàng hải1 bản chính", ten_thu_tuc=title)).role == "object"
    assert only(read("Giấy khai sinh1 bản chính", ten_thu_tuc="Đăng ký lại khai sinh")).role == "object"


def test_more_cases_than_variants_become_conditions() -> None:
    groups = "".join(f"{n}) Trường hợp loại {n} x:{PAPERS}Đơn xin loại {n}1 bản chính" for n in range(10, 40))
    procedure = to_procedure(record(thanh_phan_ho_so=groups)).procedure
    assert procedure.cases == ()
    assert len(procedure.demands()) == 30


def test_every_register_that_pages_name_has_its_facts_in_one_place() -> None:
    local = tomllib.loads((Path(registers.__file__).with_name("registers.toml")).read_text(encoding="utf-8"))
    for key, entry in local.items():
        assert registers.register(key).id == key
        assert (key in shipped_registers()) == ("status" not in entry)


@pytest.mark.parametrize(
    "row",
    [
        "Giấy tờ chứng minh quyền sở hữu đối với phương tiện",
        "Giấy tờ pháp lý của cá nhân đối với người đứng đầu chi nhánh",
        "Tài liệu chứng minh thuộc trường hợp được miễn sát hạch",
        "Bảng kê nhân lực đối với từng loại hình",
        "Phương án thử nghiệm có kiểm soát đối với tổ chức",
    ],
)
def test_whom_or_what_a_paper_is_on_is_no_condition(row: str) -> None:
    assert read_marks(row).condition is None


@pytest.mark.parametrize(
    "row",
    [
        "Giấy tờ pháp lý của tổ chức đối với thành viên là tổ chức",
        "Giấy chứng nhận đăng kiểm theo quy định đối với phương tiện thuộc diện đăng kiểm",
        "Văn bản của cơ quan có thẩm quyền đối với tàu cá đã qua sử dụng",
        "Văn bản ủy quyền đối với người nộp thay",
        "Chứng từ nộp phí theo quy định đối với trường hợp nộp trực tiếp",
    ],
)
def test_in_which_cases_a_paper_is_asked_for_is_a_condition(row: str) -> None:
    assert read_marks(row).condition is not None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Hợp đồng mua bán tàu cá hoặc hợp đồng thuê tàu trần1 bản chính", "hoặc hợp đồng"),
        ("Hộ chiếu hoặc giấy tờ có giá trị đi lại quốc tế1 bản chính", "hoặc giấy"),
        ("Bản sao hoặc bản chính Bằng cử nhân luật hoặc Bằng thạc sỹ luật1 bản chính", "hoặc bằng"),
        ("Báo cáo nghiên cứu khả thi hoặc tài liệu tương đương1 bản chính", "hoặc tài liệu"),
        ("Đơn khiếu nại hoặc bản ghi lời khiếu nại1 bản chính", "hoặc bản"),
    ],
)
def test_another_paper_of_the_same_type_may_stand_for_one(row: str, words: str) -> None:
    imported = read(row)
    demand = only(imported)
    assert "or-another" in demand.about
    assert words in {fact.words for fact in imported.inferred if fact.value == "or-another"}


@pytest.mark.parametrize(
    "row",
    [
        "Bản chính hoặc bản sao có chứng thực Hợp đồng thuê tàu1 bản chính",
        "Đơn đề nghị cấp giấy phép hoặc giấy chứng nhận1 bản chính",
        "02 ảnh màu hoặc bản điện tử ảnh màu1 bản chính",
        "Báo cáo tình hình hoạt động trong trường hợp thay đổi giấy phép hoặc giấy chứng nhận1 bản chính",
    ],
)
def test_forms_of_a_paper_and_what_it_is_about_are_no_other_paper(row: str) -> None:
    assert all("or-another" not in demand.about for demand in read(row).procedure.demands())
