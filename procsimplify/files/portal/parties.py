"""Who acts on a page: the authorities that its cells name, and those that its sentences name."""

from __future__ import annotations

import re
from typing import Literal

from procsimplify.base.text import Text
from procsimplify.files.portal.authority_levels import LEVELS, Level, body_of, level_of
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.words import Piece, fold, same_spelling, slug, tidy
from procsimplify.model import Party

__all__ = ["Parties"]

Role = Literal["receives", "prepares", "decides", "co-decides", "is-consulted", "registers"]
Subject = Literal["defence", "security", "foreign-affairs", "nationality", "heritage", "environment", "public"]

_HEAD = (
    r"Bộ [Cc]hỉ huy [Qq]uân sự|Ban [Cc]hỉ huy [Qq]uân sự|Bộ [Tt]ư lệnh|"
    r"Bộ trưởng Bộ|Thứ trưởng Bộ|Bộ|Sở|Cục trưởng Cục|Cục|Chi cục|Tổng cục|Vụ"
    r"|Thủ tướng Chính phủ|Chính phủ|Văn phòng Chính phủ|"
    r"Chủ tịch (?:Ủy|Uỷ) ban nhân dân|Chủ tịch UBND|Chủ tịch nước|(?:Ủy|Uỷ) ban (?:nhân dân"
    r"|Nhân dân)|(?:Ủy|Uỷ) ban Chứng khoán Nhà nước|UBND|UBCKNN|Hội đồng nhân dân|"
    r"Giám đốc Sở|Giám đốc Công an|Thống đốc Ngân hàng Nhà nước|Tổng [Gg]iám đốc Bảo hiểm xã hội|"
    r"Công an|Phòng|Cảng vụ|Văn phòng đăng ký đất đai"
    r"|Chi nhánh Văn phòng đăng ký đất đai|Ban [Qq]uản lý|Tòa án nhân dân|Toà án nhân dân"
    r"|Viện kiểm sát nhân dân|"
    r"Ngân hàng Nhà nước|Kho bạc|Bảo hiểm xã hội|Thuế|Hải quan|Thanh tra|Biên phòng|Trung tâm Đăng ký"
)
_WHOLE = re.compile(
    r"Bộ (?:Ngoại giao|Nông nghiệp và Phát triển nông thôn)(?!\w)|(?:Bộ|Sở) Lao động [-–] Thương binh và Xã hội"
)
"""Names that hold a sign, or a syllable which begins a verb elsewhere."""
_NAME = re.compile(rf"(?<!\w)(?:{_HEAD})(?!\w)")
OF_A_FIELD = re.compile(
    r"(?<!\w)[Cc]ơ quan (?:chuyên môn|quản lý nhà nước|quản lý) về "
    r"(?:nông nghiệp(?: và môi trường)?|môi trường|xây dựng|quy hoạch(?: và kiến trúc|, kiến trúc)?|kiến trúc|nhà ở"
    r"|đất đai|lâm nghiệp|thủy lợi|thủy sản|chăn nuôi(?: và thú y)?|tài chính|địa chất(?: và khoáng sản)?|khoáng sản"
    r"|giao thông|công thương|y tế|giáo dục(?: và đào tạo)?|văn hóa|nội vụ|lao động|tư pháp|khoa học và công nghệ"
    r"|dân tộc|tôn giáo|thông tin và truyền thông)(?!\w)"
    r"(?: (?:cấp (?:xã|tỉnh|huyện|trung ương)|địa phương))?"
)
"""An office called by what it looks after, since 2025 that of a commune above all."""
_FIELDS_LISTED = re.compile(
    rf" [A-ZĐ]\w*(?: \w+)?, (?!(?:{_HEAD})(?!\w))[A-ZĐ]\w*(?: [a-zà-ỹ]\w*)?"
    rf" và (?!(?:{_HEAD})(?!\w))[A-ZĐ]\w*(?: [a-zà-ỹ]\w*)?"
)
"""Fields that one body looks after: “Văn hóa, Thể thao và Du lịch”."""
# What a body guards, where neither its silence nor its own photographs are a matter of convenience.
_GUARDED: tuple[tuple[Subject, re.Pattern[str]], ...] = (
    ("defence", re.compile(r"quốc phòng|quân sự|quân y|quân khu|biên phòng|tư lệnh")),
    ("security", re.compile(r"công an|cảnh sát|xuất nhập cảnh|an ninh")),
    ("foreign-affairs", re.compile(r"ngoại giao|ngoại vụ")),
    ("nationality", re.compile(r"chủ tịch nước")),  # a matter of the head of State under the Constitution
)
_ON_DEFENCE = re.compile(
    r"ý kiến[^.;]{0,160} về (?:việc |công tác |nội dung )?(?:bảo đảm |đảm bảo )?(?:quốc phòng|an ninh)"
)
# What a page or a sentence protects whoever is asked.
_PROTECTED: tuple[tuple[Subject, re.Pattern[str]], ...] = (
    ("nationality", re.compile(r"quốc tịch")),
    ("heritage", re.compile(r"di sản|di tích|cổ vật|bảo vật|rừng đặc dụng|khu bảo tồn|vườn quốc gia|khu dự trữ")),
    (
        "public",
        re.compile(
            r"rộng rãi|cộng đồng|công chúng|người dân|khu dân cư"
            r"|nhân dân(?! (?:cấp|xã|tỉnh|huyện|thành|phường|các|quận|đặc|nơi|tối))"
        ),
    ),
)
_SUBJECTS: tuple[Subject, ...] = (
    "defence", "security", "foreign-affairs", "nationality", "heritage", "environment", "public",
)  # fmt: skip
_OTHERS = re.compile(
    r"liên quan|các (?:cơ quan|bộ|sở|đơn vị|tổ chức)|chuyên gia"
    r"|và (?:cơ quan|đơn vị|tổ chức)|gồm|hoặc|khác"
)
_PERSONS = re.compile(
    r"(?:những |các )?(?:cha|mẹ|vợ|chồng|người|trẻ em|công dân|cá nhân|gia đình|đương sự|chủ sở hữu|hộ"
    r"|thân nhân|bệnh nhân)"
    r"(?! (?:có thẩm quyền|đứng đầu))"
)
_EXPERTS = re.compile(r"(?:một số |các |những )?(?:nhà khoa học|chuyên gia)(?![^.;]*(?:cơ quan|tổ chức|đơn vị))")
_SMALL_TEXT = (
    "cấp tỉnh huyện xã phường thành phố thị trấn quận nhân dân và quản lý khu vực nhà nước về cơ sở đất "
    "đai địa phương công nghiệp"
)
_SMALL = frozenset(_SMALL_TEXT.split())
_VERBS_TEXT = (
    "gửi thông tiếp kiểm xem thẩm có phải chủ trình ban ra quyết lập báo tổ xác thực trả yêu hướng phê "
    "chấp phối đề nơi trong để theo được nhận đã là hoặc sẽ căn xử giải tiến chuyển in ký nêu không thụ "
    "từ tại khi với cho của nếu ghi cử giao đăng vào tham niêm cấp_phép hoàn đồng trước sau bằng liên "
    "các chưa lấy xin kết tra thu trao đến qua ủy khai xây chỉ bố làm mời"
)
_VERBS = frozenset(_VERBS_TEXT.split())
"""First syllables of verbs and of what else may follow a name: there the name ends."""
_SPLIT = re.compile(
    r",\s+(?=(?:Bộ|Sở|Cục|Chi cục|Tổng cục|Ủy ban|Uỷ ban|UBND|Chủ tịch|Công an|Phòng|Cảng vụ"
    r"|Ban|Thủ tướng|Cơ quan|Văn phòng|Chi nhánh|Trung tâm|Tòa|Thuế|Bảo hiểm|Thi hành|Hội đồng"
    r"|Kho bạc|Trạm|Đồn|Viện|Vụ|Tổ chức|Đội|Ngân hàng|Hải quan|Doanh nghiệp|Cơ sở))"
)
_PROVINCES = re.compile(r"ubnd (?:cac )?tinh(?:,| va|, va| hoac)? thanh pho(?: truc thuoc trung uong)?$")
_CHIEF = re.compile(
    r"^(?:bo truong|thong doc|tong giam doc|thu truong|tong cuc truong|cuc truong|chi cuc truong|giam doc"
    r"|chu tich(?= ubnd)) "
)
_EMPLOYER = re.compile(
    r"nơi (?:đang |đã )?(?:công tác|làm việc)|cơ quan chủ quản|thủ trưởng (?:cơ quan|đơn vị)|người sử dụng lao động"
)
_OFFICES = {"cơ quan thuế": "thue", "cơ quan công an": "cong an"}
_LOCAL = re.compile(
    r"(?:ủy ban nhân dân|ubnd)[^,;.]{0,20}(?:địa phương|xã|phường|cư trú|thường trú)|chính quyền địa phương"
)
_PLACE = re.compile(r" (?:tinh|thanh pho|tp\.?) \w")
_COMMUNES = re.compile(r"ubnd xa(?:,| va| hoac)? phuong(?:(?:,| va| hoac)? (?:thi tran|dac khu))*$")
_BEFORE_A_NAME = 25
"""Letters that may stand before the name of the one body that is asked."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WORD = re.compile(r"\s+([\w/-]+)")
_LOOSE_END = re.compile(r"(?:\s+(?:và|về|nhà|khu|cấp|quản lý|về phương))+$")
_SEVERAL = re.compile(r"/(?=[^\W\d_a-zà-ỹ])")
_WORKS = re.compile(r"\s+(?:nhận|bố|khai)(?!\w)")
"""What makes “công” a verb: recognise, announce, publish."""
_LEVEL_NAMED = re.compile(r"\s+(?:tỉnh|huyện|xã|bộ|cơ sở|phường|trung ương|thành phố)")
_GENERIC = re.compile(r"^(?:cơ quan khác|không có thông tin)$")
_NO_NAME = re.compile(r"^(?:bộ|sở|cục|phòng|chi cục|vụ|cơ quan|thuế|thanh tra)$")


class Parties:
    """The parties of a procedure, each declared once."""

    def __init__(self, page: Page, log: Log) -> None:
        self._ministry = page.ministry
        self._log = log
        about = same_spelling(f"{page.title} {page.topic or ''}")
        self._protects = tuple(subject for subject, words in _PROTECTED[:2] if words.search(about))
        self._last: str | None = None
        self._found: dict[str, Party] = {}
        self._keys: dict[str, str] = {}
        performing = _split(page.performing)
        competent = _split(page.competent)
        coordinating = _split(page.coordinating)
        delegated = _split(page.delegated)
        single = len({*performing, *competent}) <= 1
        roles: tuple[Role, ...] = ("receives", "prepares")
        if single or not competent:
            roles = (*roles, "decides")
        for name in performing:
            self._declare(name, *roles)
        for name in [*competent, *delegated]:
            self._declare(name, "decides")
        for name in coordinating:
            self._declare(name, "is-consulted")
        self.offices = tuple(same_spelling(name) for name in performing)
        self.unknown = not (performing or competent)
        first = [self._keys[_key(name)] for name in [*performing, *competent] if _key(name) in self._keys]
        self.main = first[0] if first else self._fallback(page)
        self.decider = self._keys.get(_key(competent[0]), self.main) if competent else self.main

    def _fallback(self, page: Page) -> str:
        level: Level | None = next((name for words, name in LEVELS.items() if words in page.levels.lower()), None)
        self._found["authority-in-charge"] = Party(
            id="authority-in-charge",
            title=Text("Cơ quan có thẩm quyền", "Authority in charge"),
            level=level,
            role=("receives", "prepares", "decides"),
        )
        return "authority-in-charge"

    def _declare(self, name: str, *roles: Role) -> str:
        key = _key(name)
        known = self._keys.get(key) or self._office(name)
        if known is not None:
            self._keys[key] = known
            party = self._found[known]
            new = tuple(dict.fromkeys((*party.role, *roles)))
            if new != party.role:
                self._found[known] = party.evolve(role=new)
            return known
        party_id = slug(name, 8)
        number = 1
        while party_id in self._found or party_id in ("applicant", "authority", "third-party"):
            number += 1
            party_id = f"{slug(name, 8)}-{number}"
        self._keys[key] = party_id
        self._found[party_id] = Party(
            id=party_id,
            title=Text(tidy(name)[:300], None),
            level=level_of(name),
            body=body_of(name, self._ministry),
            collegial="hội đồng" in same_spelling(name),
            subjects=_guarded(name),
            role=roles,
        )
        return party_id

    def named(self, words: str) -> str | None:
        """Give the party that some words name, declared where it is new; None where they name no authority."""
        low = same_spelling(words)
        committee = "ủy ban nhân dân" in low or "ubnd" in low
        if not committee and _EMPLOYER.search(low):
            return self._outside("employer", "Nơi công tác", "Employer")
        if (committee or "chính quyền" in low) and _LOCAL.search(low):
            return self._declare("Ủy ban nhân dân cấp xã")
        if low in _OFFICES:
            # The page calls the office by its service only: that of its cells, if one is of that service.
            of_service = [party for key, party in self._keys.items() if _OFFICES[low] in key]
            return self.main if self.main in of_service else next(iter(of_service), None) or self._declare(words)
        name = authority_in(words)
        if name is None:
            return None
        if " - Bộ " in words and len(words) < 120:
            name = words  # the ministry that it belongs to stands with it
        known = self._keys.get(_key(name)) or self._office(name)
        if known is None:
            # A page cell may say more than a sentence: "Cục Chăn nuôi và Thú y - Bộ NN và MT".
            found = [at for key, at in self._keys.items() if key.startswith(_key(name))]
            known = self._last if self._last in found else next(iter(found), None)
            self._without_place(known, name)
        if known is None and len(self._found) >= 60:
            return None
        self._last = known or self._declare(name)
        return self._last

    def _without_place(self, party: str | None, name: str) -> None:
        """Call an office by what the prose calls it, where the cell adds the one place it was copied from."""
        title = self._found[party].title if party is not None else None
        if party is not None and title is not None and _PLACE.match(_key(title.get("vi"))[len(_key(name)) :]):
            self._found[party] = self._found[party].evolve(title=Text(tidy(name)[:300], None))

    def level(self, party: str | None) -> Level | None:
        """Give the level of a party declared."""
        return self._found[party].level if party in self._found else None

    def body(self, party: str) -> str:
        """Give the body that a party declared belongs to: itself where none is known."""
        return self._found[party].body or party if party in self._found else party

    def _office(self, name: str) -> str | None:
        """Give the office that a head speaks for, or whose head is known: one is no superior of the other."""
        key = _key(name)
        plain = _CHIEF.sub("", key)
        return next((at for known, at in self._keys.items() if _CHIEF.sub("", known) == plain), None)

    def asked(self, names: str, sentence: str) -> str:
        """Give whoever is asked for an opinion: the one body that is named, else a group of them.

        Parameters
        ----------
        names : str
            The words that name those asked; empty where they are not named.
        sentence : str
            The whole sentence: it may tell what is protected there.

        Notes
        -----
        Each body that is named becomes a party. A group guards what its named bodies guard where each of them does:
        one body of ten may object in its own field, and the others' silence is a matter of their own.
        """
        if _PERSONS.match(same_spelling(names)):
            return self._persons()
        if _EXPERTS.match(same_spelling(names)) and authority_in(names) is None:
            return self._outside("experts", "Chuyên gia", "Experts")
        # What a name has in brackets is whom it belongs to, no further body: "Cục Tác chiến (Bộ Quốc phòng)".
        outside = _BRACKETS.sub(" ", names)
        whole = outside if authority_in(outside) is not None else names
        found = [self.named(part) for part in _between_names(whole)]
        named = [one for one in dict.fromkeys(found) if one is not None and one != self.main]
        first = _NAME.search(whole)
        # Bodies without a name of their own are asked as well.
        others = (first is not None and first.start() > _BEFORE_A_NAME) or (len(found) > 1 and None in found)
        more = len(named) != 1 or others or _OTHERS.search(same_spelling(names)) is not None
        for one in named:
            party = self._found[one]
            roles = tuple(dict.fromkeys((*party.role, "is-consulted")))
            above = _guarded(names) if len(named) == 1 else ()
            subjects = tuple(dict.fromkeys((*party.subjects, *above, *self._protects)))
            if (roles, subjects) != (party.role, party.subjects):
                self._found[one] = party.evolve(role=roles, subjects=subjects)
        if not more:
            return named[0]
        each: list[set[Subject]] = [set(self._found[one].subjects) for one in named]
        guarded = all(each) and not _OTHERS.search(same_spelling(names))
        common: set[Subject] = {subject for one in each for subject in one} if guarded else set()
        low = same_spelling(sentence)
        if _ON_DEFENCE.search(low):
            common |= {"defence", "security"}
        if not named and "," not in names:
            common |= set(_guarded(names))
        protected = {subject for subject, words in _PROTECTED if subject in self._protects or words.search(low)}
        return self._group(tuple(one for one in _SUBJECTS if one in common or one in protected))

    def _persons(self) -> str:
        """Give the people whose consent is asked for: it is theirs to give, not a body's opinion."""
        self._found.setdefault(
            "persons-asked",
            Party(
                id="persons-asked",
                title=Text("Người được hỏi ý kiến", "People asked for consent"),
                kind="third-party",
                role=("co-decides",),
            ),
        )
        return "persons-asked"

    def _group(self, subjects: tuple[Subject, ...]) -> str:
        party_id = "-".join(("consulted-bodies", *subjects))
        self._found.setdefault(
            party_id,
            Party(
                id=party_id,
                title=Text("Các cơ quan được lấy ý kiến", "Consulted bodies"),
                subjects=subjects,
                role=("is-consulted",),
            ),
        )
        return party_id

    def abroad(self) -> str:
        """Give the authority of another country, which issues papers there."""
        self._found.setdefault(
            "foreign-authority",
            Party(
                id="foreign-authority",
                title=Text("Cơ quan của nước ngoài", "Authority of another country"),
                foreign=True,
            ),
        )
        return "foreign-authority"

    def _outside(self, party_id: str, vi: str, en: str) -> str:
        self._found.setdefault(party_id, Party(id=party_id, title=Text(vi, en), kind="third-party"))
        return party_id

    def list(self) -> tuple[Party, ...]:
        """List the parties in the order in which they were met."""
        return tuple(self._found.values())

    def let_decide(self, party: str) -> None:
        """Let whoever is asked decide together with who asks: the case does not go on without its consent."""
        if "co-decides" not in self._found[party].role:
            self._found[party] = self._found[party].evolve(role=(*self._found[party].role, "co-decides"))

    def infer(self, path: str, party: str, piece: Piece, words: str) -> None:
        """Write down which words name a party."""
        self._log.infer(path, party, piece, words)


