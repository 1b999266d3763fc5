"""Texts, messages, findings and errors."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procsimplify.base import InputError, NotWellFormed, Place, ProcsimplifyError, Severity, Text, UsageError, messages
from procsimplify.base.findings import error, finding, note, path_text, warning
from procsimplify.base.text import default_language


def test_a_text_falls_back_to_the_other_language():
    assert Text("bước", None).get("en") == "bước"
    assert Text(None, "step").get("vi") == "step"
    assert Text("bước", "step").get("vi") == "bước"
    assert Text.both("x") == Text("x", "x")


def test_an_empty_translation_is_not_a_missing_one():
    assert Text("", "step").get("vi") == ""


def test_a_text_without_words_is_refused():
    with pytest.raises(ValueError, match="at least one language"):
        Text(None, None)


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "vi", "LANG": "en_GB"}, "vi"),
        ({"LC_ALL": "C", "LC_MESSAGES": "vi", "LANG": "vi"}, "en"),
        ({"LC_MESSAGES": "de_DE", "LANG": "vi"}, "en"),
    ],
)
def test_the_first_locale_that_is_set_decides(environ, lang):
    assert default_language(environ) == lang


@given(st.text())
def test_braces_in_an_argument_are_left_alone(words):
    argument = f"{{file}}{words}{{0.__class__}}"
    assert error("base.file-missing", Place(), file=argument).message("en") == f"there is no file “{argument}”"


def test_an_unknown_code_says_so():
    with pytest.raises(KeyError, match=r"no message has the code “base\.nothing-such”"):
        messages.entry("base.nothing-such")
    with pytest.raises(KeyError, match=r"no message has the code “base\.phrases”"):
        messages.entry("base.phrases")
    with pytest.raises(KeyError, match=r"“nowhere” has no messages\.toml"):
        messages.entry("nowhere.slug")
    with pytest.raises(KeyError, match=r"no phrase has the key “base\.nothing”"):
        messages.phrase("base.nothing", "en")


def test_a_missing_argument_says_which():
    with pytest.raises(KeyError, match=r"base.file-missing.*needs the argument 'file'"):
        error("base.file-missing", Place()).message("en")


def test_a_finding_is_rendered_with_what_is_known_of_its_place():
    full = error("base.file-missing", Place("a.yaml", 3, 5, "steps/submit"), file="b")
    assert full.render("en") == "a.yaml:3:5: steps/submit: there is no file “b”  → check the name and the folder"
    assert error("base.file-missing", Place("a.yaml"), file="b").render("en").startswith("a.yaml: there is")
    assert error("base.file-missing", Place(), file="b").render("vi").startswith("không có tệp “b”")


def test_a_text_argument_is_put_in_by_language():
    found = error("base.cannot-write", Place(), file="f", reason=Text("đĩa đầy", "disk full"))
    assert found.message("vi").endswith("đĩa đầy")
    assert found.message("en").endswith("disk full")


def test_a_finding_as_json_has_both_languages():
    found = json.loads(json.dumps(error("base.file-too-large", Place("f", 1, 2, "p"), file="f", most=7).to_json()))
    assert (found["code"], found["severity"]) == ("base.file-too-large", "error")
    assert (found["file"], found["line"], found["column"], found["path"]) == ("f", 1, 2, "p")
    assert set(found["message"]) == set(found["mend"]) == set(found["title"]) == {"vi", "en"}
    assert "7" in found["message"]["vi"]


def test_severities():
    assert error("base.yaml-empty", Place()).severity is Severity.ERROR
    assert warning("base.yaml-empty", Place()).severity is Severity.WARNING
    assert note("base.yaml-empty", Place()).severity is Severity.NOTE
    assert finding("base.yaml-empty", Place()).severity is messages.entry("base.yaml-empty").severity


def test_findings_can_stand_in_a_set():
    one, same = (error("base.file-missing", Place("f"), file="f") for _ in range(2))
    other = error("base.file-missing", Place("f"), file="g")
    assert len({one, same, other}) == 2


def test_path_text():
    assert path_text(("steps", 0, "id")) == "steps/0/id"
    assert path_text(()) == ""


def test_errors_carry_one_or_more_findings():
    one, two = error("base.yaml-empty", Place("a")), error("base.file-missing", Place("b"), file="b")
    assert UsageError(one).findings == (one,)
    assert InputError(iter([one, two])).findings == (one, two)
    assert str(InputError([one, two])).splitlines() == [one.render("en"), two.render("en")]
    with pytest.raises(ValueError, match="at least one finding"):
        InputError([])


def test_errors_are_one_family_and_survive_pickling():
    assert issubclass(NotWellFormed, InputError)
    assert issubclass(UsageError, ProcsimplifyError)
    thrown = NotWellFormed(error("base.yaml-empty", Place("a")))
    assert pickle.loads(pickle.dumps(thrown)).findings == thrown.findings
