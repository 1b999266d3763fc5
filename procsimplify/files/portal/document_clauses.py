"""How the words of a row of the dossier are cut: where a paper may begin, what asks for one, what only speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = [
    "ADDRESSED",
    "ANNEX",
    "ATTRIBUTE",
    "BRACKET",
    "BULLET",
    "CODE",
    "CODED",
    "CONDITION",
    "CONTENTS",
    "DEMAND",
    "DOSSIER",
    "EXCEPTED",
    "FORM_AGAIN",
    "GENERAL",
    "GENERICS",
    "HEADING",
    "LATER",
    "MODAL",
    "MUST",
    "NOUN",
    "ONE_OF",
    "OPEN_LIST",
    "OR_ELSE",
    "RESUMED",
    "SAMPLE",
    "SPARED",
    "STRONG",
    "SUBJECT",
    "WEAK",
    "WHEN",
    "has_marks",
    "parts",
    "rule",
    "sentence",
    "single_blanks",
]

_BLANKS = frozenset(" \t\xa0")
_BLANK_RUN = re.compile("[\t\xa0]|  ")
_MARKED = re.compile("[\u00e0-\u00ff\u0103\u0129\u0169\u01a1\u01b0\u1ea0-\u1ef9]")
SAMPLE = re.compile(r"danh mục")
BULLET = re.compile(
    r"^(?:[\s\-–—+*•.…·“\"'()\[\],;:/]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\(?[a-zđ](?:\.?\d{1,2}){0,3}[.)]\s+"
    r"|\(?(?:i{1,3}|iv|vi{0,3}|i?x)[.)]\s*)+"
)
STRONG = re.compile(
    r"[;\n]|(?<!điểm)\s(?=[a-zđ](?:\.\d{1,2})?\)\s+\w)|(?<=[\w)])\s+[+•*]\s+|\s-\s(?=[a-zđà-ỹ])|\.\s+|:\s+"
    r"|(?<!ban hành )(?<!\w)kèm(?: theo(?!\w)|(?!\w| theo(?!\w)))"
    r"(?! (?:thông tư|nghị định|nghị quyết|quyết định (?:số|này)|phụ lục|luật"
    r"|mẫu(?! (?:nhãn|dấu|vật|sản|hàng|con|bao|đơn|chữ))))"
)
CONTENTS = re.compile(
    r"(?<!\w)(?:trong đó|(?:bao gồm|gồm|có|với|và) (?:các |những )?nội dung|nội dung (?:chính"
    r"|gồm|bao gồm)|thể hiện|nêu rõ|ghi rõ"
    r"|(?:bao gồm|gồm|có|với|về) (?:các|những) thông tin|(?:bao gồm|gồm)(?: các)? (?:tên|họ tên|họ và tên)"
    r"|làm cơ sở|để làm căn cứ|trừ trường hợp|ngoại trừ)(?!\w)"
    r"|(?<![\s;.(]\d)\.\s+(?=\w{3})"
)
"""What follows says what the paper holds, or when it is not asked for, and names no further one."""
WEAK = re.compile(r",|/|(?<!đo đạc )(?<!\w)(?:hoặc|và|cùng với)(?!\w)|(?<!\w)(?:là|gồm|bao gồm)(?!\w)")
BRACKET = re.compile(
    r"\((?![^()]*phải (?:xuất trình|nộp|kèm))"
    r"(?!(?:phải |gửi |có )?kèm (?:theo )?(?!bản chính|bản gốc|bản dịch))[^()]*\)"
)
"""What a bracket says of a paper; one that says what comes with it is read on."""
CODE = re.compile(
    r"(?:mẫu|biểu|biểu mẫu|mẫu biểu|phụ lục|mau)(?: số| so)? (?=[\w./-]*\d)[\w./-]{1,30}"
    r"(?:\s*[-–:.]+\s*|\s+)(?:mẫu |phụ lục )?"
)
"""The number of a form before the name of the paper: ``Mẫu số 06/ĐN-PSĐT Đơn đề nghị``."""
CODED = re.compile(r"(?:mẫu|biểu|phụ lục|mau)(?: số| so)? [\w.-]*\d[\w./-]*")
GENERICS = re.compile(
    r"(?P<first>(?<!\w)(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ))"
    r"(?:(?:\s*[,/]\s*|\s+(?:hoặc|và)\s+)(?:các )?(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ|thông tin"
    r"|chứng cứ)(?!\w))+"
)
"""Papers in general, named by several words at once: ``giấy tờ, tài liệu``."""
NOUN = re.compile(
    r"^[\W\d]*(?:\w+ ){0,3}?(?:bản|giấy|tài liệu|hồ sơ|văn|mẫu|sổ|thẻ|phiếu|tờ|bảng|biên|chứng|biểu|bằng"
    r"|quyết định)(?!\w)"
)
RESUMED = re.compile(
    r"[;.]\s*(?:kèm theo )?(?:\d{1,2} )?(?=(?:bản (?:sao|chính|gốc|chụp)) [^;.]{4})"
    r"|(?<!ban hành )(?<!\w)kèm theo (?=(?:giấy|bản sao) )"
)
"""Behind what a paper holds a copy of another is asked for: ``…, trong đó ghi rõ tên; bản sao hóa đơn``."""
OR_ELSE = re.compile(r"(?!.*(?:đối với|trường hợp|cấp )).*hoặc\s*$", re.DOTALL)
"""Another paper instead of the proof before, and not what the proof is about."""
FORM_AGAIN = re.compile(r"[\W\d]*(?:theo |ban hành |tại )?(?:mẫu|phụ lục|biểu|ban hành|bản chính|bản sao)")
"""Words on the form of the paper before, behind a dash or a full stop."""
ATTRIBUTE = re.compile(r"(?:có|được|không cần|không phải|phải có|và|hoặc)\s*$")
SPARED = re.compile(
    r"(?:không (?:phải|cần|yêu cầu|bắt buộc)|khong (?:phai|can|yeu cau))(?: phải)?[\w ,]{0,50}? (?:nộp"
    r"|gửi|xuất trình|nop|gui|xuat trinh)"
)
MODAL = re.compile(
    r"(?<!\w)(?:có thể|phải|chịu trách nhiệm|có trách nhiệm|thực hiện theo|bị|có quyền|được (?!cấp|xác|chứng"
    r"|công|sao|lập))"
    r"(?!\w)"
)
"""Words of a rule or a state of affairs, which the name of a paper does not begin with."""
ANNEX = re.compile(r"phụ lục [\w./]{1,8}\s*$")
CONDITION = re.compile(
    r"^(?:đối với |trường hợp |trong trường hợp |nếu |khi |riêng |ngoài )[^:;]*?(?::|,|\bthì\b)\s*"
    r"(?:(?:thì|người[^,;:]{0,60}|tổ chức[^,;:]{0,60}|doanh nghiệp[^,;:]{0,60}"
    r"|hồ sơ [^,;:]{0,50}?(?:kèm theo|phải có thêm|phải có|bao gồm|gồm có|gồm|có thêm|còn có|bổ sung)"
    r"|hồ sơ[^,;:]{0,60}|kèm theo hồ sơ[^,;:]{0,60})\s+)?"
)
WHEN = re.compile(r"(?:đối với|trường hợp|trong trường hợp|nếu|khi|riêng|ngoài)\s")
SUBJECT = re.compile(
    r"(?:công dân|người|cá nhân|tổ chức|doanh nghiệp|thương nhân|cơ quan|chủ|nhà đầu tư|đơn vị|bên|hộ gia đình"
    r"|hộ kinh doanh|các trường hợp)\s"
)
"""Who a sentence is about; behind it a verb may ask for a paper."""
DEMAND = re.compile(
    r"(?<!không )(?<!bắt buộc )(?:(?:phải|cần)(?: \w+)? (?:có|nộp|kèm theo|kèm|gửi kèm|bổ sung|xuất trình|cung cấp)"
    r"|(?:nộp|xuất trình|bổ sung|gửi|có) thêm"
    r"|nộp bổ sung|(?:hồ sơ|thì) (?:còn có|phải có thêm|có thêm|bổ sung)|thì (?:nộp|cung cấp|xuất trình|kèm theo))"
    r"(?: thêm| theo| lại| kèm theo| kèm)?(?!\w)\s*:?"
    r"|(?:thì|(?<=[:,] ))\s*(?:các |mỗi )?(?:người|tổ chức|doanh nghiệp|cá nhân|thương nhân|nhà|chủ|công dân"
    r"|bên)(?: [\w,]+){1,9}?"
    r" (?:chỉ |khai và )?(?:nộp|cung cấp|gửi|xuất trình|lập)(?= (?:\d+ (?:\(\w+\) )?)?(?:bản|giấy|văn bản|chứng"
    r"|biên|đơn|tờ)(?!\w))"
)
"""The words by which a sentence asks for a paper."""
LATER = re.compile(r"(?<=[.;,:])\s*(?:đối với|trường hợp|trong trường hợp|nếu|khi|riêng|ngoài)\s[^.;]+")
ADDRESSED = re.compile(r"^[\W\d]*(?:nộp|xuất trình|trình|gửi)(?: cho| đến)? [^:;,]{3,40}:\s*")
EXCEPTED = re.compile(
    r"(?<!\w)(?:ngoại )?trừ(?: các| những)(?: loại)? (?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ)[^:;.]{0,60}:"
)
"""What follows names the papers that are not meant."""
GENERAL = re.compile(r"(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|thông tin)(?! tùy thân)")
"""Papers in general: in a row without a number they are spoken of, not asked for."""
DOSSIER = re.compile(
    r"^[\W\d]*(?:trường hợp \d+\s*[:.]\s*)?(?:thành phần )?hồ sơ (?:[^.;:]{0,200}?(?:phải )?"
    r"(?:kèm theo|phải có|có thêm|gồm có|bao gồm|gồm)\s*:?\s*(?!các giấy)|[^.;:]{0,160}:\s*(?=\S))"
)
MUST = re.compile(r"(?:(?<!không )phải (?:có|nộp|kèm|gửi kèm|xuất trình)|nộp thêm|nộp bổ sung|bổ sung) *$")
ONE_OF = re.compile(
    r"(?:một|01|1) trong (?:các |những |số )?(?:các |những )?(?:loại )?(?:giấy tờ|tài liệu"
    r"|văn bản|hồ sơ|chứng từ)[^:;]*?(?:sau đây|sau|dưới đây|nêu trên)?\s*[:;]"
)
HEADING = re.compile(
    r"(?:(?:một|01|1)(?: hoặc (?:một số|nhiều))? (?:trong )?)?(?:số )?(?:các|những) (?:loại )?(?:giấy tờ"
    r"|tài liệu|văn bản|hồ sơ"
    r"|chứng từ)(?:, (?:giấy tờ|tài liệu|văn bản|chứng từ))?(?: [^:;.]{0,60}?)?"
    r"(?:(?<!\w)(?:sau đây|sau|dưới đây|gồm|bao gồm|gồm có|cụ thể|như sau|như|bổ sung)(?!\w)\s*:|:(?=\s*[-+*•–]))"
)
"""Words that stand over a list of papers and name none."""
OPEN_LIST = re.compile(
    r"^[^:]{8,500}?(?<!\w)(?:sau đây|sau|dưới đây|gồm|bao gồm|gồm có|cụ thể|như sau)\s*:\s*(?=[-+*•–(]|[a-zđ]\)|\d)"
)


def rule(text: str) -> bool:
    """Tell words that say a rule rather than name a paper, where no head is known."""
    bullet = BULLET.match(text)
    if SUBJECT.match(text, bullet.end() if bullet else 0):
        return True
    return len(text) > 40 and NOUN.match(text) is None and MODAL.search(" ".join(text.split(" ", 18)[:18])) is not None


def parts(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    cuts = sorted(
        {(found.start(), found.end(), True) for found in STRONG.finditer(text, start)}
        | {(found.start(), found.end(), False) for found in WEAK.finditer(text, start)}
    )
    here, strong = start, True
    for first, last, hard in cuts:
        if first < here:
            continue
        yield here, first, strong
        here, strong = last, hard
    yield here, len(text), strong


def has_marks(low: str) -> bool:
    """Tell whether a small text in the composed form has letters with marks."""
    return _MARKED.search(low) is not None


def single_blanks(text: str) -> tuple[str, Sequence[int]]:
    """Give a text with single blanks and, for each of its letters, the place in the text that was given."""
    if not _BLANK_RUN.search(text):
        return text, range(len(text))
    places = [
        place for place, letter in enumerate(text) if letter not in _BLANKS or text[place - 1 : place] not in _BLANKS
    ]
    return "".join(" " if text[place] in _BLANKS else text[place] for place in places), places


def sentence(text: str) -> bool:
    return re.match(r"^[\W\d]*(?:trường hợp|đối với|ngoài|nếu|khi|việc|truong hop|doi voi)\b", text) is not None
