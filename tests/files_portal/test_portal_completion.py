"""What asks an applicant to complete the dossier, where it stands, and what ends the rounds."""

from __future__ import annotations

import pytest
from portal_records import record

from procsimplify.files.portal import Imported, to_procedure
from procsimplify.flow.checking import check
from procsimplify.model import Step

HEAD = "Cá nhân nộp hồ sơ.\nSở Xây dựng kiểm tra hồ sơ.\n"
TAIL = "\nSở Xây dựng thẩm định hồ sơ.\nSở Xây dựng cấp phép."


def read(prose: str) -> Imported:
    return to_procedure(record(trinh_tu_thuc_hien=prose))


def asking(imported: Imported) -> list[Step]:
    return [one for one in imported.procedure.steps if one.supplement is not None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường hợp hồ sơ chưa đầy đủ, trong thời hạn 02 ngày, Sở Xây dựng có văn bản yêu cầu cá nhân bổ sung.",
        "Trường hợp cần giải trình, Sở Xây dựng gửi văn bản để cá nhân hoàn thiện hồ sơ.",
        "Nếu hồ sơ có sai sót, Sở Xây dựng thông báo để cá nhân khắc phục, nộp lại hồ sơ.",
    ],
)
def test_a_dossier_that_is_wanting_comes_back(sentence: str) -> None:
    assert [one.kind for one in asking(read(HEAD + sentence + TAIL))] == ["check"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường hợp cơ sở không đáp ứng điều kiện, trong thời hạn 90 ngày cơ sở phải khắc phục và gửi báo cáo kết quả.",
        "Căn cứ Nghị định 1/2020/NĐ-CP được sửa đổi, bổ sung năm 2024, trường hợp không đủ điều kiện thì từ chối.",
        "Sở Xây dựng quyết định bổ sung tên cơ sở vào danh sách.",
        "Cá nhân nộp 01 bộ hồ sơ đề nghị bổ sung thời hạn sử dụng.",
        "Khi giấy phép hết hiệu lực thì cá nhân phải bổ sung giấy phép mới.",
        "Trường hợp hồ sơ không phải chỉnh sửa, Sở Xây dựng thông báo cho cá nhân.",
        "Trường hợp không có yêu cầu sửa đổi, bổ sung, Sở Xây dựng cấp phép trong thời hạn 30 ngày.",
        "Sở Xây dựng thông báo kết quả thẩm định hồ sơ đề nghị gia hạn, sửa đổi, bổ sung năng lực.",
        "Sở Xây dựng thông báo cho chủ hàng để phối hợp hoàn thiện thủ tục thông quan.",
        "Báo cáo được thông qua với điều kiện phải chỉnh sửa, bổ sung thì cá nhân hoàn thiện và gửi lại báo cáo.",
        "Cá nhân thực hiện khai báo bổ sung sau khi phát hiện sai sót.",
    ],
)
def test_a_remedy_an_amendment_and_filing_are_no_rounds(sentence: str) -> None:
    assert asking(read(HEAD + sentence + TAIL)) == []


def test_a_dossier_refused_when_wanting_after_it_was_completed_has_one_round() -> None:
    once = read(
        HEAD + "Trường hợp hồ sơ chưa hợp lệ, Sở Xây dựng yêu cầu cá nhân hoàn chỉnh hồ sơ.\nHồ sơ đã hoàn chỉnh lại "
        "nhưng vẫn chưa đáp ứng quy định, Sở Xây dựng có văn bản từ chối." + TAIL
    )
    assert [one.supplement.rounds for one in asking(once) if one.supplement] == [1]
    unanswered = read(
        HEAD + "Trường hợp hồ sơ chưa hợp lệ, Sở Xây dựng yêu cầu cá nhân hoàn chỉnh hồ sơ.\nQuá 30 ngày mà không bổ "
        "sung hồ sơ thì Sở Xây dựng có văn bản từ chối." + TAIL
    )
    assert [one.supplement.rounds for one in asking(unanswered) if one.supplement] == [None]


def test_what_is_told_behind_the_decision_stands_where_the_dossier_is_looked_at() -> None:
    wanting = "\nTrường hợp hồ sơ chưa đầy đủ, trong thời hạn 02 ngày, Sở Xây dựng hướng dẫn cá nhân hoàn thiện hồ sơ."
    known = read(HEAD + "Sở Xây dựng cấp phép." + wanting)
    assert [one.kind for one in asking(known)] == ["check"]
    none = read("Cá nhân nộp hồ sơ.\nTrong thời hạn 05 ngày, Sở Xây dựng cấp phép." + wanting)
    assert [one.kind for one in none.procedure.steps if one.kind in ("check", "issue")] == ["check", "issue"]
    assert [one.kind for one in asking(none)] == ["check"]
    assert check(none.procedure) == check(known.procedure) == ()


