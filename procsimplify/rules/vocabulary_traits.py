"""The relations about conditions, results, purposes and times by channel, and between procedures."""

from __future__ import annotations

from typing import Final

from procsimplify.rules.schema import FieldType

__all__ = ["TRAITS", "Fields"]

Fields = tuple[tuple[str, FieldType, str, str], ...]

TRAITS: Final[dict[str, tuple[str, str, Fields]]] = {
    "purpose": (
        "what the procedure does to its object",
        "việc mà thủ tục thực hiện",
        (("kind", "symbol", "purpose", "mục đích"),),
    ),
    "presence": (
        "why somebody or something must be there in person",
        "lý do phải có mặt trực tiếp",
        (("why", "symbol", "reason", "lý do"),),
    ),
    "stake": (
        "what the conditions guard beyond the applicant's own affairs",
        "lợi ích mà điều kiện bảo vệ ngoài việc riêng của người nộp",
        (("subject", "symbol", "subject", "nội dung"),),
    ),
    "condition": (
        "what must hold for the result to be granted",
        "yêu cầu, điều kiện",
        (
            ("id", "symbol", "condition", "điều kiện"),
            ("kind", "symbol", "kind", "loại"),
            ("business", "flag", "business condition", "điều kiện kinh doanh"),
            ("restates", "flag", "only says that the law must be obeyed", "chỉ nhắc lại việc tuân thủ pháp luật"),
            ("threshold", "flag", "has a figure", "có ngưỡng số"),
            ("provision", "flag", "names its instrument", "nêu văn bản"),
            ("standing", "symbol", "standing", "tình trạng pháp lý"),
        ),
    ),
    "qualification": (
        "what a condition asks of a person",
        "điều kiện đòi hỏi ở một người",
        (
            ("condition", "symbol", "condition", "điều kiện"),
            ("person", "symbol", "person", "người"),
            ("asks", "symbol", "asks for", "đòi hỏi"),
        ),
    ),
    "answer": (
        "a result that says yes or no",
        "kết quả chấp nhận hoặc từ chối",
        (("result", "symbol", "result", "kết quả"), ("says", "symbol", "says", "nội dung trả lời")),
    ),
    "result-mark": (
        "what a result is worth besides its data",
        "đặc điểm của kết quả",
        (
            ("result", "symbol", "result", "kết quả"),
            ("physical", "flag", "the piece itself counts", "bản giấy, hiện vật có giá trị riêng"),
            ("entry", "flag", "an entry in a register", "việc ghi vào sổ đăng ký"),
        ),
    ),
    "channel-limit": (
        "a time that holds for one channel alone",
        "thời hạn riêng của một hình thức nộp",
        (
            ("limit", "symbol", "time limit", "thời hạn"),
            ("channel", "symbol", "way to hand in", "hình thức"),
            ("value", "quantity", "time", "thời gian"),
            ("by-case", "flag", "the page gives it to a case", "trang gắn thời hạn với trường hợp"),
        ),
    ),
    "channel-times": (
        "the times that the page gives by channel, all of them",
        "các thời hạn mà trang ghi theo hình thức nộp",
        (("times", "symbol", "times by channel", "thời hạn theo hình thức nộp"),),
    ),
    "lone-limit": (
        "a channel's time that no other channel has",
        "hình thức nộp có thời hạn khác mọi hình thức còn lại",
        (("channel", "symbol", "way to hand in", "hình thức"), ("value", "quantity", "time", "thời gian")),
    ),
    "twin": (
        "another procedure of the catalogue that is nearly this one",
        "thủ tục khác trong danh mục gần như trùng với thủ tục này",
        (
            ("others", "text", "the other procedures", "các thủ tục kia"),
            ("link", "symbol", "how they differ", "khác nhau ở"),
            ("number", "integer", "how many others", "số thủ tục kia"),
            ("documents", "integer", "papers asked for", "số giấy tờ yêu cầu"),
            (
                "shared",
                "integer",
                "of them asked for by the others too",
                "trong đó số giấy tờ thủ tục kia cũng yêu cầu",
            ),
            ("same-limit", "flag", "the same time", "cùng thời hạn"),
            ("conditions", "flag", "the other states conditions", "thủ tục kia nêu điều kiện"),
            ("decays", "flag", "a paper is good for a time only", "có giấy tờ chỉ có giá trị một thời gian"),
            ("differs", "text", "the words that differ", "những từ khác nhau"),
        ),
    ),
}
"""Like the table of `procsimplify.rules.vocabulary`, of which it is a part."""
