"""What conditions ask of persons, and which of them only say that the law must be obeyed."""

from __future__ import annotations

import re
from typing import Final

from procsimplify.files.portal.words import fold, same_spelling, tidy
from procsimplify.model.procedure import Qualification

__all__ = ["names_person", "qualifications_in", "restates_law"]

_ROLE: Final = re.compile(
    r"(?:tổng giám đốc|phó giám đốc|giám đốc|chủ tịch|hiệu trưởng|trưởng (?:phòng|khoa|ban|văn phòng|chi nhánh|đơn vị)"
    r"|người (?:quản lý|đứng đầu|phụ trách|chịu trách nhiệm|điều hành|hành nghề|hướng dẫn|trực tiếp|đại diện|thực hiện)"
    r"|(?:chuyên viên|nhân viên|chuyên gia|kỹ thuật viên|cán bộ|thành viên|giáo viên|giảng viên|kiểm định viên"
    r"|đăng kiểm viên"
    r"|giám định viên|đánh giá viên|thẩm định viên|kế toán|luật sư|bác sĩ|dược sĩ|kỹ sư|nhân lực|nhân sự|cá nhân"
    r"|người)(?: [^\s,.;:()]+){0,3})"
)
_OPENS: Final = re.compile(
    r"^(?:có (?:đội ngũ |ít nhất |tối thiểu |đủ )?(?:\d+ )?)?(?:(?:đối với|yêu cầu (?:đối với|về)"
    r"|tiêu chuẩn (?:của|đối với)|điều kiện (?:của|đối với)) )?"
)
_EXPERIENCE: Final = re.compile(
    r"(?:ít nhất|tối thiểu|từ|đủ|trên|có) (?:đủ )?(?:\d+|[a-zà-ỹ]+(?: [a-zà-ỹ]+)?)(?: \(\d+\))?"
    r" (?:năm|tháng)(?: trở lên)?(?: liên tục)?[^.;]{0,60}?(?:kinh nghiệm|làm việc|công tác|hành nghề|tham gia"
    r"|hoạt động)"
    r"|(?:kinh nghiệm|thời gian (?:làm việc|công tác|hành nghề|tham gia|hoạt động))[^.;]{0,80}?\d+\)? (?:năm|tháng)"
    r"|kinh nghiệm[^.;]{0,60}(?:ít nhất|tối thiểu)[^.;]{0,20}năm"
)
_DEGREE: Final = re.compile(
    r"(?:trình độ|bằng|tốt nghiệp)[^.;]{0,40}?(?:đại học|cao đẳng|trung cấp|cử nhân|kỹ sư|thạc sĩ|tiến sĩ|sau đại học)"
)
_CERTIFICATE: Final = re.compile(
    r"(?:có|được cấp)[^.;]{0,30}(?:chứng chỉ|chứng nhận (?:đào tạo|bồi dưỡng|tập huấn|nghiệp vụ))"
)
_EXAM: Final = re.compile(
    r"(?:đã |phải )?(?:qua|đạt|đỗ|trúng tuyển)[^.;]{0,25}(?:sát hạch|kỳ thi|kiểm tra|thi tuyển)"
    r"|đạt (?:yêu cầu )?kết quả"
    r"[^.;]{0,20}(?:sát hạch|kiểm tra|thi)"
)
_ASKS: Final[tuple[tuple[Qualification, re.Pattern[str]], ...]] = (
    ("experience", _EXPERIENCE),
    ("degree", _DEGREE),
    ("certificate", _CERTIFICATE),
    ("exam", _EXAM),
)

