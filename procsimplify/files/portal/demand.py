"""From a row of the table of papers to the demands of the dossier."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, cast

from procsimplify.base.text import Text
from procsimplify.files.portal.copies_taken import accepts_of, asked_on_one_channel
from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.forms_given import Forms
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.or_another import or_another
from procsimplify.files.portal.page import PaperRow
from procsimplify.files.portal.paper_makers import (
    is_own_act,
    is_own_paper,
    issuers_in,
    of_one_branch,
    own_field,
    without_confirmations,
)
from procsimplify.files.portal.paper_runs import begins_part, runs
from procsimplify.files.portal.paper_titles import paper_title, unbulleted
from procsimplify.files.portal.paper_words import PageWords, about, openness
from procsimplify.files.portal.parties import Parties
from procsimplify.files.portal.registers import named_registers, types_held
from procsimplify.files.portal.row_marks import RowMarks, is_one_of, once_only_clauses, read_marks
from procsimplify.files.portal.types_named import types_named
from procsimplify.files.portal.whose import acted_on, holder_in, is_foreign_issuer
from procsimplify.files.portal.words import Piece, plain, same_spelling, short, slug, tidy
from procsimplify.model import Demand, Group, Node
from procsimplify.model.dossier import Form, OnceOnly
from procsimplify.model.provision import StandingMark
from procsimplify.model.registers import shipped_registers

__all__ = ["DemandMaker", "Ids"]

_FOREIGN_ONLY = frozenset({"Người nước ngoài", "Tổ chức nước ngoài", "Người nước ngoài cư trú tại Việt Nam"})
_VIETNAMESE_ONLY = frozenset(
    {"Công dân Việt Nam", "Cán bộ", "công chức", "viên chức", "Cán bộ, công chức, viên chức", "Đảng viên",
     "Doanh nghiệp Việt Nam"}
)  # fmt: skip
_HOLDER_TYPES = frozenset(
    {
        "birth-certificate", "marriage-certificate", "marital-status", "death-certificate", "civil-status-other",
        "identity-card", "residence-proof", "judicial-record", "business-registration", "driving-licence",
        "passport", "legal-status", "diploma", "professional-certificate", "establishment-decision", "social-insurance",
    }
)  # fmt: skip
_GENERAL = re.compile(
    r"giấy tờ (?:nêu trên|này|trên|tùy thân|phải xuất trình|khai thác được)|thành phần hồ sơ|các giấy tờ|hồ sơ giấy"
    r"|thông tin cá nhân|thông tin về cư trú|nơi cư trú"
)
_THIS = re.compile(
    r"(?:giấy tờ|thành phần hồ sơ|tài liệu|văn bản|bản sao|điểm|khoản|mục|giấy|thông tin) (?:này|đó|nêu trên|trên)"
)
"""Words that point back to the paper of the row."""
_DATABASE = re.compile(
    r"(?:cơ sở dữ liệu|csdl|hệ thống thông tin|hệ thống)(?: quốc gia| điện tử)?(?: về)?[^,.;:)]{0,45}"
)
"""The name of a register, which may hold the name of a paper: ``Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp``."""
_LEFT_OPEN = frozenset({"other-evidence", "explanation", "legal-status"})
_NEVER_DATA = frozenset(
    {"application-form", "remark", "commitment", "mailing-form", "photo", "plan", "report", "drawing-or-map"}
)
"""What an applicant makes for this procedure: no data replace it."""
_OWN_CASE = re.compile(r"[Tt]rường hợp|[Đđ]ối với")
_ASKED_ONCE = frozenset({"business-registration", "health-certificate", "identity-card", "judicial-record"})
"""Papers of which one question is enough: whether data replace them is the same in each case of the dossier."""
_SETTLED = frozenset({"another-card", "another-trade-paper", "declared-instead", "foreign-paper", "not-in-register"})


_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SOME_AUTHORITY = re.compile(r"của (?:các )?(?:cơ quan|cấp)(?: nhà nước)? có thẩm quyền")


def _named(place: int, parts: list[Piece]) -> str:
    """Give the words that name a part: a bare noun shares what follows the next, ``văn bằng, chứng chỉ về luật``."""
    words = parts[place].text
    bare = words.rstrip().endswith(",") and len(words.split()) <= 2 and place + 1 < len(parts)
    return f"{words.rstrip()} {parts[place + 1].text}" if bare else words


class Ids:
    """Gives each thing an id of its own, made of its words."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = set(taken)

    def new(self, words: str, most: int = 6) -> str:
        """Give an id that nothing has yet."""
        base = slug(words, most)
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


