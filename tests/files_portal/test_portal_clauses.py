"""What one sentence says of several things that its subject does, and of whom it asks."""

from __future__ import annotations

import pytest
from portal_records import PAPERS, record

from procsimplify.files.portal import Imported, to_procedure
from procsimplify.flow.checking import check
from procsimplify.model import Step


def read(prose: str, **changes: str) -> Imported:
    return to_procedure(record(trinh_tu_thuc_hien=prose, **changes))


def step(imported: Imported, kind: str) -> Step:
    return next(one for one in imported.procedure.steps if one.kind == kind)


def kinds(imported: Imported) -> list[str]:
    return [one.kind for one in imported.procedure.steps]


def test_each_activity_of_a_sentence_is_a_step() -> None:
    imported = read(
        "Chủ giếng nộp hồ sơ.\nSở Xây dựng có trách nhiệm gửi thông báo nộp phí cho chủ giếng và thẩm định hồ sơ; nếu "
        "cần thiết thì kiểm tra thực tế hiện trường, lập hội đồng thẩm định; tổ chức lấy ý kiến các cơ quan liên quan."
        "\nSở Xây dựng cấp phép."
    )
    assert kinds(imported) == [
        "prepare", "submit", "assess-payment", "appraise", "inspect", "council", "forward", "consult", "issue",
    ]  # fmt: skip
    assert {one.kind for one in imported.procedure.steps if one.chance == "unknown"} == {"inspect", "council"}
    assert all(one.criterion is None for one in imported.procedure.steps)
    assert check(imported.procedure) == ()


def test_a_time_before_the_subject_stands_on_the_activity_that_takes_it() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn 10 ngày, Sở Xây dựng kiểm tra hồ sơ, tổ chức thẩm định hồ "
        "sơ và trình Ủy ban "
        "nhân dân tỉnh quyết định.\nTrong thời hạn 5 ngày, Ủy ban nhân dân tỉnh cấp phép."
    )
    limits = {one.kind: one.limit.text() for one in imported.procedure.steps if one.limit is not None}
    assert limits == {"appraise": "10 day", "issue": "5 day"}
    assert step(imported, "forward").who != step(imported, "issue").who


def test_what_is_asked_of_a_superior_is_no_deed_of_ones_own() -> None:
    imported = read("Cá nhân nộp hồ sơ.\nSở Xây dựng thẩm định, trình Ủy ban nhân dân tỉnh xem xét, phê duyệt.")
    assert kinds(imported)[:4] == ["prepare", "submit", "appraise", "forward"]
    assert "decide" not in kinds(imported)


def test_names_of_things_are_not_cut() -> None:
    imported = read("Cá nhân nộp hồ sơ.\nSở Xây dựng gửi kết quả kiểm tra và thẩm định hồ sơ cho cá nhân.")
    assert kinds(imported) == ["prepare", "submit", "notify", "issue"]


def test_a_refusal_in_the_same_sentence_is_a_way_out() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng quyết định cấp phép; trường hợp từ chối phải thông báo bằng "
        "văn bản, nêu rõ lý do."
    )
    (decision,) = [one for one in imported.procedure.steps if one.kind == "decide"]
    assert decision.then is not None
    assert "refused" in {arm.outcome for arm in decision.then.choice or ()}


@pytest.mark.parametrize(
    ("words", "criterion"),
    [
        ("Trường hợp cần thiết, Sở Xây dựng kiểm tra thực tế.", None),
        ("Sở Xây dựng kiểm tra thực tế khi có dấu hiệu gian lận, khi cần thiết.", "khi có dấu hiệu gian lận"),
        ("Trường hợp công trình cấp đặc biệt, Sở Xây dựng kiểm tra thực tế.", "công trình cấp đặc biệt"),
    ],
)
def test_when_something_is_done(words: str, criterion: str | None) -> None:
    visit = step(read(f"Cá nhân nộp hồ sơ.\n{words}\nSở Xây dựng cấp phép."), "inspect")
    assert visit.chance == "unknown"
    assert (visit.criterion.get("vi") if visit.criterion is not None else None) == criterion


