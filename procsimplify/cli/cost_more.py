"""What `cost` does besides the ledger: how sure it is, a workbook, a picture; beside the simpler version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, parse_number
from procsimplify.cli.options import share_of
from procsimplify.cli.places import located

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.costing import Cost
    from procsimplify.files.yaml import Read
    from procsimplify.model import Procedure

__all__ = ["More", "more_of"]

DRAWS, SEED = 10_000, 0


@dataclass(frozen=True)
class More:
    """What is asked for besides the ledger.

    Parameters
    ----------
    after : str
        The version after: a file or a code; empty for that of the best plan.
    """

    uncertainty: bool
    draws: int
    seed: int
    target: Fraction | None
    workbook: str
    waterfall: str
    after: str
    form: bool
    ranges: Mapping[str, tuple[Fraction, Fraction]]

    @property
    def asked(self) -> bool:
        """Whether anything is."""
        return self.uncertainty or self.form or bool(self.workbook) or bool(self.waterfall)

    def files(self, session: Session, read: Read, before: Cost, after: Cost) -> None:
        """Write the workbook and the picture."""
        from procsimplify.base.atomic import write_bytes, write_text
        from procsimplify.reporting.words import names_of

        names = names_of(read.procedure, session.lang)
        if self.workbook:
            from procsimplify.costing.form import form_of
            from procsimplify.reporting.workbook import workbook

            changed = after if after.source is not before.source else None
            then = changed.to_json() if changed is not None else None
            form = form_of(before)
            forms = (form, form_of(changed) if changed is not None else None) if form is not None else None
            write_bytes(self.workbook, workbook(before.to_json(), names, then, forms))
        if self.waterfall:
            from procsimplify.reporting.waterfall import png, waterfall

            result = before.to_json()
            picture = waterfall(result, result, after.to_json(), names)
            if self.waterfall.lower().endswith(".png"):
                write_bytes(self.waterfall, png(picture))
            else:
                write_text(self.waterfall, picture)

    def simulated(self, session: Session, read: Read, before: Cost, after: Cost, json: bool) -> None:
        """Show how sure the cost and the saving are."""
        from procsimplify.costing.sensitivity import sensitivity
        from procsimplify.costing.uncertainty import simulate
        from procsimplify.reporting.text_uncertainty import uncertainty_text
        from procsimplify.reporting.words import names_of

        changed = after.source if after.source is not before.source else None
        with located(read):
            found = simulate(
                before.source, changed, before.method, before.as_of, self.draws, self.seed, target=self.target,
                parameters=self.ranges,
            )  # fmt: skip
        whole = found.to_json() | {"sensitivity": [one.to_json() for one in sensitivity(found)]}
        if json:
            session.json(whole)
        else:
            session.show(uncertainty_text(whole, names_of(read.procedure, session.lang), verbose=session.verbose))

    def filled(self, session: Session, read: Read, before: Cost, after: Cost, json: bool) -> None:
        """Show the form of the method, filled before and after."""
        from procsimplify.reporting.words import names_of

        changed = after if after.source is not before.source else None
        if json:
            from procsimplify.costing.filled import filled_json

            session.json(filled_json(before, changed))
            return
        from procsimplify.reporting.text_form import form_text

        session.show(form_text(before, changed, names_of(read.procedure, session.lang)))

    def version_after(self, session: Session, read: Read, before: Cost) -> Cost:
        """Price the version after, by the method and on the day of the one before."""
        from procsimplify.costing import cost
        from procsimplify.costing.waivers import without_new_waivers
        from procsimplify.files.loading import load_with_source
        from procsimplify.flow import require_well_formed

        if not self.after:
            return self._planned(session, read.procedure, before)
        other = load_with_source(self.after)
        with located(other):
            require_well_formed(other.procedure)
            # A temporary waiver is no saving.
            return cost(without_new_waivers(other.procedure, before.source), before.method, before.as_of)

    def _planned(self, session: Session, procedure: Procedure, before: Cost) -> Cost:
        from procsimplify.planning import plan

        with session.progress(phrase("cli.planning", session.lang)) as progress:
            found = plan(procedure, method=before.method, as_of=before.as_of, progress=progress)
        return found.after if found.proposals else before


def more_of(
    uncertainty: bool, draws: str, seed: str, target: str, workbook: str = "", waterfall: str = "", after: str = "",
    form: bool = False, ranges: Sequence[str] = (),
) -> More:  # fmt: skip
    """Read the options.

    Raises
    ------
    UsageError
        For a number that is none, and for an option that means nothing without another.
    """
    share = share_of("--target", target)
    for name, given in (("--draws", draws), ("--seed", seed), ("--target", target), ("--range", "".join(ranges))):
        if given and not uncertainty:
            raise UsageError(error("cli.only-with", Place(), name=name, other="--uncertainty"))
    found = More(
        uncertainty, _whole("--draws", draws, DRAWS), _whole("--seed", seed, SEED), share, workbook, waterfall, after,
        form, dict(_range(text) for text in ranges),
    )  # fmt: skip
    if after and not found.asked:
        raise UsageError(
            error("cli.only-with", Place(), name="--after", other="--form, --uncertainty, --workbook, --waterfall")
        )
    return found


def _range(text: str) -> tuple[str, tuple[Fraction, Fraction]]:
    """Read ``ID=LOW..HIGH``, the range of a parameter of the method."""
    name, is_given, ends = text.partition("=")
    low, both, high = ends.partition("..")
    try:
        found = (parse_number(low), parse_number(high)) if is_given and both else None
    except (AmbiguousNumber, BadNumber):
        found = None
    if found is None or found[0] >= found[1]:
        raise UsageError(error("cli.not-a-range", Place(), name="--range", given=text[:80]))
    return name, found


def _whole(name: str, text: str, default: int) -> int:
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise UsageError(error("cli.not-a-whole-number", Place(), name=name, given=text[:60]))
    return int(text)
