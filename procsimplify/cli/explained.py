"""`--explain`: one line, or any total, opened down to its numbers; as text or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procsimplify.cli.options import line_of

if TYPE_CHECKING:
    from procsimplify.cli.session import Session
    from procsimplify.costing import Cost, MeasureCost

__all__ = ["explained"]


def explained(session: Session, found: Cost | MeasureCost, asked: str, json: bool, **named: str) -> None:
    """Show what is asked for: a line by its number, or a total by its name.

    Parameters
    ----------
    asked : str
        ``6``, or ``total``, a step, an element, a party, a paper, a receiver.
    named : str
        What the JSON says besides: which procedure or measure it is of.
    """
    from procsimplify.costing import explain_line, line_json
    from procsimplify.costing.explain_total import explain_total, total_json

    number = line_of("--explain", asked)
    if json:
        session.json((line_json(found, number) if number is not None else total_json(found, asked)) | named)
    elif number is not None:
        session.lines(explain_line(found, number, session.lang))
    else:
        session.lines(explain_total(found, asked, session.lang))