@pytest.mark.parametrize(
    "words",
    [
        "Trường hợp hồ sơ hợp lệ, Sở Xây dựng kiểm tra thực tế.",
        "Sở Xây dựng kiểm tra thực tế.",
        "Nếu cần thiết phải bổ sung hồ sơ thì cá nhân bổ sung. Sở Xây dựng kiểm tra thực tế.",
    ],
)
def test_the_usual_course_is_no_discretion(words: str) -> None:
    assert step(read(f"Cá nhân nộp hồ sơ.\n{words}\nSở Xây dựng cấp phép."), "inspect").chance is None


def test_tasks_under_a_heading_are_steps_of_whoever_it_names() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn không quá 30 ngày, Chi cục Kiểm định thực hiện các công việc sau:\n"
        "- Kiểm tra nội dung hồ sơ;\n- Gửi văn bản lấy ý kiến các cơ quan có liên quan. Trong thời hạn "
        "08 ngày, cơ quan "
        "được lấy ý kiến có trách nhiệm trả lời bằng văn bản;\n- Tiến hành kiểm tra thực địa;\n"
        "- Tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định.\nỦy ban nhân dân tỉnh cấp phép."
    )
    assert kinds(imported)[2:] == ["appraise", "forward", "consult", "inspect", "forward", "issue"]
    lower = {one.who for one in imported.procedure.steps if one.kind in ("appraise", "inspect", "forward")}
    assert lower == {"chi-cuc-kiem-dinh"}
    consult, appraise = step(imported, "consult").limit, step(imported, "appraise").limit
    assert consult is not None
    assert consult.text() == "8 day"
    assert appraise is not None
    assert appraise.text() == "30 day"


@pytest.mark.parametrize(
    ("asked", "party", "subjects"),
    [
        ("Bộ Quốc phòng", "bo-quoc-phong", ("defence",)),
        ("Sở Tài chính", "so-tai-chinh", ()),
        ("Bộ Chỉ huy quân sự tỉnh, Công an tỉnh", None, ("defence", "security")),
        ("Công an tỉnh, Sở Tài chính", None, ()),
        ("các cơ quan liên quan", "consulted-bodies", ()),
        ("cơ quan quân sự địa phương", None, ("defence",)),
        ("cơ quan liên quan về di tích", None, ("heritage",)),
    ],
)
def test_whoever_is_asked_is_a_party_with_what_it_guards(
    asked: str, party: str | None, subjects: tuple[str, ...]
) -> None:
    imported = read(f"Cá nhân nộp hồ sơ.\nSở Xây dựng lấy ý kiến của {asked}.\nSở Xây dựng cấp phép.")
    who = imported.procedure.party(step(imported, "consult").who)
    assert party in (None, who.id)
    assert who.subjects == subjects
    assert "is-consulted" in who.role


@pytest.mark.parametrize(
    "silence",
    [
        "Quá thời hạn trên mà không có ý kiến thì được coi là đã đồng ý.",
        "Hết thời hạn, cơ quan không trả lời thì xem như thống nhất.",
        "Trường hợp quá thời hạn nêu trên mà không nhận được văn bản trả lời, Sở Xây dựng xem xét, quyết định.",
    ],
)
def test_silence_that_does_not_hold_the_case_up(silence: str) -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng lấy ý kiến các cơ quan liên quan. Trong thời hạn 12 ngày, cơ "
        "quan được lấy ý kiến "
        f"phải trả lời bằng văn bản. {silence}\nSở Xây dựng cấp phép."
    )
    (consult,) = [one for one in imported.procedure.steps if one.kind == "consult"]
    assert consult.tacit is not None
    assert consult.tacit.after.text() == "12 day"


