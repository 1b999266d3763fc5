"""What the words of a paper say beyond its type, so that rules can ask about it: typed facts, each from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from procsimplify.files.portal.forms_given import lacks_form
from procsimplify.files.portal.words import same_spelling, tidy

__all__ = ["LETTERS", "PageWords", "about", "openness"]

_THING = re.compile(
    r"sản phẩm|công trình|phương tiện|\bxe\b|\btàu\b|hiện trạng|thiết bị|hàng hóa|mẫu vật|linh kiện|hiện trường|động cơ"
    r"|toàn thân|sơ đồ|tai nạn"
)
_PICTURE = re.compile(r"ảnh")
_PORTRAIT = re.compile(
    r"(?:0?[2346](?:[,.]5)?\s*(?:cm)?)\s*[x×*]\s*0?[3468]|chân dung|ảnh thẻ|nền trắng|chứng minh nhân dân|hộ chiếu"
    r"|của (?:người|cá nhân|thí sinh|công dân|học viên)"
)
"""A photo of a person, by its size or its words; any other photo may be of whatever."""
_ONE_FILE = re.compile(
    r"\btệp|\bfile\b|(?:bản|ảnh) điện tử|ảnh số|định dạng|trực tuyến|môi trường điện tử|dịch vụ công"
)
_ON_THE_RESULT = re.compile(r"dán (?:vào|lên|trên)[^.;]{0,80}(?:chứng chỉ|thẻ|giấy|bằng|hộ chiếu|sổ)")
_NAMED_ELSEWHERE = re.compile(r"(?:như|theo) quy định tại (?:điểm|khoản|điều|mục)[^.;]{0,40}(?:này|nêu trên)")
_SOME_FEE = re.compile(r"phí, lệ phí(?: theo quy định)?[\W]*(?:\(?nếu có\)?[\W]*)?$")
"""Fees that the words do not name: those of another procedure, for all one knows."""
_FEE = re.compile(r"(?:nộp|thu|đóng)(?: đủ| các| tiền| khoản)* (?:phí|lệ phí)(?!\w)")
_NOT_ITS_OWN = re.compile(
    r"phí (?:kiểm nghiệm|thử nghiệm|giám định|kiểm định|đào tạo|thi(?!\w))|cho (?:viện|trung tâm|tổ chức|đơn vị) "
    r"|trước bạ|môn bài|\bthuế|tiền sử dụng|tiền thuê|bảo hiểm|bảo vệ môi trường|đường bộ|hạ tầng|tiền phạt|công đoàn"
    r"|học phí|dịch vụ|bảo trì|đăng kiểm viên|đất đai"
)
_TAX = re.compile(
    r"(?:xác nhận|văn bản|giấy|tài liệu|chứng minh|minh chứng|thông báo)[^.;]{0,110}"
    r"(?:(?:hoàn thành|thực hiện|chấp hành|làm xong)[^.;]{0,40}nghĩa vụ (?:về |nộp )?(?:thuế|tài chính)"
    r"|không (?:còn )?nợ (?:tiền |các khoản )?thuế|(?:không|chưa) (?:còn )?nợ[^.;]{0,20}thuế)"
)
_INSURANCE = re.compile(
    r"xác nhận (?:của )?(?:cơ quan )?bảo hiểm xã hội|(?:hoàn thành(?! nghĩa vụ tham gia)|không (?:còn )?nợ|đã đóng"
    r"|việc đóng)[^.;]{0,40}bảo hiểm xã hội"
)
_REGISTRATION_FEE = re.compile(r"trước bạ")
_ONLY_ITS_NUMBER = re.compile(
    r"^[\W\d]*(?:các )?thông tin (?:của|về)|sử dụng dữ liệu điện tử|chỉ (?:cần )?(?:ghi|khai|cung cấp)"
)
_PLAN = re.compile(
    r"(?:phương án|kế hoạch|đề án) (?:hoạt động )?(?:sản xuất(?:,| và)? )?kinh doanh|phương án hoạt động"
)
_FACILITIES = re.compile(
    r"^(?:bản |bảng |báo cáo |văn bản )*(?:thuyết minh|kê khai|kê|mô tả|danh mục|danh sách|giải trình|báo cáo|tổng hợp)"
    r"[^.;:]{0,40}(?:cơ sở vật chất|điều kiện kỹ thuật|nhà xưởng)"
)
_ENTERPRISE = re.compile(
    r"(?:giấy )?(?:chứng nhận )?đăng ký (?:doanh nghiệp|kinh doanh|hoạt động (?:của )?chi nhánh|thành lập doanh nghiệp)"
)
_REGISTERS_ENTERPRISES = re.compile(r"(?:thủ tục )?đăng ký (?:kinh doanh|doanh nghiệp|thành lập)(?! dịch vụ)")
"""There the paper is what the procedure makes or changes."""
_OLD_INVESTMENT = re.compile(r"giấy phép đầu tư|ưu đãi đầu tư")
_NOT_AN_ENTERPRISE = re.compile(
    r"hộ kinh doanh|hợp tác xã|giấy phép đầu tư|đồng thời là giấy chứng nhận|(?:của|cho) (?:nước ngoài|hãng)|nước ngoài"
    r"|(?:giấy phép|(?<!nhận )đăng ký|nhận đăng ký) kinh doanh (?:xăng|dầu|khí|thuốc|lữ hành|vận tải|xuất|nhập"
    r"|bảo hiểm|dịch vụ)"
    r"|giấy phép kinh doanh|(?:lần đầu|trước đây|cũ)\b|thành lập công ty cổ phần|kinh doanh thành lập"
    r"|(?:pháp luật )?(?:của )?nước có"
)
_CARD = re.compile(r"căn cước|chứng minh nhân dân|chứng minh thư nhân dân|cmnd|cccd|tùy thân")
_NOT_A_CARD = re.compile(
    r"quân nhân|sĩ quan|ngoại giao|công an nhân dân|nước ngoài|9 số|09 số|(?:trừ|không phải là) (?:thẻ )?căn cước"
)
_NUMBER_TAKEN = re.compile(
    r"(?:hoặc|hay|/|,|;) ?(?:giấy )?(?:thông báo )?(?:mã )?số định danh|căn cước điện tử|định danh điện tử|vneid"
)
"""The row takes the number, or the card in its electronic form."""
_DECLARATION_TAKEN = re.compile(r"lý lịch tư pháp ?(?:hoặc|/) ?(?:bản|tờ|giấy) (?:tự )?(?:khai|cam kết|cam đoan)")
_LINK_DOWN = re.compile(
    r"(?:kết nối|truy cập|khai thác|tra cứu|hệ thống)[^.;]{0,200} (?:gián đoạn|gặp lỗi|bị lỗi|sự cố)"
)
_NEIGHBOUR = re.compile(
    r"(?:người|lái xe|phương tiện|xe|công dân|cư dân|thương nhân)[^.;]{0,80} (?:trung quốc|lào|campuchia|cam-pu-chia)"
)
_LAND = re.compile(r"giấy chứng nhận quyền sử dụng|giấy chứng nhận quyền sở hữu nhà|sổ đỏ")
_PRACTICE = re.compile(
    r"hành nghề|chứng chỉ|cấp thẻ|cấp lại thẻ|giám định viên|đấu giá viên|thẩm định viên|kiểm toán viên|quản tài viên"
)
_NOT_IN_REGISTER = re.compile(
    r"(?:chưa|không) (?:được )?(?:có |cấp )+[^.;]{0,30}(?:số định danh|căn cước|tài khoản định danh)"
    r"|(?:chưa|không) (?:được |có )*(?:tích hợp|kết nối|cập nhật|khai thác|đăng tải)"
)
_EITHER = re.compile(
    r"(?:công tác|làm việc|học tập|đơn vị|cơ quan|tổ chức)[^.;]{0,60}hoặc[^.;]{0,40}(?:ủy ban|ubnd|địa phương"
    r"|chính quyền|cư trú|cấp xã)"
    r"|(?:ủy ban|ubnd|chính quyền|cấp xã)[^.;]{0,60}hoặc[^.;]{0,40}(?:công tác|làm việc|đơn vị|cơ quan)"
)
_FOREIGN = re.compile(
    r"nước ngoài|nước xuất khẩu|nước nhập khẩu|nước có tàu|nước sở tại|hợp pháp hóa|bản dịch|dịch (?:ra|sang)"
    r"|lưu hành tự do|hợp đồng (?:nhập khẩu|ngoại thương|vay)|thỏa thuận vay|mua bán hàng hóa quốc tế"
    r"|tờ khai hải quan|tiếng anh"
)
_FOREIGN_TITLE = re.compile(
    r"(?:cá nhân|tổ chức|người|công dân|tàu|tàu quân sự|doanh nghiệp|luật sư)[^.;]{0,14} nước ngoài"
    r"|cơ quan có thẩm quyền của nước ngoài|nhập khẩu vào việt nam|do (?:các )?cơ sở[^.;]{0,40} nước ngoài"
)
_CONFIRMED_FACT = re.compile(
    r"(?:quá trình|thời gian|kinh nghiệm|thâm niên|thực hành|thương tật|bị thương|mất tích|hy sinh|tham gia|tình trạng"
    r"|hoàn cảnh|thu nhập|thiệt hại|hộ nghèo|cận nghèo|diện tích|đang (?:học|công tác|làm việc|nuôi)|nội dung)"
    r"[^.;]{0,120}xác nhận|xác nhận[^.;]{0,160}\bvề (?:việc|tình trạng|thời gian|quá trình|mức|nội dung|số)"
)
"""A declaration of something that whoever confirms it knows: work done, an injury, a household's means."""
_NEEDED = r"(?<!không cần )(?<!không yêu cầu )(?<!không phải )(?<!không cần có )(?<!không phải có )"
"""A confirmation that a row says is not needed is none."""
_BOOK = re.compile(r"hộ khẩu|sổ tạm trú")
_HELD = frozenset(
    {
        "birth-certificate",
        "residence-proof",
        "civil-status-other",
        "marital-status",
        "death-certificate",
        "driving-licence",
    }
)
_NEVER_IN_REGISTER = re.compile(
    r"chứng sinh|thẻ (?:tạm|thường) trú"  # a foreigner's card
    r"|chỗ ở hợp pháp|quyền sở hữu|thuê nhà|mượn|ở nhờ|(?:chưa đủ|dưới) 14 tuổi|giấy báo tử|lái tàu|quân sự"
)
_AS_IDENTITY = re.compile(r"tùy thân|căn cước")
_TAIL = re.compile(
    r"(?:(?:,|;|và|hoặc)\s*(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu|hồ sơ|văn bản)(?:,? (?:giấy tờ"
    r"|tài liệu|văn bản))?"
    r" (?:khác(?: có| nếu có)? liên quan|(?:có )?liên quan khác)"
    r"|(?:và|;|hoặc) (?:các |những )(?:giấy tờ|tài liệu|hồ sơ|văn bản)(?:,? (?:giấy tờ|tài liệu"
    r"|văn bản))? (?:có )?liên quan)"
    r"(?: (?:đến|tới)[^.;:,]{0,60})?(?: ?\(nếu có\))?[\s.;)]*$"
)
_OTHER = re.compile(
    r"^[\W\d]*(?:bản sao |bản chụp |bản chính )?(?:các |những |một số )*(?:loại )?"
    r"(?:(?:giấy tờ|tài liệu|hồ sơ|văn bản|chứng từ|văn bản pháp lý)(?:,| và| hoặc)? ?)+(?:pháp lý )?"
    r"(?:khác(?:,? (?:có )?liên quan| nếu có)?|(?:có )?liên quan khác|(?:có )?liên quan|kèm theo khác)"
    r"(?:(?: theo quy định(?: của pháp luật)?)|,? ?\(?nếu có\)?|,? ?nếu có|khi có yêu cầu| ?\(bản (?:sao"
    r"|chính)\))*[\s.;)]*$"
)
_RELATED = re.compile(
    r"^[\W\d]*(?:bản sao |bản chụp |bản chính |bản sao điện tử |hoặc )*(?:các |những )*"
    r"(?:(?:giấy tờ|tài liệu|hồ sơ|văn bản|chứng từ|văn bản pháp lý)(?:,| và| hoặc)? ?)+"
    r"(?:khác )?(?:có )?liên quan (?:đến|tới|về|khác (?:đến|tới))\s[^.;:()]{3,110}(?: ?\(nếu có\))?[\s.;)]*$"
)
_LISTED = re.compile(r"liên quan (?:bao )?gồm|liên quan[^.;]{3,90} được (?:cơ quan|cấp) ")
"""What follows names the papers, or says who issued them."""
LETTERS = 1_600
"""Words of a paper beyond this place say nothing of what it is."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page says as a whole: its title, its field and its conditions, in one spelling."""

    title: str
    topic: str
    conditions: str
    bodies: str = ""
    """The field and the authorities that its cells name."""