def _guarded(names: str) -> tuple[Subject, ...]:
    low = same_spelling(names)
    return tuple(subject for subject, words in _GUARDED if words.search(low))


def _between_names(names: str) -> list[str]:
    """Cut a list of bodies where the name of another may begin."""
    places = [match.start() for match in _NAME.finditer(names)][:20]
    # “Bộ Công an” is one name, though either word may begin another.
    places = [at for one, at in enumerate(places) if not one or names[places[one - 1] : at].strip() != "Bộ"]
    if len(places) < 2:
        return [names]
    return [names[first:last] for first, last in zip(places, [*places[1:], len(names)], strict=True)]


def authority_in(words: str) -> str | None:
    """Give the first name of an authority in some words.

    Examples
    --------
    >>> authority_in("trong 05 ngày, Sở Xây dựng gửi hồ sơ đến Bộ Công an")
    'Sở Xây dựng'
    >>> authority_in("cơ quan chuyên môn về nông nghiệp và môi trường cấp xã thẩm định, trình Chủ tịch Ủy ban nhân dân")
    'Cơ quan chuyên môn về nông nghiệp và môi trường cấp xã'
    """
    match = _NAME.search(words)
    office = OF_A_FIELD.search(words)
    if office is not None and (match is None or office.start() <= match.start()):
        return office[0][:1].upper() + office[0][1:]
    if match is None:
        return None
    whole = _WHOLE.match(words, match.start())
    if whole is not None:
        return whole[0]
    end = match.end()
    listed = _FIELDS_LISTED.match(words, match.end())
    if listed is not None:
        return f"{match[0]}{listed[0]}"
    capital = False
    for token in _WORD.finditer(words[match.end() : match.end() + 90]):
        word = token[1]
        if words[match.end() + token.start() - 1 : match.end() + token.start()] in tuple(",.;:()"):
            break
        upper = word[0].isupper()
        if word == "công" and _WORKS.match(words, match.end() + token.end()):
            break
        if word in ("và", "hoặc") and _NAME.match(words, match.end() + token.end() + 1):
            break
        if word == "cấp" and not _LEVEL_NAMED.match(words, match.end() + token.end()):
            break
        if not upper and (word in _VERBS or not (capital or word in _SMALL)):
            break
        capital = upper
        end = match.end() + token.end()
        if words[end : end + 1] in tuple(",.;:()"):
            break
    end = match.start() + len(_SEVERAL.split(words[match.start() : end])[0])
    name = _LOOSE_END.sub("", words[match.start() : end].strip())
    return None if _NO_NAME.match(name.lower()) else name


def _key(name: str) -> str:
    key = (
        fold(tidy(name))
        .replace("ubcknn", "uy ban chung khoan nha nuoc")
        .replace("uy ban nhan dan", "ubnd")
        .replace("ubnd cap ", "ubnd ")
        .replace(" - ", " ")
    )
    return _COMMUNES.sub("ubnd xa", _PROVINCES.sub("ubnd tinh", key)).strip(" .")


def _split(names: str | None) -> list[str]:
    if not names:
        return []
    return [
        one.strip(" .")
        for one in _SPLIT.split(tidy(names))
        if one.strip(" .") and not _GENERIC.match(one.strip().lower())
    ]
