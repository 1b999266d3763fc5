"""A new rule: a folder that loads, with cases that run, ready to be changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from procsimplify.base.atomic import write_text
from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error

__all__ = ["new_rule"]

_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_RULE: Final = """\
# {slug}: name the bad pattern, not the remedy. The language: docs/reference/rule-language.md; what a rule may
# ask about: docs/reference/rule-facts.md; the guards that every rule about papers uses: general-guards.
id: {slug}
version: 1
status: preview
# proposal: text, guards and the act on file agree. question: it asks. page: the publication is wrong.
class: proposal
kind: needs-legal-change
title: {{vi: Nhiều bản của một giấy tờ, en: Several copies of one paper}}
why: {{vi: "{{document}} phải nộp {{copies}} bản.", en: "{{copies}} copies of {{document}} are asked for."}}
mend: {{vi: Chỉ nhận một bản., en: Take one copy.}}
legal:
  protects: {{vi: Không bảo vệ lợi ích của ai., en: No one's interest.}}
  risk: {{vi: Nơi phối hợp phải tự sao., en: A partner has to make its own copy.}}
  amend: {{vi: Điều khoản về thành phần hồ sơ., en: The article that lists the dossier.}}
# known: page (read on a page), repo (in the project), memory (known in the field, not seen: never printed as law)
sources:
- {{known: memory, what: {{vi: Kinh nghiệm rà soát, en: Experience with reviews}}}}
match:
- document: {{id: $document, copies: {{above: 1, is: $copies}}}}
unless:
- use: general-guards
  with: {{document: $document}}
propose:
- {{edit: reduce-copies, document: $document, copies: 1}}
targets: ["document:$document"]
"""

_CASES: Final = """\
# Each case says what must be found (matches) or, where it is [], which guard must be the reason (blocked-by).
procedure:
  dossier:
  - {id: request, type: application-form, accepts: original, role: request}
  - {id: plan, type: plan, accepts: original, copies: 3}
  steps:
  - {id: submit, kind: submit, gives: dossier}
  - {id: decide, kind: decide, who: authority, takes: dossier}
cases:
- id: three copies
  matches:
  - bind: {document: plan, copies: "3"}
    edits: [{edit: reduce-copies, document: plan, copies: "1"}]
- id: one copy
  set: {dossier/plan/copies: "1"}
  matches: []
  blocked-by: no-match
- id: the text says that it is not needed
  set: {dossier/plan/negated: "true"}
  matches: []
  blocked-by: general-guards/negated
"""


def new_rule(slug: str, folder: Path) -> Path:
    """Write a new rule and its cases.

    Parameters
    ----------
    slug : str
        The rule's id: what is bad, in small letters, digits and hyphens.
    folder : Path
        Where its own folder is made: a pack, or any folder.

    Returns
    -------
    Path
        The rule's folder; `procsimplify.rules.packs.load_packs` reads it as it is.

    Raises
    ------
    UsageError
        If the slug is no id, if the folder is already there, or if it cannot be written.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 80:
        raise UsageError(error("rules.bad-rule-name", Place(), rule=slug[:80]))
    target = folder / slug
    if target.exists():
        raise UsageError(error("rules.folder-taken", Place(), path=target))
    try:
        target.mkdir(parents=True)
    except OSError:
        raise UsageError(error("rules.cannot-write", Place(str(target)))) from None
    write_text(target / "rule.yaml", _RULE.format(slug=slug))
    write_text(target / "cases.yaml", _CASES)
    return target
