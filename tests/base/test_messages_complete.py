"""Every message of every package is complete: both languages, the same placeholders, a known severity."""

import string
from importlib import resources

import pytest

from procsimplify.base import messages

PACKAGES = sorted(
    folder.name
    for folder in resources.files("procsimplify").iterdir()
    if folder.is_dir() and (folder / "messages.toml").is_file()
)


def placeholders(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def check_words(where, words):
    assert set(words) == {"vi", "en"}, f"{where}: needs vi and en"
    for lang, template in words.items():
        assert isinstance(template, str), f"{where}.{lang}: is no text"
        assert template.strip() == template != "", f"{where}.{lang}: is empty or has spaces around it"
        assert all(name.isidentifier() for name in placeholders(template)), f"{where}.{lang}: a placeholder has no name"
    assert placeholders(words["vi"]) == placeholders(words["en"]), f"{where}: different placeholders"


def test_the_packages_are_found():
    assert "base" in PACKAGES


@pytest.mark.parametrize("package", PACKAGES)
def test_messages_are_complete(package):
    for slug, entry in messages.table(package).items():
        if slug == "phrases":
            for key, words in entry.items():
                check_words(f"{package}.{key}", words)
            continue
        assert set(entry) == {"severity", "title", "message", "mend"}, f"{package}.{slug}: other fields"
        assert entry["severity"] in {"error", "warning", "note"}, f"{package}.{slug}: severity"
        for part in ("title", "message", "mend"):
            check_words(f"{package}.{slug}.{part}", entry[part])
        assert not placeholders(entry["title"]["en"]), f"{package}.{slug}: a title names a kind, not one instance"


def test_all_codes_lists_each_entry_of_each_package_once():
    codes = [entry.code for entry in messages.all_codes()]
    expected = {f"{package}.{slug}" for package in PACKAGES for slug in messages.table(package) if slug != "phrases"}
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes))
    assert set(codes) == expected