class DemandMaker:
    """Makes demands of rows; knows what holds for the whole page."""

    def __init__(
        self,
        log: Log,
        parties: Parties,
        *,
        title: str,
        applicants: tuple[str, ...],
        channels: tuple[str, ...],
        topic: str = "",
        conditions: str = "",
        forms: Forms | None = None,
        bodies: str = "",
    ) -> None:
        self.log, self.parties, self.channels = log, parties, channels
        self.ids = Ids(("dossier", "end"))
        self.registers: dict[str, None] = {}
        self.default_suspect = False
        self.glued: list[Piece] = []
        """Rows of papers that hold a clause by which data replace a paper, of this row or of another."""
        self.heading = ""
        """The heading that the rows now read stand under."""
        self.replaced: str | None = None
        """The words by which data replace whatever paper of the procedure they hold."""
        self.lighter: str | None = None
        """The words by which some channel takes something lighter of whatever paper."""
        self.leaves_again: str | None = None
        """The words by which one set of the dossier comes back to the applicant, or goes abroad."""
        self._asked: set[str] = set()
        self._title = same_spelling(title)
        self.about_land = "đất đai" in same_spelling(topic)
        self._page = PageWords(self._title, same_spelling(topic), same_spelling(conditions), same_spelling(bodies))
        self._forms = forms or Forms()
        self._vietnamese = bool(applicants) and _VIETNAMESE_ONLY.issuperset(applicants)
        self._foreign = bool(applicants) and all(one in _FOREIGN_ONLY for one in applicants)

    def nodes(self, row: PaperRow, types: tuple[TypeMatch, ...], *, show: bool) -> list[Node]:
        """Make the nodes of a row: one demand, or several that stand together or for each other."""
        text = row.name.text
        types = without_confirmations(text, types)
        if len(types) == 1:
            return [self._demand(row, types[0], row.name, show=show, whole=True)]
        starts = [one.start for one in types]
        parts = [row.name.part(first, last) for first, last in zip(starts, [*starts[1:], len(text)], strict=True)]
        members: list[Node] = [
            self._demand(row, kind, part, show=show, whole=False, named=_named(place, parts))
            for place, (kind, part) in enumerate(zip(types, parts, strict=True))
        ]
        if is_one_of(text[: starts[0] + 60]):
            return [self._one_of(row, members)]
        nodes: list[Node] = []
        for run in runs(same_spelling(text), types):
            chosen = members[run.start : run.stop]
            nodes.extend([self._one_of(row, chosen)] if len(chosen) > 1 else chosen)
        return nodes

    def _one_of(self, row: PaperRow, members: list[Node]) -> Group:
        group = Group(id=self.ids.new("mot trong"), title=Text(short(row.name.text, 200), None), one_of=tuple(members))
        self.log.infer(f"dossier/{group.id}/one-of", str(len(members)), row.name)
        return group

    def _demand(
        self, row: PaperRow, kind: TypeMatch, part: Piece, *, show: bool, whole: bool, named: str | None = None
    ) -> Demand:
        marks = read_marks(row.name.text if whole else part.text)
        common = marks if whole else read_marks(row.name.text)
        demand_id = self.ids.new(unbulleted(part.text) or tidy(row.name.text) or kind.type)
        title = paper_title(named or part.text) or tidy(row.name.text) or kind.type
        path = f"dossier/{demand_id}"
        self.log.infer(f"{path}/type", kind.type, row.name, row.name.text[kind.start : kind.end])
        for mark, words in marks.words:
            self.log.infer(f"{path}/{mark}", _value(marks, mark), row.name, words)
        copies = self._copies(row, path)
        # The columns of a row of several papers, and those of photographs, are filled in without care.
        told = re.search(
            r"(?<![\d/.,])0?(?P<number>\d{1,2})(?: \([\w ]+\))?\s*$",
            row.name.text[max(0, kind.start - 14) : kind.start],
        )
        if (
            told is not None
            and 1 <= int(told["number"]) <= 20
            and (not whole or row.originals is None or kind.type == "photo")
        ):
            copies = int(told["number"])
        once = self._once_only(row, common, kind.type, whole=whole)
        if common.once_only and once is None:
            common = read_marks(_without(once_only_clauses(row.name.text), row.name.text))
            marks = common if whole else marks
        said = row.name.text if whole else part.text
        open_end = openness(said)
        by_columns = self._accepts_by_columns(row)
        accepts = accepts_of(row.name.text, kind, marks, common, said, by_columns, whole=whole)
        tree: dict[str, Any] = {
            "id": demand_id,
            "title": Text(short(title, 200), None),
            "type": kind.type,
            "accepts": accepts,
            "handover": marks.handover or ("show" if show or common.handover == "show" else "submit"),
            "copies": copies,
            "holder": self._holder(kind.type, row.name.text if whole else part.text, path, row.name),
            "role": self._role(kind, marks, row.name, path),
            "once_only": once,
            "open_ended": open_end == "other",
            "negated": common.negated,
            "historical": marks.historical,
            "form": self._form(row, marks),
        }
        if marks.condition:
            tree["if_"] = Text(short(marks.condition, 400), None)
        if marks.returned:
            tree["returned"] = "as-it-is"
        if marks.abroad:
            tree["destination"] = "abroad"
        if marks.confirmed_by and not marks.negated:
            tree["confirmed_by"] = self.parties.named(marks.confirmed_by)
        other = or_another(same_spelling(plain(row.name.text)), kind)
        if other is None and whole and is_one_of(row.name.text):
            other = short(row.name.text, 200)
        self._say_more(tree, kind.type, said, open_end, other, row, path)
        if len(tidy(row.name.text)) > 200:
            tree["note"] = Text(tidy(row.name.text)[:4900], None)
        return Demand(**{key: value for key, value in tree.items() if value is not None})

    def _say_more(
        self,
        tree: dict[str, Any],
        kind: str,
        said: str,
        open_end: str | None,
        other: str | None,
        row: PaperRow,
        path: str,
    ) -> None:
        """Add what the words say beyond the type, and who makes the paper."""
        has_form = bool(row.forms) or tree["form"] is not None or self._forms.gives(said)
        facts = dict(about(kind, said, self._page, has_form=has_form, row=row.name.text, heading=self.heading))
        if row.copies and not row.originals:
            facts.pop("form-not-given", None)  # the copy of a request made before
        if open_end in ("vague", "list-left-open") and kind != "payment-receipt" and begins_part(said, row.name.text):
            facts[open_end] = said
        if tree["open_ended"]:
            facts["vague"] = said
        if other is not None:
            facts["or-another"] = other
        if self.replaced is not None and kind not in _NEVER_DATA:
            facts["replaced-in-general"] = self.replaced
        if tree["accepts"] == ("certified-copy",):
            told = asked_on_one_channel(row.name.text) or self.lighter
            if told is not None:
                facts["copies-by-channel"] = told
        if self.leaves_again is not None:
            facts["set-leaves-again"] = self.leaves_again
        keys = {f"{kind} {_NOT_LETTERS.sub(' ', same_spelling(paper_title(said))).strip()}"}
        if kind in _ASKED_ONCE and not (tree["negated"] or tree["once_only"] or _SETTLED & facts.keys()):
            keys.add(f"{kind} {tree['role']} {tree['handover']} {tree['holder']}")  # whatever else its row says
        if keys & self._asked:
            facts["asked-before"] = said[:200]
        self._asked |= keys
        issuers = issuers_in(kind, said) if tree["role"] != "request" else []
        if len(issuers) > 1:
            facts["several-issuers"] = ", ".join(issuers)
        if issuers:
            named = [name for name in map(self.parties.named, issuers) if name is not None]
            decides = self.parties.body(self.parties.decider)
            tree["issuer"] = next(
                (name for name in named if self.parties.body(name) == decides), named[0] if named else None
            )
            self.log.infer(f"{path}/issuer", str(tree["issuer"]), row.name, issuers[0])
            if self.parties.level(tree["issuer"]) != "central":
                facts["issued-locally"] = issuers[0]
            before = same_spelling(said).partition(same_spelling(issuers[0]))[0]
            if not of_one_branch(issuers[0], self._page.bodies) or _SOME_AUTHORITY.search(before):
                facts["several-issuers"] = issuers[0]
        elif is_foreign_issuer(said, kind):
            tree["issuer"] = self.parties.abroad()
            self.log.infer(f"{path}/issuer", tree["issuer"], row.name, short(said, 200))
        own = own_field(kind, said, self._page)
        if own is not None and own[0] == "copy-of-own-licence":
            if tree["accepts"] and "original" not in tree["accepts"]:
                facts[own[0]] = own[1]
                tree["role"], tree["issuer"] = "evidence", self.parties.decider
        elif own is not None and not tree.get("issuer") and tree["role"] == "evidence":
            facts[own[0]] = own[1]
        for fact, words in facts.items():
            self.log.infer(f"{path}/about", fact, row.name, words)
        tree["about"] = tuple(facts)

    def _copies(self, row: PaperRow, path: str) -> int:
        if row.repaired is not None:
            self.log.find("digits-run-together", path, digits=row.repaired, originals=row.originals)
            self.log.infer(f"{path}/copies", str(row.originals), row.name, f"{row.name.text[-30:]} | {row.repaired}")
        originals, copies = row.originals or 0, row.copies or 0
        if originals + copies > 60:
            self.log.find("impossible-number", path, number=originals + copies)
            return 1
        if self.default_suspect and originals == 1 and copies == 1:
            return 1  # nobody asked for the copy
        return max(1, originals + copies)

    def _accepts_by_columns(self, row: PaperRow) -> tuple[str, ...]:
        if self.default_suspect:
            return ()
        if row.originals and not row.copies:
            return ("original",)
        if row.copies and not row.originals:
            return ("plain-copy",)
        return ("original",) if row.originals else ()

    def _holder(self, kind: str, words: str, path: str, piece: Piece) -> str:
        if kind not in _HOLDER_TYPES:
            return "any"
        if self._foreign:
            return "foreign"
        # What may be handed in instead of a judicial record is of the same person; a case of its own may be of another.
        same = _OWN_CASE.split(piece.text)[0] if kind == "judicial-record" else words
        holder = holder_in(same, kind)
        if holder != "any":
            self.log.infer(f"{path}/holder", holder, piece, short(words, 200))
            return holder
        return "vietnamese" if self._vietnamese else "any"

    def _role(self, kind: TypeMatch, marks: RowMarks, piece: Piece, path: str) -> str:
        if kind.type == "application-form":
            return "request"
        if marks.handover == "surrender":
            return "surrendered"
        if is_own_paper(kind.type, self._title, self._page.topic) or is_own_act(kind.type, piece.text, self._title):
            return "object"
        if not acted_on(piece.text[kind.start :], kind.type, self._title):
            return "evidence"
        self.log.infer(f"{path}/role", "object", piece, self._title[:200])
        return "object"

    def _once_only(self, row: PaperRow, marks: RowMarks, kind: str, *, whole: bool) -> OnceOnly | None:
        if not marks.once_only or kind in _NEVER_DATA:
            return None
        if not any(_meant(clause, kind, whole=whole) for clause in once_only_clauses(row.name.text)):
            return None  # the clause speaks of a paper of another row
        named = _fitting(marks.registers, kind)
        for name in marks.registers:
            self.registers[name] = None
        note = (
            Text(
                "Dữ liệu thay giấy khi hệ thống vận hành; đến lúc đó giấy vẫn phải nộp",
                "Data replace the paper once the system operates",
            )
            if marks.until
            else None
        )
        return OnceOnly(register_=named, standing=StandingMark(is_="already-law", note=note))

    def _form(self, row: PaperRow, marks: RowMarks) -> Form | None:
        if not row.forms and not marks.form_number:
            return None
        return Form(number=marks.form_number, file=row.forms[0] if row.forms else None)

    def governed(self, demand: Demand, piece: Piece, log: Log, *, glued: bool, told: bool = False) -> Demand:
        """Mark a demand as replaced by data where the clause of another row speaks of it.

        A clause that stands at the end of a row of papers (``glued``) must name the paper, for “these papers” are then
        those of its own row. One of the prose (``told``) is a clause as a whole.
        """
        if demand.once_only is not None or demand.type in _NEVER_DATA:
            return demand
        clause, named, spoken, is_general = _clause_of(piece.text, glued, told)
        if demand.type not in spoken:
            held = is_general and any(demand.type in types_held(name) for name in named)
            if not held and not (is_general and not glued and _held_by_any(demand.type)):
                return demand
        for name in named:
            self.registers[name] = None
        log.infer(f"dossier/{demand.id}/once-only", "already-law", piece, clause)
        return cast(
            "Demand",
            demand.evolve(
                once_only=OnceOnly(register_=_fitting(named, demand.type), standing=StandingMark(is_="already-law"))
            ),
        )


