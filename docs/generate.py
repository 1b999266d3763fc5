"""Write the reference pages that are made from the program itself; `--check` says which are stale.

Run it from the top of the project: ``python docs/generate.py``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import typer

from procsimplify.base import messages
from procsimplify.cli.app import PROGRAM, help_of
from procsimplify.cli.exits import BAD_INPUT, BROKEN_PIPE, FINE, INTERRUPTED, NOT_GOOD
from procsimplify.cli.main import app
from procsimplify.cli.session import Session
from procsimplify.files.keys import key_table, models_of
from procsimplify.model.quantity import COUNT_UNITS, TIME_UNITS
from procsimplify.model.vocabulary import DOCUMENT_TYPES, STEP_KINDS
from procsimplify.rewrite.page import edits_page

REFERENCE = Path(__file__).resolve().parent / "reference"
_PART = re.compile(r"<!-- (keys|words): ([A-Za-z-]+) -->\n.*?<!-- end -->", re.S)
_WORDS = {
    "step-kinds": STEP_KINDS,
    "document-types": DOCUMENT_TYPES,
    "units": (*TIME_UNITS, *sorted(COUNT_UNITS - {""}), "VND"),
}


def fresh(text: str) -> str:
    """Give a page written by hand with the parts between ``<!-- keys: Step -->`` and ``<!-- end -->`` made anew."""
    models = {model.__name__: model for model in models_of()}

    def part(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        made = key_table(models[name]) if kind == "keys" else " · ".join(f"`{word}`" for word in _WORDS[name])
        return f"<!-- {kind}: {name} -->\n{made}\n<!-- end -->"

    return _PART.sub(part, text)


def procedure_file() -> str:
    """Give the page of the procedure file with its tables of keys and words made anew."""
    return fresh((REFERENCE / "procedure-file.md").read_text(encoding="utf-8"))


def command_line() -> str:
    """Write the page of the command line: every command's own help, in English."""
    root = typer.main.get_command(app)
    parts = [
        "# The command line",
        "",
        "Made from the program by `docs/generate.py`. `--lang vi` shows the same in Vietnamese; `--lang`, `-q` and",
        "`-v` belong to every command. Results go to standard output, all else to standard error.",
        "",
        "`PROC` is a file, `-` for standard input, or the code of a shipped procedure",
        "(`procsimplify procedures list`). A file that exists goes before a code.",
        "What leaves the program is UTF-8, whatever the locale.",
    ]
    for title, text in _helps(root, PROGRAM, None):
        parts += ["", f"## {title}", "", "```text", text.rstrip("\n"), "```"]
    return "\n".join(parts) + "\n"


def _helps(command: Any, name: str, parent: Any) -> list[tuple[str, str]]:
    context = command.context_class(command, info_name=name, parent=parent, obj=Session("en"))
    found = [(context.command_path, help_of(command, context, 88))]
    for inner, child in getattr(command, "commands", {}).items():
        found += _helps(child, inner, context)
    return found


def errors() -> str:
    """Write the page of findings: every code with what it says and how to mend it, in both languages."""
    parts = [
        "# Findings",
        "",
        "Made from `procsimplify/*/messages.toml` by `docs/generate.py`. A finding says its place"
        " (`file:line:column: path`),",
        "what is wrong and the mend. `{…}` is filled in. Codes do not change; words may.",
    ]
    package = ""
    for entry in messages.all_codes():
        here = entry.code.partition(".")[0]
        if here != package:
            package = here
            parts += ["", f"## {package}"]
        parts += [
            "",
            f"### {entry.code}",
            "",
            f"*{entry.severity}* · {entry.title.get('en')} · {entry.title.get('vi')}",
            "",
        ]
        for lang in ("en", "vi"):
            parts.append(f"- {entry.message.get(lang)} → {entry.mend.get(lang)}")
    return "\n".join(parts) + "\n"


def exit_codes() -> str:
    """Write the page of exit codes."""
    rows = {
        FINE: "All is well. Finding proposals is fine.",
        NOT_GOOD: (
            "`check`: a file was read but is not well formed (chances, unreachable, deadlock, endless loop, a paper"
            " from nowhere). `rules test`: a case failed. `compare --fail-on-increase`: a group of applicants pays"
            " more, or might: a new cost that nobody knows counts. `plan --target`: not met."
        ),
        BAD_INPUT: (
            "Bad usage, or an input that cannot be read into a procedure, from every command; and, from every command"
            " but `check`, a procedure that is not well formed. Also a target that cannot be written, and a fault of"
            " the program itself."
        ),
        INTERRUPTED: "Stopped by Ctrl-C (128 + SIGINT), as shells count.",
        BROKEN_PIPE: "Whoever read the output closed it (128 + SIGPIPE), as shells count.",
    }
    parts = [
        "# Exit codes",
        "",
        "Made by `docs/generate.py` from the constants in `procsimplify/cli/exits.py`.",
        "",
        "| code | meaning |",
        "|---|---|",
        *(f"| {code} | {meaning} |" for code, meaning in rows.items()),
        "",
        "`check` of several files exits with the highest of their codes. Nothing is half-written: a file is complete or"
        " as it was.",
        "",
        "No traceback is shown: a fault of the program is one line that asks to report it, and `PROCSIMPLIFY_DEBUG=1`"
        " shows the details.",
    ]
    return "\n".join(parts) + "\n"


PAGES = {
    "command-line.md": command_line,
    "edits.md": edits_page,
    "errors.md": errors,
    "exit-codes.md": exit_codes,
    "procedure-file.md": procedure_file,
}


def main() -> int:
    """Write the pages, or with `--check` name those that differ."""
    stale = []
    for name, make in PAGES.items():
        path, text = REFERENCE / name, make()
        if "--check" in sys.argv[1:]:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name} is stale: run python docs/generate.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
