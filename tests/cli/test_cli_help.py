"""Help in both languages, and that every command and option has its words."""

import pytest
import typer

from procsimplify.cli.exits import BAD_INPUT, FINE
from procsimplify.cli.main import app


def commands(command=None, path=()):
    command = command if command is not None else typer.main.get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


ALL = [path for path, _ in commands()]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_explains_itself_in_both_languages(run, path):
    code, english, err = run(*path, "--help")
    assert (code, err) == (FINE, "")
    assert english.startswith("Usage: procsimplify")
    assert "Examples:" in english
    assert max(len(line) for line in english.splitlines()) <= 80
    code, vietnamese, _ = run(*path, "--help", "--lang", "vi")
    assert code == FINE
    assert vietnamese.startswith("Cách dùng: procsimplify")
    for word in ("Usage", "Options", "Commands", "Arguments", "Examples", "default:"):
        assert word not in vietnamese


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_takes_the_common_options(path):
    command = dict(commands())[path]
    names = {name for param in command.params for name in param.opts}
    assert {"--lang", "-q", "-v"} <= names


def test_the_language_is_that_of_the_locale_unless_asked_otherwise(run, monkeypatch):
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert run("--help")[1].startswith("Cách dùng")
    assert run("--help", "--lang=en")[1].startswith("Usage")


def test_without_a_command_the_help_is_shown_and_it_is_bad_usage(run):
    code, out, err = run()
    assert (code, out) == (BAD_INPUT, "")
    assert err.startswith("Usage: procsimplify")


def test_version(run):
    from procsimplify import __version__

    assert run("--version") == (FINE, f"procsimplify {__version__}\n", "")


def test_examples_are_commands_that_exist():
    known = {" ".join(path) for path in ALL}
    for _, command in commands():
        for line in (command.epilog or "").splitlines():
            words = line.split()
            assert not words or words[0] in known or " ".join(words[:2]) in known