@lru_cache(maxsize=256)
def _clause_of(text: str, glued: bool, told: bool) -> tuple[str, tuple[str, ...], frozenset[str], bool]:
    """Give a clause, the registers and the types of papers that it names, and whether it speaks of papers in general.

    Asked for each paper of a dossier: the same every time.
    """
    clause = text if told else " ".join(once_only_clauses(text))
    low = same_spelling(clause if glued else text)
    spoken = types_named(_DATABASE.sub(" ", low) if glued else low)
    return clause, named_registers(clause), spoken, _GENERAL.search(low) is not None


def _without(clauses: tuple[str, ...], text: str) -> str:
    """Give a text without some clauses of it."""
    plain = tidy(text)
    for clause in clauses:
        plain = plain.replace(clause, " ")
    return plain


def _meant(clause: str, kind: str, *, whole: bool) -> bool:
    """Tell whether a clause in the row of a paper speaks of that paper: by its name, or by no name of another."""
    low = _DATABASE.sub(" ", same_spelling(clause))
    named = types_named(low)
    return kind in named or not named or kind in _LEFT_OPEN or (whole and _THIS.search(low) is not None)


@cache
def _held_by_any(kind: str) -> bool:
    return any(kind in one.types for one in shipped_registers().values())


def _fitting(named: tuple[str, ...], kind: str) -> str | None:
    """Give the register that holds papers of this type, else the first that the words name."""
    return next((name for name in named if kind in types_held(name)), named[0] if named else None)


def _value(marks: RowMarks, mark: str) -> str:
    value: object = {
        "accepts": ", ".join(marks.accepts), "handover": marks.handover, "if": marks.condition,
        "confirmed-by": marks.confirmed_by, "once-only": "already-law",
        "destination": "abroad", "returned": "as-it-is",
    }.get(mark, "true")  # fmt: skip
    return str(value or "true")[:200]
