"""What is wrong on the command line or in a file: exit code, a clear sentence with its mend, nothing half-written."""

import json

import pytest

from procsimplify.cli.exits import BAD_INPUT, FINE, NOT_GOOD

CODE = "1.012885"
COMMANDS = ("analyse", "cost", "propose", "plan")

UNREADABLE = {
    "not-yaml": ("title: [", "not YAML"),
    "empty": ("", "no content"),
    "unknown-key": ("code: '1'\ntitle: x\nstepps: []\n", "stepps"),
    "repeated-key": ("code: '1'\ncode: '2'\ntitle: x\n", "twice"),
    "wrong-unit": ("code: '1'\ntitle: x\nsteps: [{id: a, kind: submit, effort: 3 parsec}]\n", "parsec"),
    "dangling": ("code: '1'\ntitle: x\nsteps: [{id: a, kind: submit, who: nobody}]\n", "nobody"),
    "no-steps": ("code: '1'\ntitle: x\n", "steps"),
}
ILL_FORMED = {
    "chances": (
        "code: '1'\ntitle: x\nsteps:\n- {id: a, kind: submit, then: {choice: [{to: b, chance: 0.5}, "
        "{to: end, outcome: refused, chance: 0.25}]}}\n- {id: b, kind: decide}\n",
        "3/4|0.75|75",
    ),
    "unreachable": (
        "code: '1'\ntitle: x\nsteps:\n- {id: a, kind: submit, then: c}\n- {id: b, kind: check}\n"
        "- {id: c, kind: decide}\n",
        "“b”",
    ),
    "endless": (
        "code: '1'\ntitle: x\nsteps:\n- {id: a, kind: submit}\n- {id: b, kind: check, then: c}\n"
        "- {id: c, kind: decide, then: b}\n",
        "no path leads",
    ),
}


@pytest.fixture
def written(tmp_path):
    """Write a file and give its path."""

    def written(text):
        path = tmp_path / "bad.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_exits_2_from_every_command(run, written, name):
    text, words = UNREADABLE[name]
    path = written(text)
    for command in ("check", *COMMANDS):
        code, out, err = run(command, path)
        assert code == BAD_INPUT
        assert words in (out if command == "check" else err)
        assert f"{path}:" in out + err
        assert "→" in out + err


@pytest.mark.parametrize("name", ILL_FORMED)
def test_what_is_read_but_not_well_formed_exits_1_from_check_and_2_from_the_others(run, written, name):
    text, words = ILL_FORMED[name]
    path = written(text)
    code, out, _ = run("check", path)
    assert code == NOT_GOOD
    assert any(word in out for word in words.split("|"))
    for command in COMMANDS:
        code, out, err = run(command, path)
        assert (code, out) == (BAD_INPUT, "")
        assert any(word in err for word in words.split("|"))
        line = int(err.split("bad.yaml:")[1].split(":")[0])
        assert line >= 4


def test_check_of_several_files_exits_with_the_highest_code(run, written, tmp_path):
    path = written(ILL_FORMED["endless"][0])
    assert run("check", CODE, path)[0] == NOT_GOOD
    missing = tmp_path / "missing.yaml"
    code, out, _ = run("check", path, missing, CODE, "--json")
    assert code == BAD_INPUT
    assert [item["sound"] for item in json.loads(out)] == [False, False, True]


BAD_USAGE = {
    "missing file": (("analyse", "nowhere.yaml"), "nowhere.yaml"),
    "near code": (("analyse", "1.01288"), "1.012885"),
    "no argument": (("analyse",), "PROC is missing"),
    "no command": (("analyze", CODE), "analyse"),
    "no subcommand": (("rules", "lst"), "list"),
    "no option": (("cost", CODE, "--jsn"), "--json"),
    "no value": (("cost", CODE, "--as-of"), "--as-of"),
    "too many": (("cost", CODE, "2", "3"), "--help"),
    "language": (("cost", CODE, "--lang", "fr"), "vi, en"),
    "day": (("cost", CODE, "--as-of", "20260701"), "2026-07-01"),
    "no such day": (("cost", CODE, "--as-of", "2026-02-30"), "2026-07-01"),
    "method": (("cost", CODE, "--method", "xx"), "vn"),
    "line": (("cost", CODE, "--explain", "99"), "99"),
    "no line": (("cost", CODE, "--explain", "-1"), "counted from 1"),
    "share": (("plan", CODE, "--target", "30"), "30%"),
    "engine": (("analyse", CODE, "--engine", "fast"), "durable"),
    "format": (("check", CODE, "--format", "xml"), "sarif"),
    "kind": (("schema", "plan"), "procedure"),
    "rule": (("rules", "show", "several-set"), "several-sets"),
    "rule folder": (("rules", "test", "nowhere"), "nowhere"),
    "without": (("plan", CODE, "--without", "nothing:1"), "several-sets"),
    "no output": (("apply", CODE, "--plan"), "--output"),
    "two versions": (("compare", CODE, "1.000894"), "1.000894"),
}