def test_two_numbered_stages_that_take_in_are_two_steps() -> None:
    imported = read(
        "Bước 1: Cá nhân nộp hồ sơ.\nBước 2: Sở Xây dựng tiếp nhận và kiểm tra danh mục hồ sơ.\nBước 3: Sở Xây dựng "
        "tiếp nhận và kiểm tra hồ sơ. Trường hợp hồ sơ chưa hợp lệ, trong thời hạn 07 ngày, Sở Xây dựng yêu cầu cá "
        "nhân bổ sung hồ sơ.\nBước 4: Sở Xây dựng cấp phép."
    )
    taken_in = [one for one in imported.procedure.steps if one.kind == "receive"]
    assert [one.supplement is not None for one in taken_in] == [False, True]


def test_consent_that_is_needed_makes_who_is_asked_decide_as_well() -> None:
    prose = HEAD + "Sở Xây dựng lấy ý kiến của Sở Tài chính.\n"
    free = read(prose + "Sở Xây dựng cấp phép.")
    bound = read(prose + "Sau khi nhận được ý kiến thống nhất của Sở Tài chính, Sở Xây dựng cấp phép.")
    for imported, expected in ((free, False), (bound, True)):
        asked = next(one.who for one in imported.procedure.steps if one.kind == "consult")
        party = next(one for one in imported.procedure.parties if one.id == asked)
        assert ("co-decides" in party.role) is expected


def test_experts_are_no_authority_and_a_system_that_agrees_is_tacit_consent() -> None:
    experts = read(HEAD + "Sở Xây dựng lấy ý kiến của các chuyên gia về báo cáo." + TAIL)
    asked = next(one.who for one in experts.procedure.steps if one.kind == "consult")
    assert next(one.kind for one in experts.procedure.parties if one.id == asked) == "third-party"
    tacit = read(
        HEAD + "Sở Xây dựng lấy ý kiến của Sở Tài chính trong thời hạn 01 ngày.\nTrường hợp Sở Tài chính không trả lời "
        "thì hệ thống chuyển sang trạng thái đã đồng ý." + TAIL
    )
    assert next(one.tacit for one in tacit.procedure.steps if one.kind == "consult") is not None


def test_data_that_cannot_be_got_send_no_dossier_back() -> None:
    told = "Trường hợp không khai thác được hoặc thông tin không đầy đủ"
    assert asking(read(f"{HEAD}{told} thì Sở Xây dựng có văn bản gửi cá nhân để bổ sung hồ sơ.{TAIL}")) == []
    listed = (
        f"{told} thì thực hiện như sau:\n+ Hồ sơ nộp trực tuyến: Sở Xây dựng phải có thông báo yêu cầu bổ sung hồ sơ "
        "không muộn hơn 08 giờ làm việc.\n"
    )
    assert asking(read(HEAD + listed + "- Sở Xây dựng thẩm định hồ sơ." + TAIL)) == []
    behind = "- Trường hợp hồ sơ chưa đầy đủ, trong 02 ngày Sở Xây dựng thông báo để cá nhân bổ sung."
    assert len(asking(read(HEAD + listed + behind + TAIL))) == 1


def test_what_follows_an_explanation_that_fails_ends_the_rounds() -> None:
    told = (
        "Trường hợp hồ sơ chưa đủ thông tin, Sở Xây dựng thông báo để cá nhân giải trình.\nCá nhân có văn bản giải "
        "trình, bổ sung nhưng không chứng minh được thì Sở Xây dựng chuyển hồ sơ hoàn trả sang diện kiểm tra trước."
    )
    assert [one.supplement.rounds for one in asking(read(HEAD + told + TAIL)) if one.supplement] == [1]


def test_the_sentence_that_asks_is_kept_whole() -> None:
    told = "Trong 05 ngày, Sở Xây dựng kiểm tra hồ sơ; nếu hồ sơ không hợp lệ thì lập phiếu và yêu cầu bổ sung hồ sơ."
    (one,) = asking(read("Cá nhân nộp hồ sơ.\n" + told + TAIL))
    assert one.supplement is not None
    assert one.supplement.note is not None
    assert "nếu hồ sơ không hợp lệ thì lập phiếu và yêu cầu bổ sung hồ sơ" in one.supplement.note.get("vi")