_DUTY: Final = (
    r"(?:chấp hành|tuân thủ|tuân theo|đáp ứng|đảm bảo|bảo đảm|thực hiện (?:đúng|đầy đủ|nghiêm|tốt)"
    r"|cam kết (?:chấp hành|tuân thủ|thực hiện)|phải"
    r" (?:chấp hành|tuân thủ|đáp ứng|thực hiện))"
)
_MANNER: Final = (
    r"(?: (?:nghiêm chỉnh|nghiêm túc|đúng|đầy đủ|tốt|đủ|nghiêm|theo|các|những|mọi|các điều kiện|điều kiện))*"
)
# Whole clauses: a duty to obey, the law, perhaps of which field, and nothing that can be checked apart from it.
_RESTATES: Final = (
    re.compile(
        rf"^(?:[^.;]{{0,80}} )?{_DUTY}{_MANNER}(?: (?:hiến pháp|và|,))*(?: (?:các )?(?:quy định"
        rf"|yêu cầu))?(?: hiện hành)?"
        r"(?: (?:của|theo|tại))?(?: quy định)?(?: hiện hành)?(?: của)? (?:hiến pháp(?: và|,)? )?pháp luật(?P<rest>.*)$"
    ),
    re.compile(
        rf"^(?:[^.;]{{0,60}} )?{_DUTY}{_MANNER} (?P<topic>[^.;:]{{0,90}}) theo (?:đúng )?quy định (?:hiện hành )?của "
        r"pháp luật(?P<rest>.*)$"
    ),
    re.compile(
        r"^(?:có|đủ|có đủ|đáp ứng đủ|đáp ứng|bảo đảm|đảm bảo) ?(?:đầy đủ )?(?:các )?(?:điều kiện|yêu cầu|quy định)"
        r"(?: khác)?(?: hoạt động| kinh doanh| hành nghề)?(?: có liên quan)? theo (?:đúng )?quy định(?: hiện hành)?"
        r"(?: của)?(?: pháp luật)?(?P<rest>.*)$"
    ),
    re.compile(
        r"^(?:và )?(?:các |những )?(?:điều kiện|yêu cầu) khác(?: có liên quan)? theo quy định(?: hiện hành)?(?: của)? "
        r"pháp luật(?P<rest>.*)$"
    ),
    re.compile(r"^có (?:đủ |đầy đủ )?năng lực hành vi dân sự(?: đầy đủ)? theo quy định của pháp luật(?P<rest>)$"),
)
_NAMED: Final = re.compile(
    r"\d|[Đđ]iều (?!kiện|ước|hành|động|trị|tra|chỉnh|phối|lệ)|[Kk]hoản|[Nn]ghị định|[Tt]hông tư|\bLuật (?!sư)"
    r"|[Bb]ộ luật"
    r"|luật này|[Qq]uy chuẩn|[Tt]iêu chuẩn|[Qq]uyết định số|[Hh]iệp định|[Gg]iấy phép|[Pp]hụ lục"
)
_OWN_DUTY: Final = re.compile(
    r"nghĩa vụ|báo cáo|thông báo|bồi thường|nộp|tài chính|tỷ lệ|giới hạn|vốn|sở hữu|điều kiện (?:giao|cho thuê"
    r"|góp|chào|"
    r"phát hành)|nước nơi|nước (?:ngoài|láng giềng|sở tại|đó)|bí mật|trường hợp|đối tượng|mức|hạn mức|thủ tục"
    r"|thanh tra|kiểm tra|không (?:bị|thuộc|có)|truy cứu"
    r"|giám định|hồ sơ|đăng ký|thời hạn|khi |nếu |bảo hiểm|đối với|phương án|kế hoạch"
)
_REST: Final = re.compile(
    r"^(?: (?:việt nam|của nước[^.;]{0,60}|của nhà nước|hiện hành|có liên quan|liên quan|khác có liên quan|chuyên ngành"
    r"|về [^.;:]{2,160}|và [^.;:]{2,120}|, [^.;:]{2,160}|trong [^.;:]{2,80}|của [^.;:]{2,60}))*[\s.;,)]*$"
)


def restates_law(text: str) -> bool:
    """Tell whether a condition says no more than that the law, or the law of a field, must be obeyed.

    One that names the instrument or the article, a figure, a standard, or a duty of its own says more.

    Examples
    --------
    >>> restates_law("Chấp hành nghiêm chỉnh các quy định của pháp luật.")
    True
    >>> restates_law("Thực hiện nghĩa vụ tài chính theo quy định của pháp luật"), restates_law("Tuân thủ Điều 5 Luật Y")
    (False, False)
    """
    low = same_spelling(tidy(text.replace("(nếu có)", " "))).strip(" .;,-–")
    if len(low) > 260:
        return False
    for pattern in _RESTATES:
        match = pattern.match(low)
        if match is None:
            continue
        if _NAMED.search(tidy(text)) or _OWN_DUTY.search(low):
            return False
        return _REST.match(match["rest"]) is not None
    return False


_OR_ELSE: Final = re.compile(r"hoặc (?:đã |có |phải )?(?:tốt nghiệp|hoàn thành|chứng chỉ|được cấp|qua)")


def qualifications_in(text: str) -> tuple[Qualification, ...]:
    """List what a condition asks of a person.

    Examples
    --------
    >>> qualifications_in("Có trình độ đại học trở lên và có ít nhất 03 năm kinh nghiệm")
    ('experience', 'degree')
    >>> qualifications_in("Có 05 năm kinh nghiệm hoặc đã tốt nghiệp khóa đào tạo về pháp luật")
    ()
    """
    low = same_spelling(text)
    found: dict[Qualification, re.Match[str]] = {
        kind: match for kind, pattern in _ASKS if (match := pattern.search(low)) is not None
    }
    years = found.get("experience")
    if years is not None:
        # "a certificate or five years" asks for one of the two, so the years alone are left
        for kind, match in list(found.items()):
            first, last = sorted((years, match), key=lambda one: one.start())
            if kind != "experience" and re.search(r"\bhoặc\b[^,;]{0,45}$", low[first.end() : last.start()]):
                del found[kind]
        if _OR_ELSE.search(low, years.end()):
            found.pop("experience", None)
    return tuple(found)


def names_person(text: str) -> str | None:
    """Give an id for the person that a condition, or the heading before it, begins with; None where it names none.

    Examples
    --------
    >>> names_person("Giám đốc phải có bằng đại học"), names_person("Có bằng đại học")
    ('giam-doc', None)
    """
    low = same_spelling(tidy(text))
    at = _OPENS.match(low)
    match = _ROLE.match(low, at.end() if at else 0)
    if match is None:
        return None
    words = re.split(r"\b(?:phải|có|là|đáp ứng|được|đã|từ|tối thiểu|ít nhất|không)\b", match[0])[0]
    name = "-".join(re.findall(r"[a-z0-9]+", fold(words)))[:60]
    return name or None
