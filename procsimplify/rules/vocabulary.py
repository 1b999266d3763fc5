"""What rules about procedures may ask: the relations, their fields, and what each is called in both languages."""

from __future__ import annotations

from typing import Final

from procsimplify.base.text import Text
from procsimplify.rules.schema import Field, Relation, Schema
from procsimplify.rules.vocabulary_traits import TRAITS, Fields

__all__ = ["FIELD_WORDS", "RELATION_WORDS", "SCHEMA"]

# Relation: what a fact says, in English and Vietnamese, and its fields: name, type, English, Vietnamese.
_TABLE: Final[dict[str, tuple[str, str, Fields]]] = {
    "procedure": (
        "the procedure itself, one fact",
        "bản thân thủ tục, một dữ kiện",
        (
            ("code", "symbol", "code", "mã"),
            ("nature", "symbol", "kind of procedure", "loại thủ tục"),
            ("standing", "symbol", "standing", "tình trạng pháp lý"),
            ("corrects", "symbol", "corrects", "đính chính"),
            ("in-person", "flag", "filing in person is offered", "có hình thức nộp trực tiếp"),
            ("electronic", "flag", "some part goes by electronic means", "có phần thực hiện bằng phương tiện điện tử"),
            ("ministry", "text", "ministry", "bộ quản lý"),
        ),
    ),
    "sensitive": (
        "a subject that makes the procedure's own field sensitive",
        "nội dung khiến lĩnh vực của thủ tục là nhạy cảm",
        (("subject", "symbol", "subject", "nội dung"),),
    ),
    "channel": (
        "a way to hand in that is offered",
        "hình thức nộp được chấp nhận",
        (("id", "symbol", "way to hand in", "hình thức"),),
    ),
    "applicant": (
        "a kind of applicant",
        "loại người nộp",
        (("kind", "symbol", "kind of applicant", "loại người nộp"),),
    ),
    "result": (
        "an outcome of the procedure",
        "kết quả của thủ tục",
        (("id", "symbol", "result", "kết quả"), ("kind", "symbol", "kind", "loại")),
    ),
    "party": (
        "who acts or pays",
        "chủ thể",
        (
            ("id", "symbol", "party", "chủ thể"),
            ("kind", "symbol", "kind", "loại"),
            ("level", "symbol", "level", "cấp"),
            ("body", "symbol", "body", "cơ quan chủ quản"),
            ("collegial", "flag", "decides as a body of members", "quyết định tập thể"),
            ("foreign", "flag", "abroad", "ở nước ngoài"),
        ),
    ),
    "role": (
        "a role of a party",
        "vai trò của chủ thể",
        (("party", "symbol", "party", "chủ thể"), ("role", "symbol", "role", "vai trò")),
    ),
    "guards": (
        "what a consulted body guards, so that its silence is no consent",
        "nội dung mà cơ quan được lấy ý kiến bảo vệ, nên im lặng không phải là đồng ý",
        (("party", "symbol", "party", "chủ thể"), ("subject", "symbol", "subject", "nội dung")),
    ),
    "step": (
        "a step of the procedure",
        "một bước của thủ tục",
        (
            ("id", "symbol", "step", "bước"),
            ("kind", "symbol", "kind", "loại"),
            ("actor", "symbol", "done by", "người thực hiện"),
            ("party", "symbol", "party", "chủ thể"),
            ("body", "symbol", "body", "cơ quan chủ quản"),
            ("level", "symbol", "level", "cấp"),
            ("collegial", "flag", "decided by a body of members", "quyết định tập thể"),
            ("desk", "symbol", "desk", "bộ phận"),
            ("at", "symbol", "at", "nơi nộp"),
            ("at-body", "symbol", "body of that place", "cơ quan chủ quản nơi nộp"),
            ("sets", "integer", "sets of the dossier", "số bộ hồ sơ"),
            ("effort", "quantity", "work", "thời gian làm việc"),
            ("wait", "quantity", "waiting", "thời gian chờ"),
            ("limit", "quantity", "time limit", "thời hạn"),
            ("chooses", "flag", "has several ways on", "có nhiều hướng đi tiếp"),
            ("forks", "flag", "starts work in parallel", "khởi động các việc song song"),
            ("ways-out", "integer", "ways on", "số hướng đi tiếp"),
            ("tacit", "flag", "silence counts as consent", "im lặng là đồng ý"),
            ("happens", "symbol", "how often it happens", "mức độ thường xuyên"),
            ("criterion", "flag", "has a written criterion", "có tiêu chí"),
            ("supplement", "flag", "may ask to complete the dossier", "có thể yêu cầu bổ sung hồ sơ"),
            ("controls", "integer", "controls", "số biện pháp kiểm soát"),
            (
                "provided-controls",
                "integer",
                "controls that a provision demands",
                "số biện pháp kiểm soát có điều khoản",
            ),
            ("protects", "flag", "its time protects someone", "thời gian nhằm bảo vệ người có liên quan"),
            ("provision", "flag", "names its provision", "nêu điều khoản"),
            ("ordered", "flag", "law fixes its place in the order", "pháp luật định thứ tự"),
            ("origin", "symbol", "how it was recorded", "nguồn ghi nhận"),
        ),
    ),
    "document": (
        "a demand of the dossier",
        "một thành phần hồ sơ",
        (
            ("id", "symbol", "paper", "giấy tờ"),
            ("type", "symbol", "type", "loại"),
            ("role", "symbol", "what it is to the procedure", "vai trò trong thủ tục"),
            ("holder", "symbol", "whose paper", "của ai"),
            ("issuer", "symbol", "issued by", "nơi cấp"),
            ("issuer-body", "symbol", "body of the issuer", "cơ quan chủ quản nơi cấp"),
            ("issuer-foreign", "flag", "issued abroad", "do nước ngoài cấp"),
            ("from-procedure", "symbol", "got from procedure", "kết quả của thủ tục"),
            ("handover", "symbol", "hand-over", "cách nộp"),
            ("returned", "symbol", "given back", "trả lại"),
            ("destination", "symbol", "goes to", "nơi đến"),
            ("copies", "integer", "pieces in each set", "số bản trong mỗi bộ"),
            ("variants", "integer", "cases that ask for it", "số trường hợp yêu cầu"),
            ("lightest", "symbol", "lightest form taken", "hình thức nhẹ nhất được nhận"),
            ("certified-only", "flag", "only a certified copy is taken", "chỉ nhận bản sao có chứng thực"),
            ("electronic", "flag", "electronic form taken", "nhận bản điện tử"),
            (
                "lighter-elsewhere",
                "flag",
                "another channel takes a lighter form",
                "hình thức nộp khác nhận bản nhẹ hơn",
            ),
            ("conditional", "flag", "asked only if something holds", "chỉ yêu cầu khi có điều kiện"),
            ("alternative", "flag", "one of several", "một trong nhiều loại"),
            ("open-ended", "flag", "open-ended", "để ngỏ"),
            ("negated", "flag", "the text says it is not needed", "văn bản nói không cần"),
            ("historical", "flag", "evidence of a past fact", "chứng minh sự kiện đã qua"),
            ("once-only", "symbol", "standing of data that replace it", "tình trạng của dữ liệu thay thế"),
            ("standing", "symbol", "standing", "tình trạng pháp lý"),
            ("confirmed-by", "symbol", "confirmed by", "nơi xác nhận"),
            ("proves", "flag", "proves a condition", "chứng minh điều kiện"),
            ("provision", "flag", "names its provision", "nêu điều khoản"),
            ("form", "flag", "has a form", "có mẫu"),
        ),
    ),
    "about": (
        "what the words of a paper say beyond its type",
        "nội dung mà tên giấy tờ cho biết ngoài loại giấy tờ",
        (("document", "symbol", "paper", "giấy tờ"), ("what", "symbol", "says", "cho biết")),
    ),
    "clause": (
        "a clause by which data replace a paper",
        "quy định dùng dữ liệu thay giấy tờ",
        (
            ("document", "symbol", "paper", "giấy tờ"),
            ("type", "symbol", "type", "loại"),
            ("standing", "symbol", "standing", "tình trạng pháp lý"),
            ("register", "symbol", "register", "cơ sở dữ liệu"),
        ),
    ),
    "proves": (
        "a paper proves a condition",
        "giấy tờ chứng minh điều kiện",
        (("document", "symbol", "paper", "giấy tờ"), ("condition", "symbol", "condition", "điều kiện")),
    ),
    "takes": (
        "a step takes a paper, in some variant",
        "bước nhận giấy tờ, trong ít nhất một trường hợp",
        (("step", "symbol", "step", "bước"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "gives": (
        "a step makes or hands on a paper or a result, in some variant",
        "bước tạo ra giấy tờ hoặc kết quả, trong ít nhất một trường hợp",
        (("step", "symbol", "step", "bước"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "keeps": (
        "a step keeps what it takes",
        "bước giữ lại giấy tờ đã nhận",
        (("step", "symbol", "step", "bước"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "used": (
        "an authority takes the paper",
        "cơ quan có sử dụng giấy tờ",
        (("document", "symbol", "paper", "giấy tờ"),),
    ),
    "never-used": (
        "a step makes a paper that is no result and that nobody takes",
        "bước tạo ra giấy tờ không phải kết quả và không ai dùng",
        (("step", "symbol", "step", "bước"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "together": (
        "some variant demands both papers",
        "có trường hợp yêu cầu cả hai giấy tờ",
        (("first", "symbol", "paper", "giấy tờ"), ("second", "symbol", "paper", "giấy tờ")),
    ),
    "next": (
        "an arrow leads from one step to another",
        "có mũi tên từ bước này sang bước kia",
        (("before", "symbol", "step", "bước"), ("after", "symbol", "then step", "rồi bước")),
    ),
    "only-next": (
        "a step leads to another alone, and nothing else leads there",
        "bước trước chỉ dẫn đến bước sau, và chỉ bước trước dẫn đến bước sau",
        (("before", "symbol", "step", "bước"), ("after", "symbol", "then step", "rồi bước")),
    ),
    "before": (
        "a step has always happened when another begins",
        "bước trước luôn đã xong khi bước sau bắt đầu",
        (("before", "symbol", "step", "bước"), ("after", "symbol", "before step", "trước bước")),
    ),
    "path": (
        "arrows lead from one step to another",
        "có đường đi từ bước này đến bước kia",
        (("before", "symbol", "step", "bước"), ("after", "symbol", "on to step", "đến bước")),
    ),
    "parallel": (
        "two steps can be under way at once",
        "hai bước có thể diễn ra cùng lúc",
        (("first", "symbol", "step", "bước"), ("second", "symbol", "step", "bước")),
    ),
    "exclusive": (
        "two steps never happen in one run",
        "hai bước không bao giờ cùng diễn ra",
        (("first", "symbol", "step", "bước"), ("second", "symbol", "step", "bước")),
    ),
    "independent": (
        "no law and no paper sets an order between two steps",
        "không có quy định hoặc giấy tờ nào buộc hai bước phải theo thứ tự",
        (("first", "symbol", "step", "bước"), ("second", "symbol", "step", "bước")),
    ),
    "hand-off": (
        "work passes to another party or desk",
        "công việc chuyển sang chủ thể hoặc bộ phận khác",
        (("before", "symbol", "step", "bước"), ("after", "symbol", "then step", "rồi bước")),
    ),
    "same-desk": (
        "two steps are done at one known desk of one party",
        "hai bước do cùng một bộ phận của cùng một chủ thể làm",
        (("first", "symbol", "step", "bước"), ("second", "symbol", "step", "bước")),
    ),
    "submission": (
        "an applicant hands papers of the dossier to an authority",
        "người nộp giao hồ sơ cho cơ quan",
        (
            ("step", "symbol", "step", "bước"),
            ("order", "integer", "which submission", "lần nộp"),
            ("sets", "integer", "sets of the dossier", "số bộ hồ sơ"),
            ("body", "symbol", "to", "nơi nhận"),
        ),
    ),
    "consults": (
        "a step in which a body gives its opinion",
        "bước cơ quan cho ý kiến",
        (("step", "symbol", "step", "bước"), ("party", "symbol", "body asked", "cơ quan được hỏi")),
    ),
    "completion": (
        "a step may ask to complete the dossier",
        "bước có thể yêu cầu bổ sung hồ sơ",
        (
            ("step", "symbol", "step", "bước"),
            ("asks", "symbol", "what it says", "nội dung nêu"),
            ("notice", "quantity", "time to say what is missing", "thời hạn báo thiếu"),
            ("deadline", "quantity", "time to complete", "thời hạn bổ sung"),
            ("rounds", "integer", "how many times at most", "số lần tối đa"),
        ),
    ),
    "limit": (
        "a statutory time",
        "một thời hạn",
        (
            ("id", "symbol", "time limit", "thời hạn"),
            ("value", "quantity", "time", "thời gian"),
            ("from", "symbol", "counted from", "tính từ"),
        ),
    ),
    "covers": (
        "a statutory time spans a step",
        "thời hạn bao gồm bước",
        (("limit", "symbol", "time limit", "thời hạn"), ("step", "symbol", "step", "bước")),
    ),
    "fee": (
        "a fee or a charge that the applicant pays",
        "một khoản phí hoặc lệ phí người nộp phải trả",
        (
            ("id", "symbol", "fee", "khoản phí"),
            ("kind", "symbol", "kind", "loại"),
            ("receiver", "symbol", "paid to", "nơi thu"),
            ("receiver-body", "symbol", "body of the receiver", "cơ quan chủ quản nơi thu"),
        ),
    ),
    "register": (
        "an authoritative source of facts, declared by the procedure or shipped with the rules",
        "một cơ sở dữ liệu, do thủ tục nêu hoặc đi kèm bộ quy tắc",
        (
            ("id", "symbol", "register", "cơ sở dữ liệu"),
            ("status", "symbol", "status", "tình trạng"),
            ("by", "symbol", "act", "văn bản"),
            ("holder", "symbol", "whose facts", "dữ liệu của ai"),
            ("typed", "flag", "its scope is fully stated", "phạm vi đã nêu đủ"),
        ),
    ),
    "holds": (
        "a register's data replace a type of paper of such a holder",
        "cơ sở dữ liệu có thông tin của giấy tờ",
        (("register", "symbol", "register", "cơ sở dữ liệu"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "may-hold": (
        "a register has papers of this type, of this holder or perhaps of others only",
        "cơ sở dữ liệu có loại giấy tờ này, của người nộp hoặc có thể chỉ của người khác",
        (("register", "symbol", "register", "cơ sở dữ liệu"), ("document", "symbol", "paper", "giấy tờ")),
    ),
    "reads": (
        "an authority of the procedure may read a register; where none is named, each may",
        "cơ quan trong thủ tục được khai thác cơ sở dữ liệu; không nêu tên thì cơ quan nào cũng được",
        (("register", "symbol", "register", "cơ sở dữ liệu"), ("party", "symbol", "party", "chủ thể")),
    ),
    **TRAITS,
}

SCHEMA: Final = Schema(
    Relation(name, tuple(Field(field, kind) for field, kind, _, _ in fields)) for name, (_, _, fields) in _TABLE.items()
)
"""The relations that a rule about procedures may name."""
RELATION_WORDS: Final = {name: Text(vi, en) for name, (en, vi, _) in _TABLE.items()}
"""What a fact of each relation says."""
FIELD_WORDS: Final = {
    (name, field): Text(vi, en) for name, (_, _, fields) in _TABLE.items() for field, _, en, vi in fields
}
"""What each field is called."""
