"""Reading bytes, writing whole files, canonical JSON, shipped data, and what importing costs."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procsimplify.base.atomic import write_bytes, write_text
from procsimplify.base.canonical import canonical_json, sha256
from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.reading import read_bytes
from procsimplify.base.shipped import folder


def refusal(expected, action, *args):
    with pytest.raises(expected) as caught:
        action(*args)
    (found,) = caught.value.findings
    assert found.message("vi") != found.message("en")
    return found


def test_reading(tmp_path):
    file = tmp_path / "f"
    file.write_bytes(b"12345")
    assert read_bytes(file) == b"12345"
    assert read_bytes(str(file), most=5) == b"12345"
    assert refusal(InputError, read_bytes, file, 4).code == "base.file-too-large"
    assert refusal(InputError, read_bytes, tmp_path / "none").code == "base.file-missing"
    assert refusal(InputError, read_bytes, tmp_path).code == "base.file-is-folder"
    assert refusal(InputError, read_bytes, file / "x").code == "base.file-unreadable"
    assert refusal(InputError, read_bytes, "a\0b").code == "base.file-unreadable"


@pytest.mark.skipif(os.name != "posix", reason="pipes are made the POSIX way")
def test_a_pipe_is_read_no_further_than_the_limit():
    reading, writing = os.pipe()
    os.write(writing, b"123456")
    os.close(writing)
    try:
        assert refusal(InputError, read_bytes, f"/dev/fd/{reading}", 5).code == "base.file-too-large"
    finally:
        os.close(reading)


def test_writing_a_new_and_an_old_file(tmp_path):
    file = tmp_path / "f"
    write_bytes(file, b"one")
    assert file.read_bytes() == b"one"
    write_text(str(file), "hai\r\nộ")
    assert file.read_bytes() == "hai\r\nộ".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


@pytest.mark.skipif(os.name != "posix", reason="modes and links are those of POSIX")
def test_modes_and_links_are_kept(tmp_path):
    file, link = tmp_path / "f", tmp_path / "link"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to("f")
    write_bytes(link, b"two")
    assert link.is_symlink()
    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    plain, made = tmp_path / "plain", tmp_path / "made"
    plain.write_bytes(b"")
    write_bytes(made, b"")
    assert made.stat().st_mode == plain.stat().st_mode
    dangling = tmp_path / "dangling"
    dangling.symlink_to("target")
    write_bytes(dangling, b"new")
    assert (tmp_path / "target").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")
def test_what_cannot_be_written_says_why(tmp_path):
    file, loop = tmp_path / "f", tmp_path / "loop"
    file.write_bytes(b"")
    loop.symlink_to("loop")
    for target, words in [
        (tmp_path / "none" / "f", "its folder does not exist"),
        (tmp_path, "it is a folder"),
        (file / "g", "a part of its path is a file"),
        (tmp_path / ("x" * 300), "its name is too long"),
        (loop, "its links lead in a circle"),
        ("a\0b", "a character that no file name may have"),
    ]:
        found = refusal(UsageError, write_bytes, target, b"x")
        assert found.code == "base.cannot-write"
        assert words in found.message("en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f", "loop"]


LIMITED = """
import resource, signal, sys
from procsimplify.base.atomic import write_bytes
from procsimplify.base.errors import UsageError
signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_bytes(sys.argv[1], b"x" * 1_000_000)
except UsageError as refused:
    sys.exit(refused.findings[0].code)
"""


@pytest.mark.skipif(os.name != "posix", reason="the size of a file is limited by POSIX means")
@pytest.mark.parametrize("reaction", ["SIG_IGN", "SIG_DFL"])
def test_a_write_that_fails_or_is_killed_midway_leaves_the_old_file(tmp_path, reaction):
    file = tmp_path / "f"
    file.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(file), reaction], capture_output=True, text=True, check=False
    )
    assert file.read_bytes() == b"old"
    if reaction == "SIG_DFL":
        assert done.returncode == -signal.SIGXFSZ
    else:
        assert done.stderr.strip() == "base.cannot-write"
        assert [path.name for path in tmp_path.iterdir()] == ["f"]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cn"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcđe", max_size=4), inner, max_size=4),
    max_leaves=12,
)


def reorder(obj):
    if isinstance(obj, dict):
        return {key: reorder(obj[key]) for key in reversed(list(obj))}
    return [reorder(item) for item in obj] if isinstance(obj, list) else obj


@given(plain)
def test_canonical_json_does_not_know_the_order_of_keys(obj):
    text = canonical_json(obj)
    assert canonical_json(reorder(obj)) == text
    assert canonical_json(json.loads(text)) == text
    assert sha256(obj) == hashlib.sha256(text.encode()).hexdigest()


def test_canonical_json():
    assert canonical_json({"b": ("x", 1), "a": "a\u0303\r\nb\rc"}) == '{"a":"ã\\nb\\nc","b":["x",1]}'
    assert canonical_json("Nộp “hồ sơ”") == '"Nộp “hồ sơ”"'
    for wrong in (1.5, Fraction(1, 2), {1: "x"}, {"x"}):
        with pytest.raises(TypeError):
            canonical_json([wrong])
    with pytest.raises(ValueError, match="twice"):
        canonical_json({"\u00e3": 1, "a\u0303": 2})


def test_shipped_data_of_a_checkout_and_of_an_installed_package(tmp_path):
    package = tmp_path / "procsimplify"
    package.mkdir()
    assert refusal(UsageError, folder, "rules", package).code == "base.shipped-missing"
    (tmp_path / "rules").mkdir()
    assert folder("rules", package) == tmp_path / "rules"
    (package / "shipped" / "rules").mkdir(parents=True)
    assert folder("rules", package) == package / "shipped" / "rules"
    assert folder("procedures").is_dir()
    assert folder("rules").is_dir()


def test_importing_base_is_light():
    probe = "import sys, procsimplify.base, procsimplify.base.yaml; print({'yaml', 'ruamel.yaml'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
