"""Other procedures of a catalogue that are nearly the same one."""

from typing import Annotated, Literal

from pydantic import Field

from procsimplify.model.basic import Code, Label, Model, Whole, YesNo

__all__ = ["Twin", "TwinLink"]

TwinLink = Literal["level", "object", "renewal", "threshold"]


class Twin(Model):
    """Procedures that ask for the same papers as this one, and in what they differ from it.

    ``link``: ``level`` of authority, ``object``, ``renewal`` (this one renews what the
    other issues), ``threshold`` (a quantity divides them). ``documents`` are those of this procedure, ``shared``
    those of them that the others ask for too. ``conditions``: the other states some. ``decays``: a paper of this one
    is good for a time only, as a health certificate is. ``differs`` are the words of the names that are not the same.
    """

    codes: Annotated[tuple[Code, ...], Field(min_length=1, max_length=200)]
    link: TwinLink
    documents: Whole = 0
    shared: Whole = 0
    same_limit: YesNo = False
    conditions: YesNo = False
    decays: YesNo = False
    differs: Label | None = None