def about(
    kind: str, text: str, page: PageWords, *, has_form: bool, row: str = "", heading: str = ""
) -> Iterator[tuple[str, str]]:
    """Give what the words of a paper say beyond its type, each with the words that say it.

    Parameters
    ----------
    kind : str
        The type of the paper.
    text : str
        Its words alone, or those of its whole row where it is the row's only paper.
    page : PageWords
    has_form : bool
        Whether the page gives a form for it, or a number of one.
    row : str
        The whole row, where the text is a part of it.
    heading : str
        The heading that the row stands under.

    Examples
    --------
    >>> page = PageWords("cấp thẻ", "", "")
    >>> [name for name, _ in about("photo", "02 ảnh chụp sản phẩm", page, has_form=False)]
    ['picture-of-a-thing']
    """
    low = same_spelling(tidy(text))[:LETTERS]
    plain = low.lstrip(" -+*•.·0123456789")
    tests = {
        "photo": _of_photo,
        "payment-receipt": _of_receipt,
        "plan": _of_plan,
        "business-registration": _of_enterprise,
        "identity-card": _of_card,
        "investment-registration": _of_investment,
        "land-use-right": _of_land,
        "health-certificate": _of_health,
        "mailing-form": _of_mailing,
    }
    test = tests.get(kind)
    if test is not None:
        yield from test(low, page)
    whole = same_spelling(tidy(row or text))[:LETTERS]
    heading = same_spelling(tidy(heading))[:LETTERS]
    head = lacks_form(low, whole) if kind == "application-form" and not has_form else None
    if head is not None:
        yield "form-not-given", head
    if kind in ("explanation", "list", "report", "other-evidence", "technical-file"):
        found = _FACILITIES.search(plain)
        if found is not None:
            yield "facilities", found[0]
            if re.search(r"cơ sở vật chất|thiết bị|nhà xưởng|địa điểm|diện tích|phương tiện", page.conditions):
                yield "named-by-a-condition", found[0]
    if kind in ("tax-document", "authority-document", "other-evidence", "payment-receipt", "social-insurance"):
        yield from _of_obligation(low, whole, page)
    if kind in ("application-form", "commitment", "curriculum-vitae"):
        proved = _CONFIRMED_FACT.search(plain)
        if proved is not None:
            yield "confirmed-fact", proved[0]
    if kind in ("application-form", "commitment"):
        confirmed = re.search(rf"{_NEEDED}xác nhận (?:của|bởi|từ)[^.;]{{3,140}}", low)
        if confirmed is not None and not _EITHER.search(confirmed[0]):
            yield "confirmed-by-one", confirmed[0]
    foreign = _FOREIGN.search(whole) or _FOREIGN_TITLE.search(page.title) or _NEIGHBOUR.search(heading)
    if foreign is not None:
        yield "foreign-paper", foreign[0]
    if kind != "passport" and "hộ chiếu" in same_spelling(tidy(row or text))[:LETTERS]:
        yield "or-a-passport", "hộ chiếu"
    if kind == "residence-proof" and _BOOK.search(low):
        yield "abolished-book", low[:80]
    missing = _NOT_IN_REGISTER.search(whole) or _LINK_DOWN.search(heading)
    if missing is None and kind in _HELD:
        missing = _NEVER_IN_REGISTER.search(low) or (
            _AS_IDENTITY.search(whole) if kind == "birth-certificate" else None
        )
    if missing is not None:
        yield "not-in-register", missing[0]
    instead = {"identity-card": _NUMBER_TAKEN, "judicial-record": _DECLARATION_TAKEN}.get(kind)
    declared = instead.search(whole) if instead is not None else None
    if declared is not None:
        yield "declared-instead", declared[0]


