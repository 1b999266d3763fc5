"""Every command that writes SARIF writes what the standard (2.1.0) allows: a strict subset of its schema.

What the subset leaves out of the standard is never written; all that it has is as the standard demands.
"""

import json
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from procsimplify.cli.exits import FINE, NOT_GOOD

CODE = "1.012885"


def closed(required, optional=()):
    """Give the schema of an object that has these keys and no other."""
    properties = dict(required) | dict(optional)
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(item):
    return {"type": "array", "items": item, "uniqueItems": True}


WORDS = {"type": "string", "minLength": 1}
PLACE_IN_LIST = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = closed({"text": WORDS})
LOCATION = closed(
    {},
    {
        "physicalLocation": closed(
            {"artifactLocation": closed({"uri": {"type": "string", "pattern": r"^[!#-;=?-Z_a-z~%\[\]]+$"}})},
            {"region": closed({"startLine": FROM_ONE}, {"startColumn": FROM_ONE})},
        ),
        "logicalLocations": listed(closed({"fullyQualifiedName": WORDS})),
    },
)
DESCRIPTOR = closed(
    {
        "id": WORDS,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": closed({"level": LEVEL}),
    }
)
RESULT = closed(
    {
        "ruleId": WORDS,
        "ruleIndex": PLACE_IN_LIST,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "minProperties": 1, "additionalProperties": WORDS},
    }
)
NOTIFICATION = closed(
    {
        "descriptor": closed({"id": WORDS, "index": PLACE_IN_LIST}),
        "level": LEVEL,
        "message": MESSAGE,
        "locations": listed(LOCATION),
    }
)
RUN = closed(
    {
        "tool": closed(
            {
                "driver": closed(
                    {"name": WORDS, "version": WORDS, "rules": listed(DESCRIPTOR), "notifications": listed(DESCRIPTOR)}
                )
            }
        ),
        "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": listed(
            closed({"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": listed(NOTIFICATION)})
        ),
        "results": {"type": "array", "items": RESULT},
    }
)
LOG = closed({"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": listed(RUN)})

PAGE = {
    "ma_thu_tuc": "9.000001",
    "ten_thu_tuc": "Cấp thẻ",
    "trinh_tu_thuc_hien": "Ủy ban nhân dân cấp huyện cấp thẻ \u2028 <b>“và”</b> \U0001f600 \x07.",
    "cach_thuc_thuc_hien": "Trực tiếp5Miễn phí(50.000 đồng/lần)",
}


def read(text):
    """Give the one run of a log that the standard allows."""
    log = json.loads(text)
    Draft202012Validator.check_schema(LOG)
    faults = [
        f"{list(one.absolute_path)}: {one.message}"
        for one in Draft202012Validator(LOG, format_checker=FormatChecker()).iter_errors(log)
    ]
    assert faults == []
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    for invocation in run["invocations"]:
        for told in invocation["toolExecutionNotifications"]:
            assert driver["notifications"][told["descriptor"]["index"]]["id"] == told["descriptor"]["id"]
    assert "{" not in json.dumps([one["help"] for one in driver["rules"]]).replace('{"text"', "")
    return run


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "hồ sơ #1 100%?"
    folder.mkdir()
    (folder / "một.jsonl").write_text("\n" + json.dumps(PAGE, ensure_ascii=False) + "\n{broken\n", "utf-8")
    (folder / "nhiều.json").write_text(
        json.dumps([PAGE | {"ma_thu_tuc": "9.000002", "ten_thu_tuc": "Đổi thẻ"}], indent=1), "utf-8"
    )
    return folder


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_lint(run, pages, lang):
    code, out, _ = run("lint", pages, "--format", "sarif", "--lang", lang)
    told = read(out)
    assert code == NOT_GOOD
    assert len({one["ruleId"] for one in told["results"]}) == 3
    for one in told["tool"]["driver"]["rules"]:
        vi, en = one["help"]["text"].split("\n")[:: 1 if lang == "vi" else -1]
        assert vi != en
        assert one["help"]["text"].startswith(one["shortDescription"]["text"])
    places = [one["locations"][0]["physicalLocation"] for one in told["results"]]
    uris = {urlsplit(place["artifactLocation"]["uri"]) for place in places}
    assert {(uri.scheme, unquote(uri.path)) for uri in uris} == {
        ("file", (pages / name).as_posix()) for name in ("một.jsonl", "nhiều.json")
    }
    assert all((uri.query, uri.fragment) == ("", "") for uri in uris)
    assert {place["region"]["startLine"] for place in places} == {2}
    (invocation,) = told["invocations"]
    unread = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert [one["descriptor"]["id"] for one in unread] == [
        "files.portal-html", "files.portal-bad-line", "files.portal-html",
    ]  # fmt: skip
    assert unread[1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_a_relative_path_stays_relative(run, pages, monkeypatch):
    monkeypatch.chdir(pages)
    told = read(run("lint", "một.jsonl", "--format", "sarif")[1])
    uri = told["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "một.jsonl"
    assert uri.isascii()


def test_check_of_good_and_bad_files(run, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("code: 9.000001\ncode: 9.000002\n", "utf-8")
    assert len(read(run("check", CODE, bad, tmp_path / "none.yaml", "--format", "sarif")[1])["results"]) == 2
    code, out, _ = run("check", CODE, "--format", "sarif", "--lang", "vi")
    told = read(out)
    assert (code, told["results"], told["invocations"][0]["executionSuccessful"]) == (FINE, [], True)


def test_compare(run, tmp_path):
    simpler = tmp_path / "simpler.yaml"
    assert run("apply", CODE, "--plan", "-o", simpler)[0] == FINE
    told = read(run("compare", simpler, CODE, "--format", "sarif")[1])
    assert {one["ruleId"] for one in told["results"]} == {"review.pays-more"}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda run: run["results"][0].pop("message"), "results"),
        (lambda run: run["results"][0].update(level="grave"), "level"),
        (
            lambda run: run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="a b"),
            "uri",
        ),
        (lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0), "startLine"),
        (lambda run: run.update(extra=1), "runs"),
    ],
)
def test_the_subset_finds_what_the_standard_forbids(run, pages, change, path):
    log = json.loads(run("lint", pages, "--format", "sarif")[1])
    change(log["runs"][0])
    (fault, *_) = Draft202012Validator(LOG).iter_errors(log)
    assert path in fault.absolute_path
