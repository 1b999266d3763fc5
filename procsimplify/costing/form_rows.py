"""The rows of a method's form, as its file writes them: which lines of a procedure each row gathers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from procsimplify.model import Model
from procsimplify.model.basic import Id, Label, YesNo
from procsimplify.model.vocabulary import StepKind

__all__ = ["FormRow", "FormRows"]


class FormRow(Model):
    """One row; a line goes to the first row that takes it.

    Parameters
    ----------
    elements : tuple of str
        It takes lines of these elements, whatever they stand at.
    papers : bool
        It takes the lines of demanded papers, each on a line of its own.
    steps : tuple of str
        It takes the lines of steps of these kinds.
    rest : bool
        It takes what no row takes.
    """

    id: Id
    number: str
    title: Label
    elements: tuple[str, ...] = ()
    papers: YesNo = False
    steps: tuple[StepKind, ...] = ()
    rest: YesNo = False


class FormRows(Model):
    """The rows in the order in which the form shows them, and how that is known."""

    title: Label
    source: Label
    rows: Annotated[tuple[FormRow, ...], Field(min_length=1, max_length=50)]
