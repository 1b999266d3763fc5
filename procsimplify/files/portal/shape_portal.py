"""The shape of the portal itself: one text for each field, tables with their cells run together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from procsimplify.files.portal.channels import read_channels
from procsimplify.files.portal.instruments import read_basis
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.papers_table import read_papers
from procsimplify.files.portal.results import BUTTONS, read_results
from procsimplify.files.portal.words import NOTHING, Piece, plain, tidy

__all__ = ["KEYS", "MINISTRIES", "page_of"]

KEYS = frozenset(
    {
        "ma_thu_tuc", "ten_thu_tuc", "so_quyet_dinh", "detail_url", "cap_thuc_hien", "co_quan_thuc_hien",
        "co_quan_co_tham_quyen", "co_quan_phoi_hop", "co_quan_duoc_uy_quyen", "dia_chi_tiep_nhan", "linh_vuc",
        "doi_tuong_thuc_hien", "loai_thu_tuc", "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so",
        "yeu_cau_dieu_kien", "can_cu_phap_ly", "ket_qua_xu_ly", "ministry", "formality_id", "thu_tuc_lien_quan",
    }
)  # fmt: skip
MINISTRIES = {
    "bo-tai-chinh": "Bộ Tài chính", "bo-nong-nghiep-mt": "Bộ Nông nghiệp và Môi trường", "bo-xay-dung": "Bộ Xây dựng",
    "bo-cong-an": "Bộ Công an", "bo-tu-phap": "Bộ Tư pháp", "toa-an-nhan-dan": "Tòa án nhân dân",
    "bo-y-te": "Bộ Y tế", "bo-cong-thuong": "Bộ Công Thương", "bo-noi-vu": "Bộ Nội vụ",
    "bo-quoc-phong": "Bộ Quốc phòng", "bo-ngoai-giao": "Bộ Ngoại giao",
    "bo-giao-duc-va-dao-tao": "Bộ Giáo dục và Đào tạo", "bo-khoa-hoc-va-cong-nghe": "Bộ Khoa học và Công nghệ",
    "bo-van-hoa-the-thao-va-du-lich": "Bộ Văn hóa, Thể thao và Du lịch",
    "bo-dan-toc-va-ton-giao": "Bộ Dân tộc và Tôn giáo", "ngan-hang-nha-nuoc": "Ngân hàng Nhà nước Việt Nam",
    "thanh-tra-chinh-phu": "Thanh tra Chính phủ",
}  # fmt: skip
"""Names of ministries by the slug of the portal; an unknown slug stands for itself."""

_COMMA = re.compile(r",\s+(?=(?:Công dân|Doanh nghiệp|Tổ chức|Người|Cán bộ|Hợp tác xã|Đảng viên|Cá nhân|Hộ))")


def page_of(record: Mapping[str, object]) -> Page:
    """Give the cells of a record of the portal."""

    def text(key: str) -> str:
        value = record.get(key)
        return plain(value) if isinstance(value, str) else ""

    def name(key: str) -> str | None:
        value = tidy(text(key))
        return value if value and value != NOTHING else None

    channels, left_channels = read_channels(Piece(text("cach_thuc_thuc_hien"), "cach_thuc_thuc_hien"))
    groups, left_papers = read_papers(Piece(text("thanh_phan_ho_so"), "thanh_phan_ho_so"))
    conditions = _without_buttons(text("yeu_cau_dieu_kien"))
    read = (
        "cach_thuc_thuc_hien", "thanh_phan_ho_so", "trinh_tu_thuc_hien", "yeu_cau_dieu_kien", "can_cu_phap_ly",
        "ket_qua_xu_ly",
    )  # fmt: skip
    return Page(
        code=text("ma_thu_tuc").strip(),
        title=tidy(text("ten_thu_tuc")),
        shape="portal",
        decision=name("so_quyet_dinh"),
        url=name("detail_url"),
        topic=name("linh_vuc"),
        ministry=MINISTRIES.get(text("ministry"), name("ministry")),
        levels=text("cap_thuc_hien"),
        kind=name("loai_thu_tuc"),
        applicants=tuple(part.strip() for part in _COMMA.split(text("doi_tuong_thuc_hien")) if part.strip()),
        performing=name("co_quan_thuc_hien"),
        competent=name("co_quan_co_tham_quyen"),
        coordinating=name("co_quan_phoi_hop"),
        delegated=name("co_quan_duoc_uy_quyen"),
        channels=channels,
        groups=groups,
        results=read_results(Piece(text("ket_qua_xu_ly"), "ket_qua_xu_ly")),
        basis=read_basis(Piece(text("can_cu_phap_ly"), "can_cu_phap_ly")),
        conditions=Piece(conditions, "yeu_cau_dieu_kien") if conditions else None,
        prose=_prose(text("trinh_tu_thuc_hien")),
        leftovers=(*left_channels, *left_papers),
        lengths={key: len(text(key)) for key in read},
    )


def _without_buttons(text: str) -> str:
    buttons = BUTTONS.search(text)
    kept = (text[: buttons.start()] if buttons else text).rstrip()
    return "" if kept.strip(" .-–").lower() in ("", NOTHING.lower(), "không", "không có", "không quy định") else kept


def _prose(text: str) -> tuple[Piece, ...]:
    piece = Piece(text, "trinh_tu_thuc_hien").whole()
    return (piece,) if piece.text and piece.text != NOTHING else ()
