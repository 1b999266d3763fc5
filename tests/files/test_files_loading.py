"""A procedure is found by its file, by standard input, or by its code; what is not found says what is near."""

import io

import pytest

from procsimplify.base.errors import InputError
from procsimplify.files.loading import load, load_with_source, shipped_path, shipped_procedures

SOURCE = b"code: 1.000060\ntitle: Permit\nsteps:\n- {id: submit, kind: submit}\n"


def finding(target, **more):
    with pytest.raises(InputError) as caught:
        load(target, **more)
    (found,) = caught.value.findings
    return found


def test_a_file_is_read_as_a_path_or_a_text(tmp_path):
    path = tmp_path / "permit.yaml"
    path.write_bytes(SOURCE)
    assert load(path) == load(str(path))
    assert load(path).code == "1.000060"
    assert load_with_source(path).source == SOURCE


def test_standard_input():
    assert load("-", stdin=io.BytesIO(SOURCE)).code == "1.000060"
    assert finding("-", stdin=io.BytesIO(b"code: [")).place.file == "<stdin>"


def test_standard_input_without_end_is_read_to_the_limit():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert size > 0, "everything was asked for"
            return b"#" * size

    assert finding("-", stdin=Endless()).code == "base.yaml-too-large"


def test_a_shipped_procedure_is_found_by_its_code():
    listed = shipped_procedures()
    assert "1.012885" in dict(listed)
    assert [code for code, _ in listed] == sorted(code for code, _ in listed)
    for code, path in listed:
        assert load(code).code == code
        assert shipped_path(code) == path
        assert load(path) == load(code)


def test_a_file_goes_before_a_code_and_a_folder_does_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "1.012885").mkdir()
    assert load("1.012885").code == "1.012885"
    (tmp_path / "1.012885").rmdir()
    (tmp_path / "1.012885").write_bytes(SOURCE)
    assert load("1.012885").code == "1.000060"


def test_a_missing_code_names_the_near_one():
    found = finding("1.012886")
    assert found.code == "files.no-procedure"
    assert "1.012885" in found.mend("en")
    assert "1.012885" in found.mend("vi")


def test_a_missing_file_names_the_near_one(tmp_path):
    (tmp_path / "permit.yaml").write_bytes(SOURCE)
    found = finding(tmp_path / "permt.yaml")
    assert str(tmp_path / "permit.yaml") in found.mend("en")


@pytest.mark.parametrize("name", ["zzzz", "no/such/folder/zzzz.yaml", "", "a\x00b", "x" * 5000])
def test_what_looks_like_nothing_says_where_to_look(name):
    found = finding(name)
    assert found.message("vi") != found.message("en")
    assert found.code in ("files.no-procedure", "base.file-is-folder")


def test_a_folder_is_told(tmp_path):
    assert finding(tmp_path).code == "base.file-is-folder"
