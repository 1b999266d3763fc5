"""The edit change-channel."""

from __future__ import annotations

from typing import ClassVar

from procsimplify.base.messages import phrase
from procsimplify.base.text import Language
from procsimplify.model import Channel, Procedure, names_of
from procsimplify.model.basic import Id
from procsimplify.rewrite.edit import Edit, Phase, refused

__all__ = ["ChangeChannel"]


class ChangeChannel(Edit):
    """Offer a further way to hand in: ``online`` or ``post``.

    The ways that are there stay. Who takes the new one needs no way to the office; how many will is not known, so
    nothing is saved until the drafter gives the share of each channel. Refused where the procedure does not say which
    ways it offers, offers this one already, or has a step of the applicant that is limited to other channels and so
    would be missing.

    Examples
    --------
    >>> from procsimplify.model import from_tree
    >>> permit = from_tree({"code": "1", "title": "Permit", "channels": ["in-person"],
    ...     "steps": [{"id": "apply", "kind": "submit"}, {"id": "decide", "kind": "decide", "who": "authority"}]})
    >>> after = ChangeChannel(add="online").rewrite(permit)
    >>> [channel.id for channel in after.channels]
    ['in-person', 'online']
    >>> ChangeChannel(add="online").rewrite(after)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    procsimplify.base.errors.Refused: channels: “online” is offered already  → ...
    """

    kind: ClassVar[str] = "change-channel"
    phase: ClassVar[Phase] = "who-and-channel"

    add: Id

    def name(self, procedure: Procedure, lang: Language) -> str:
        """Name the change for a reader."""
        try:
            channel = phrase(f"files.channel-{self.add}", lang)
        except KeyError:
            channel = self.add
        return phrase("rewrite.name-change-channel", lang, channel=channel)

    def targets(self) -> tuple[str, ...]:
        """Name the channel."""
        return (f"channel:{self.add}",)

    def rewrite(self, procedure: Procedure) -> Procedure:
        """Give the procedure that offers the channel."""
        known = names_of(procedure.channels)
        if not known:
            raise refused("channels-not-stated", "channels", channel=self.add)
        if self.add in known:
            raise refused("channel-offered", "channels", channel=self.add)
        tied = next((step for step in procedure.steps if step.who == "applicant" and step.channels), None)
        if tied is not None:
            raise refused("step-of-channels", f"steps/{tied.id}", step=tied.id, channel=self.add)
        return procedure.evolve(channels=(*procedure.channels, Channel(id=self.add)))

    @classmethod
    def suggestions(cls, before: Procedure, after: Procedure) -> tuple[Edit, ...]:
        """Suggest each channel that is offered afterwards alone."""
        known = set(names_of(before.channels))
        return tuple(cls(add=name) for name in names_of(after.channels) if known and name not in known)
