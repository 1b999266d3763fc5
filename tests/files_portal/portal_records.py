"""Small records of our own making, in the two shapes, and where the real ones stand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
CHANNELS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def record(**changes: str) -> dict[str, Any]:
    """A record of the portal: a form, one channel, three sentences."""
    given = {
        "ma_thu_tuc": "1.999990",
        "ten_thu_tuc": "Cấp thẻ thử",
        "linh_vuc": "Thử nghiệm",
        "ministry": "bo-xay-dung",
        "cap_thuc_hien": "Cấp tỉnh",
        "co_quan_thuc_hien": "Sở Xây dựng",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Doanh nghiệp",
        "loai_thu_tuc": "Loại khác",
        "cach_thuc_thuc_hien": CHANNELS + "Trực tiếp5 NgàyMiễn phí",
        "thanh_phan_ho_so": "--" + PAPERS + "Đơn xin thẻ1 bản chính",
        "trinh_tu_thuc_hien": "Cá nhân nộp hồ sơ tại Sở Xây dựng.\nSở Xây dựng cấp thẻ.",
        "ket_qua_xu_ly": "ThẻMã: KQ.G17.000001Từ khóaKhông có thông tin",
        "can_cu_phap_ly": "Không có thông tin",
        "yeu_cau_dieu_kien": "Không có thông tin",
    }
    return given | changes


def papers(*rows: str) -> str:
    """The table of papers with these rows under one header."""
    return "--" + PAPERS + "".join(rows)


def real(code: str) -> dict[str, Any] | None:
    """The real record with a code; None where the records are not there."""
    return next((one for one in real_records() if (one.get("ma_thu_tuc") or one.get("code")) == code), None)


def real_records() -> Iterator[dict[str, Any]]:
    """All real records of both shapes; none where they are not there."""
    for name in ("portal", "defence"):
        path = SHARED / name / "procedures.jsonl.gz"
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)
