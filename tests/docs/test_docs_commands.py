"""The tutorials and the how-to pages can be followed to the end: their commands print what the page says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from docs_pages import Command, File, commands, read_page, told

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [page for name in ("tutorials", "how-to") for page in sorted((DOCS / name).glob("*.md"))]


def shell(folder: Path) -> dict[str, str]:
    """Give an environment in which `procsimplify` and `python` are those under test, 80 columns wide."""
    programs = folder / "programs"
    programs.mkdir()
    for name, arguments in (("procsimplify", "-m procsimplify "), ("python", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PROCSIMPLIFY"))}
    here = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    return kept | here | {"COLUMNS": "80", "NO_COLOR": "1"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_can_be_followed(page: Path, tmp_path: Path) -> None:
    environment = shell(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    steps = read_page(page)
    is_python = "```python" in page.read_text(encoding="utf-8")  # then test_docs_examples follows it
    assert is_python or any(isinstance(step, Command) for step in steps), "a page without a command"
    for step in steps:
        if isinstance(step, File):
            step.write(work)
            continue
        run = subprocess.run(
            ["sh", "-c", step.line],
            cwd=work,
            env=environment,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert run.returncode == step.exit, f"{step.line}\n{run.stdout}"
        unlike = told(step.output, run.stdout)
        assert unlike is None, f"{step.line}\n{unlike}\n{run.stdout}"


def test_how_to_pages_are_short() -> None:
    for page in (DOCS / "how-to").glob("*.md"):
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 120, page.name


def test_every_page_is_on_the_map() -> None:
    words = (DOCS / "README.md").read_text(encoding="utf-8")
    for folder in ("tutorials", "how-to", "reference", "explanation"):
        for page in (DOCS / folder).glob("*.md"):
            assert f"({folder}/{page.name})" in words, page.name


def test_commands_of_a_block() -> None:
    found = list(commands("$ cat > a <<'EOF'\nb: c\nEOF\n$ false  # exit 1\nsaid\n"))
    assert found == [Command("cat > a <<'EOF'\nb: c\nEOF", 0, ()), Command("false", 1, ("said",))]


@pytest.mark.parametrize(
    ("expected", "fits"),
    [
        (("one", "two", "three"), True),
        (("one", "…"), True),
        (("…", "three"), True),
        (("one", "…", "three"), True),
        (("o …", "…"), False),
        (("one", "t …", "three"), False),
        (("tw …", "…"), False),
        (("one", "two"), False),
        (("one", "three"), False),
        (("…", "two"), False),
        (("one", "two", "three", "four"), False),
        ((), False),
    ],
)
def test_output_is_compared_line_by_line(expected: tuple[str, ...], fits: bool) -> None:
    assert (told(expected, "one\n\ntwo  \nthree\n") is None) is fits


def test_rest_of_a_line() -> None:
    assert told(("total …",), "total  5 đ\n") is None
    assert told(("total …",), "sum  5 đ\n") is not None
