"""The reference pages that are made from the program are those that the program makes."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def module(name):
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


GENERATE = module("generate")


@pytest.mark.parametrize("name", GENERATE.PAGES)
def test_the_page_is_fresh(name):
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert written == GENERATE.PAGES[name](), "run: python docs/generate.py"


def test_the_picture_shows_what_is_printed_and_names_no_host():
    import re

    import procsimplify as ps
    from procsimplify.reporting import money

    svg = (DOCS / "pictures" / "analyse.svg").read_text(encoding="utf-8")
    plan = ps.plan(ps.load("1.012885"))
    words = svg.replace("&#160;", " ")
    assert money(plan.before.total, "VND", "en") in words
    assert money(plan.saving, "VND", "en") in words
    assert {*re.findall(r"https?://[^\s\"')<]+", svg)} == {"http://www.w3.org/2000/svg"}
    assert "@import" not in svg
    assert "@font-face" not in svg
