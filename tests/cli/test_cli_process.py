"""The program as a process of its own: streams, pipes, locales, what it loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "1.012885"
PROGRAM = [sys.executable, "-c", "from procsimplify.cli.main import run; run()"]


def process(*arguments, **options):
    environ = {"PATH": os.environ["PATH"], "COLUMNS": "80", **options.pop("environ", {})}
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, env=environ, timeout=120, check=False, **options)


def test_a_procedure_comes_from_standard_input(tmp_path):
    text = b"code: '1'\ntitle: x\nas-of: 2026-07-01\nsteps: [{id: a, kind: submit, effort: 30 min}]\n"
    found = process("analyse", "-", "--json", input=text, cwd=tmp_path)
    assert found.returncode == 0
    assert json.loads(found.stdout)["before"]["total"] == "29711.174242"
    wrong = process("analyse", "-", input=b"code: [", cwd=tmp_path)
    assert wrong.returncode == 2
    assert wrong.stdout == b""
    assert b"<stdin>:" in wrong.stderr
    assert b"Traceback" not in wrong.stderr


@pytest.mark.parametrize(
    "environ",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"TERM": "dumb"}],
)
def test_any_locale_gives_utf8(environ):
    found = process("analyse", CODE, "--lang", "vi", environ=environ)
    assert found.returncode == 0
    assert "chi phí tuân thủ" in found.stdout.decode("utf-8")
    assert b"\x1b" not in found.stdout


def test_a_reader_who_goes_away_is_no_fault():
    with subprocess.Popen(
        [*PROGRAM, "procedures", "show", CODE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as one:
        one.stdout.close()
        err = one.stderr.read()
        one.wait(timeout=60)
    assert err == b""
    assert one.returncode == 141


def test_a_full_disk_is_said():
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("this system has no /dev/full")
    with device.open("wb") as full:
        found = subprocess.run([*PROGRAM, "cost", CODE], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert found.returncode == 2
    assert b"Traceback" not in found.stderr


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from procsimplify.cli.main import main; main(['--help']); "
        "print(sorted(name for name in ('pydantic', 'ruamel', 'durable', 'rich', 'yaml', 'networkx')"
        " if name in sys.modules), file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert found.stderr.decode().strip() == "[]"


def test_the_hash_seed_changes_no_byte():
    outputs = {process("analyse", CODE, "--json", environ={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1