@pytest.mark.parametrize("name", BAD_USAGE)
def test_bad_usage_exits_2_and_says_what_to_type(run, name):
    arguments, words = BAD_USAGE[name]
    code, out, err = run(*arguments)
    assert (code, out) == (BAD_INPUT, "")
    assert words in err
    assert "→" in err
    vietnamese = run("--lang", "vi", *arguments) if "--lang" not in arguments else (BAD_INPUT, "", "")
    assert vietnamese[:2] == (BAD_INPUT, "")
    assert vietnamese[2] != err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--proposals", "several-set:1"), "several-sets:"),
        (("--proposals", " , "), "--proposals or --plan"),
        ((), "--proposals or --plan"),
        (("--plan", "--proposals", "several-sets:1"), "--proposals or --plan"),
    ],
)
def test_apply_writes_nothing_where_it_is_asked_for_what_does_not_exist(run, tmp_path, arguments, words):
    target = tmp_path / "out.yaml"
    code, out, err = run("apply", CODE, *arguments, "-o", target)
    assert (code, out) == (BAD_INPUT, "")
    assert words in err
    assert [*tmp_path.iterdir()] == []


def test_a_question_cannot_be_applied(run, tmp_path):
    listed = json.loads(run("propose", CODE, "--json")[1])["proposals"]
    question = next(one["id"] for one in listed if one["class"] == "question")
    code, _, err = run("apply", CODE, "--proposals", question, "-o", tmp_path / "out.yaml")
    assert code == BAD_INPUT
    assert question in err


def test_a_target_that_cannot_be_written_is_said_and_nothing_stays(run, tmp_path):
    code, out, err = run("apply", CODE, "--plan", "-o", tmp_path / "no" / "out.yaml")
    assert (code, out) == (BAD_INPUT, "")
    assert "does not exist" in err
    (tmp_path / "folder").mkdir()
    assert run("apply", CODE, "--plan", "-o", tmp_path / "folder")[0] == BAD_INPUT
    assert [*tmp_path.rglob("*.tmp")] == []


def test_a_large_file_a_binary_one_and_a_folder(run, tmp_path):
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_bytes(b"# " + b"x" * 10_000_000)
    binary.write_bytes(bytes(range(256)) * 4)
    for path, words in ((large, "larger than"), (binary, "UTF-8"), (tmp_path, "folder")):
        code, _, err = run("analyse", path)
        assert code == BAD_INPUT
        assert words in err


def test_escape_sequences_of_a_file_name_do_not_reach_the_terminal(run):
    code, _, err = run("analyse", "\x1b[31mred.yaml")
    assert code == BAD_INPUT
    assert "\x1b" not in err


def test_a_fault_of_the_program_is_one_line_in_each_language(run, monkeypatch):
    import procsimplify.files.loading as loading

    def broken(target, **_):
        raise RuntimeError("inner words")

    monkeypatch.setattr(loading, "load_with_source", broken)
    code, out, err = run("cost", CODE)
    assert (code, out) == (BAD_INPUT, "")
    assert len(err.splitlines()) == 2
    assert "report" in err
    assert "báo lại" in err
    assert "inner words" not in err
    monkeypatch.setenv("PROCSIMPLIFY_DEBUG", "1")
    assert "inner words" in run("cost", CODE)[2]


def test_ctrl_c_is_quiet(run, monkeypatch):
    import procsimplify.files.loading as loading

    def stopped(target, **_):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "load_with_source", stopped)
    assert run("cost", CODE) == (130, "", "")


def test_a_finding_of_check_is_at_its_line_in_sarif(run, written):
    log = json.loads(run("check", written(ILL_FORMED["endless"][0]), "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    result = log["runs"][0]["results"][0]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "flow.no-way-to-end"
    place = result["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] >= 4
    assert place["artifactLocation"]["uri"].endswith("bad.yaml")
    assert json.loads(run("check", CODE, "--format", "sarif")[1])["runs"][0]["results"] == []
    assert run("check", CODE, "--format", "sarif")[0] == FINE