def test_how_long_asking_takes_is_no_second_time_of_asking() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng thực hiện các công việc sau:\n- Lấy ý kiến các cơ quan liên "
        "quan.\n- Thời gian lấy "
        "ý kiến không tính vào thời hạn giải quyết.\nSở Xây dựng cấp phép."
    )
    assert kinds(imported).count("consult") == 1


def test_people_asked_for_consent_are_no_body() -> None:
    imported = read("Cá nhân nộp hồ sơ.\nSở Xây dựng lấy ý kiến của cha, mẹ đẻ của trẻ.\nSở Xây dựng cấp phép.")
    who = imported.procedure.party(step(imported, "consult").who)
    assert (who.kind, who.role) == ("third-party", ("co-decides",))


def test_how_long_something_stays_posted() -> None:
    posted = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn 3 ngày, Sở Xây dựng niêm yết công khai tại khu dân cư trong thời gian 15 "
        "ngày.\nSở Xây dựng cấp phép."
    )
    publish = step(posted, "publish")
    assert publish.limit is not None
    assert publish.limit.text() == "15 day"
    assert publish.protects is not None
    told = read("Cá nhân nộp hồ sơ.\nSở Xây dựng niêm yết.\nThời gian niêm yết là 10 ngày.\nSở Xây dựng cấp phép.")
    limit = step(told, "publish").limit
    assert limit is not None
    assert limit.text() == "10 day"


def test_the_official_dossier_after_the_preliminary_one() -> None:
    imported = read(
        "Doanh nghiệp nộp 01 bộ hồ sơ đến Bộ Xây dựng để kiểm tra.\nTrong thời hạn 07 ngày làm việc, "
        "Bộ Xây dựng thông báo "
        "về tính đầy đủ của hồ sơ và yêu cầu doanh nghiệp bổ sung và gửi 04 bộ hồ sơ chính thức để thẩm định.\n"
        "Bộ Xây dựng thẩm định hồ sơ.\nBộ Xây dựng cấp phép."
    )
    assert kinds(imported) == ["prepare", "submit", "check", "submit", "appraise", "issue"]
    first, second = (one for one in imported.procedure.steps if one.kind == "submit")
    assert (first.sets, second.sets) == (1, 4)
    assert first.takes == second.takes == ("dossier",)
    assert first.at == second.at


def test_a_lower_office_sends_sets_on() -> None:
    rows = "--" + PAPERS + "Đơn xin thẻ3 bản chínhBáo cáo3 bản chính"
    prose = (
        "Cá nhân nộp hồ sơ tại Cảng vụ.\nCảng vụ thẩm định hồ sơ và báo cáo kết quả thẩm định gửi kèm "
        "02 bộ hồ sơ đến Cục "
        "Hàng hải.\nCục Hàng hải phê duyệt."
    )
    imported = read(prose, thanh_phan_ho_so=rows, co_quan_thuc_hien="Cảng vụ, Cục Hàng hải")
    assert step(imported, "submit").sets == 3
    assert step(imported, "forward").sets == 2
    assert {demand.copies for demand in imported.procedure.demands()} == {1}
    fewer = read(prose.replace("02", "05"), thanh_phan_ho_so=rows, co_quan_thuc_hien="Cảng vụ, Cục Hàng hải")
    assert step(fewer, "submit").sets == 1


def test_papers_due_again_at_collection() -> None:
    again = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng cấp thẻ.\nKhi nhận kết quả, cá nhân phải xuất trình bản chính để đối chiếu."
    )
    collect = step(again, "collect")
    assert collect.takes == ("dossier",)
    assert collect.keeps == ()
    kept = read("Cá nhân nộp hồ sơ.\nSở Xây dựng cấp thẻ.\nKhi nhận kết quả, cá nhân phải nộp bản chính giấy tờ.")
    assert step(kept, "collect").keeps == ("dossier",)
    slip = read("Cá nhân nộp hồ sơ.\nSở Xây dựng cấp thẻ.\nKhi nhận kết quả, cá nhân xuất trình giấy hẹn.")
    assert all(one.takes == () for one in slip.procedure.steps if one.kind == "collect")
    assert check(again.procedure) == check(kept.procedure) == ()


