"""Small catalogues made here, in our own words, in the shape of the portal's records."""

import json

import pytest

CHANNELS = "Hình thức nộpThời gianPhí, lệ phíMô tả" + "".join(
    f"{name}5 Ngày làm việcMiễn phí" for name in ("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính")
)
TABLE = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def made(code, *papers, **more):
    """Make a record of the portal's shape with papers of one original each; a request has the file of its form."""
    rows = "".join(f"{paper}{'Mau.docx' if paper.startswith('Đơn') else ''}1 bản chính,0 bản sao" for paper in papers)
    return {
        "ma_thu_tuc": code,
        "ten_thu_tuc": f"Cấp giấy phép thử nghiệm {code}",
        "cap_thuc_hien": "Cấp Tỉnh",
        "linh_vuc": "Thử nghiệm",
        "doi_tuong_thuc_hien": "Doanh nghiệp",
        "loai_thu_tuc": "TTHC được luật giao quy định chi tiết",
        "co_quan_thuc_hien": "Sở Thử nghiệm",
        "trinh_tu_thuc_hien": "Bước 1: Doanh nghiệp nộp hồ sơ. Bước 2: Sở thẩm định hồ sơ và cấp giấy phép.",
        "cach_thuc_thuc_hien": CHANNELS,
        "thanh_phan_ho_so": TABLE + rows,
        "ket_qua_xu_ly": "Giấy phép thử nghiệm loại đặc biệt",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnNghị định về thử nghiệm01/2024/NĐ-CP",
        **more,
    }


ENVELOPE = "Phong bì có dán tem, ghi rõ địa chỉ người nhận"


@pytest.fixture
def records(tmp_path):
    """Write records as JSONL; gives the file."""

    def write(*listed, name="records.jsonl"):
        path = tmp_path / name
        lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in listed]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def record():
    return made


@pytest.fixture
def contents():
    """Give everything that a store says, without its own name."""
    from procsimplify.catalogue import Store
    from procsimplify.catalogue.tables import TABLES

    def read(path):
        with Store(path, read_only=True) as store:
            return {name: store.table(name) for name in TABLES}

    return read


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command line in this process: exit code, standard output, standard error."""
    from procsimplify.cli.main import main

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run