def _of_photo(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    thing = _THING.search(low) or (None if _PORTRAIT.search(low) else _PICTURE.search(low))
    if thing is not None:
        yield "picture-of-a-thing", thing[0]
    one = _ONE_FILE.search(low)
    if one is not None:
        yield "copies-by-channel", one[0]
    glued = _ON_THE_RESULT.search(low)
    if glued is not None:
        yield "on-the-result", glued[0]


def _of_mailing(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _NAMED_ELSEWHERE.search(low)
    if found is not None:
        yield "named-elsewhere", found[0]


def _of_receipt(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _FEE.search(low)
    if found is not None and not _NOT_ITS_OWN.search(low) and not _SOME_FEE.search(low):
        yield "own-fee", found[0]


def _of_plan(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _PLAN.search(low)
    if found is not None and found.start() < 30:
        yield "business-plan", found[0]
        if re.search(r"phương án|kế hoạch|đề án", page.conditions):
            yield "named-by-a-condition", found[0]


def _of_enterprise(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _ENTERPRISE.search(low)
    other = _NOT_AN_ENTERPRISE.search(low)
    if found is None or other is not None:
        yield "another-trade-paper", other[0] if other is not None else low[:80]
    elif _REGISTERS_ENTERPRISES.match(page.title):
        yield "another-trade-paper", page.title[:80]


def _of_investment(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    old = _OLD_INVESTMENT.search(low)
    if old is not None or "đăng ký đầu tư" not in low:
        yield "another-trade-paper", old[0] if old is not None else low[:80]


def _of_card(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _CARD.search(low)
    other = _NOT_A_CARD.search(low)
    if found is None or other is not None:
        yield "another-card", other[0] if other is not None else low[:80]


_ILLNESS = re.compile(r"(?:không|chưa) (?:đang )?(?:mắc|bị|nghiện|sử dụng) [^.;]{0,40}?(?:bệnh|ma túy|tâm thần)")
"""A condition on health that says more than that the applicant be well."""


def _of_health(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    found = _PRACTICE.search(page.title)
    if found is not None:
        yield "for-practice", found[0]
    asked = _ILLNESS.search(page.conditions)
    if asked is not None:
        yield "named-by-a-condition", asked[0]


def _of_land(low: str, page: PageWords) -> Iterator[tuple[str, str]]:
    if _LAND.search(low) is None:
        yield "another-land-paper", low[:80]


def _of_obligation(low: str, row: str, page: PageWords) -> Iterator[tuple[str, str]]:
    # Where the procedure is the tax authority's own, the paper is what it is about.
    if page.topic.startswith(("thuế", "quản lý thuế")) or re.search(r"xác nhận[^.;]{0,40}nghĩa vụ", page.title):
        return
    fee = _REGISTRATION_FEE.search(low)
    if fee is not None:
        if not _ONLY_ITS_NUMBER.search(row):
            yield "registration-fee", fee[0]
        return
    tax = _TAX.search(low)
    if tax is not None and "nước ngoài" not in tax[0]:
        yield "tax-obligation", tax[0]
    insured = _INSURANCE.search(low)
    if insured is not None:
        yield "insurance-obligation", insured[0]


def openness(text: str) -> str | None:
    """Tell whether a paper is open-ended: ``other`` papers and nothing else, ``vague``, or a list's open end.

    Examples
    --------
    >>> openness("- Các tài liệu khác có liên quan (nếu có);"), openness("Tài liệu liên quan đến nội dung thay đổi")
    ('other', 'vague')
    >>> openness("Hồ sơ đất đai và các giấy tờ khác có liên quan (nếu có)")
    'list-left-open'
    """
    low = same_spelling(tidy(text))
    if len(low) > LETTERS:
        return None
    if _OTHER.search(low):
        return "other"
    if _LISTED.search(low):
        return None
    if _RELATED.search(low):
        return "vague"
    return "list-left-open" if _TAIL.search(low) and not _OTHER.search(low) else None