def test_the_applicants_time_to_complete_is_no_notice() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn 05 ngày, Sở Xây dựng xem xét tính đầy đủ của hồ sơ.\nTrong "
        "thời hạn 30 ngày "
        "kể từ ngày có yêu cầu bổ sung, cá nhân hoàn thiện hồ sơ.\nSở Xây dựng cấp phép."
    )
    supplement = step(imported, "check").supplement
    assert supplement is not None
    assert supplement.notice is None
    assert supplement.deadline is not None
    assert supplement.deadline.text() == "30 day"


def test_the_notice_of_a_second_round_is_not_that_of_the_first() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nSở Xây dựng kiểm tra hồ sơ.\nTrong thời hạn 05 ngày kể từ ngày nhận hồ sơ "
        "bổ sung mà chưa đạt, "
        "Sở Xây dựng thông báo để cá nhân hoàn thiện hồ sơ.\nSở Xây dựng cấp phép."
    )
    supplement = step(imported, "check").supplement
    assert supplement is not None
    assert supplement.notice is None


def test_a_wrapped_line_is_one_sentence() -> None:
    imported = read(
        "Cá nhân nộp hồ sơ.\nTrong thời hạn 04 ngày, kể từ ngày nhận đủ hồ sơ theo quy định,\nSở Xây "
        "dựng thẩm định hồ sơ "
        "và gửi kết quả thẩm định đến\nỦy ban nhân dân tỉnh.\nỦy ban nhân dân tỉnh cấp phép."
    )
    appraise = step(imported, "appraise")
    assert appraise.limit is not None
    assert appraise.limit.text() == "4 day"


def test_clauses_lose_no_words_and_say_where_they_stand() -> None:
    prose = (
        "Cá nhân nộp hồ sơ.\n- Sở Xây dựng gửi thông báo nộp phí và thẩm định hồ sơ; nếu cần thiết thì họp hội đồng.\n"
        "Sở Xây dựng cấp phép."
    )
    imported = read(prose)
    understood, total = imported.coverage.fields["trinh_tu_thuc_hien"]
    assert understood >= total - 6
    notes = "\n".join(one.note.get("vi") for one in imported.procedure.steps if one.note is not None)
    for line in notes.splitlines():
        place, words = line.removeprefix("[trinh_tu_thuc_hien:").split("] ", 1)
        assert prose[int(place) :].startswith(words[:20])
    for words in ("gửi thông báo nộp phí", "thẩm định hồ sơ", "họp hội đồng"):
        assert words in notes


@pytest.mark.parametrize(
    ("head", "unit", "tail"),
    [
        ("Sở Xây dựng thẩm định", ", thẩm định hồ sơ và lập hội đồng", ""),
        ("Sở Xây dựng ", "nếu cần thiết thì kiểm tra thực tế, ", ""),
        ("Sở ", "nộp bản chính ", "khi nhận kết quả"),
        ("Sở lấy ý kiến của ", "Bộ Công an, ", ""),
        ("Sở Xây dựng ", " ", "thẩm định hồ sơ"),
        ("Sở Xây dựng", "\n", "thẩm định hồ sơ"),
        ("", "Bước 1:\nNộp hồ sơ,\n", ""),
    ],
)
def test_long_sentences_take_time_in_proportion(head: str, unit: str, tail: str) -> None:
    from time import process_time

    def spent(letters: int) -> float:
        start = process_time()
        imported = read(head + unit * (letters // len(unit)) + tail)
        assert len(imported.procedure.steps) <= 65
        return process_time() - start

    spent(1_000)
    # Ten times the letters; a reader whose time grows with their square would need a hundred times as long.
    assert spent(60_000) < 40 * max(spent(6_000), 0.01)
