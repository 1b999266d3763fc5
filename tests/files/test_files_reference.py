"""The page on the procedure file is true: its examples load, its tables are fresh, no key is missing."""

import importlib.util
import re
from pathlib import Path

import pytest

from procsimplify.base.yaml import read_tree
from procsimplify.files.keys import models_of, said_of
from procsimplify.files.yaml import read, write
from procsimplify.model import read_procedure
from procsimplify.model.basic import kebab

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "procedure-file.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml( fragment)?\n(.*?)^```$", PAGE, re.M | re.S)
WHOLE = [text for fragment, text in BLOCKS if not fragment]
FRAGMENTS = [text for fragment, text in BLOCKS if fragment]
MODELS = models_of()


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: f"{len(text)} characters")
def test_whole_examples_load(text):
    found = read(text.encode(), "example.yaml")
    assert not found.chance_findings()
    assert read(write(found.procedure)).procedure == found.procedure


@pytest.mark.parametrize("text", FRAGMENTS, ids=lambda text: text.partition(":")[0])
def test_fragments_are_parts_of_a_step(text):
    part = read_tree(text.encode(), "example.yaml").tree
    steps = [{"id": name, "kind": "wait"} for name in ("submit", "decide")]
    read_procedure({"code": "1", "title": "t", "steps": [{**steps[0], **part}, steps[1]]})


def test_the_first_example_is_five_lines():
    assert len(WHOLE[0].splitlines()) == 5
    assert len(FRAGMENTS) == 3


def test_the_tables_are_fresh():
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.fresh(PAGE) == PAGE, "run: python docs/generate.py"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_key_is_explained_and_each_model_has_its_table(model):
    assert [kebab(name) for name in model.model_fields if not said_of(model, kebab(name))] == []
    assert f"<!-- keys: {model.__name__} -->" in PAGE
