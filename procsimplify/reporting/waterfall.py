"""A picture of a saving: a waterfall from before to after, by element of cost and by party, as static SVG.

It needs no script, no font of its own and nothing from elsewhere. Its text can be selected; its description says all
that the bars show, for those who do not see them; a sign before each amount says what colour says.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, cast

from procsimplify.base.extras import extra_module
from procsimplify.base.text import Language
from procsimplify.reporting.measures import element, is_open
from procsimplify.reporting.numbers import count, money, signed_money
from procsimplify.reporting.words import Names, party, said

__all__ = ["png", "waterfall"]

Json = Mapping[str, Any]

WIDTH, LABEL, VALUE, MARGIN = 860, 270, 170, 20
ROW, BAR, HEAD = 36, 20, 34
LETTERS = 30
"""Letters of a label that fit in a line."""
_STYLE = (
    "text{font-family:'Noto Sans','DejaVu Sans','Segoe UI',Arial,sans-serif;font-size:14px;fill:#1b1f24}"
    ".t{font-size:17px;font-weight:bold}.h{font-size:15px;font-weight:bold}.q{fill:#4a5560}.v{text-anchor:end}"
    ".b{font-weight:bold}.total{fill:#34495e}.less{fill:#1d7f4e}.more{fill:#b3261e}"
    ".c{stroke:#8a949e;stroke-width:1;stroke-dasharray:3 3}"
)


@dataclass(frozen=True)
class _Bar:
    """One row: a total from 0, or a change from one height to another."""

    label: str
    start: Decimal
    end: Decimal
    value: str
    kind: str


def waterfall(result: Json, before: Json, after: Json, names: Names) -> str:
    """Draw the waterfall from before to after.

    Parameters
    ----------
    result : mapping
        Has ``currency`` and ``volume``: the JSON of `analyse` or `cost`.
    before, after : mapping
        ``before`` objects of the contract.
    names : Names
        The titles of the procedure in the language of the picture.

    Returns
    -------
    str
        SVG, the same for the same input.
    """
    return _Picture(result, before, after, names).svg()


def png(svg: str, scale: float = 2.0) -> bytes:
    """Turn a picture into PNG.

    Raises
    ------
    UsageError
        Where the library is not installed; the extra ``pictures`` brings it.
    """
    convert = extra_module("vl_convert", "pictures")
    return cast("bytes", convert.svg_to_png(svg, scale=scale))


class _Picture:
    def __init__(self, result: Json, before: Json, after: Json, names: Names) -> None:
        self.result, self.before, self.after, self.names = result, before, after, names
        self.lang: Language = names.lang
        self.currency: str = result["currency"]

    def svg(self) -> str:
        """Write the whole."""
        title = said("waterfall-title", self.lang, subject=f"{self.names.code} {self.names.title}".strip())
        panels = [(said(f"waterfall-{kind}", self.lang), self._bars(kind)) for kind in ("element", "party")]
        body: list[str] = []
        top = MARGIN
        for line in textwrap.wrap(title, 78)[:3]:
            top += 22
            body.append(_text(MARGIN, top, line, "t"))
        top += 22
        body.append(_text(MARGIN, top, self._basis(), "q"))
        for head, bars in panels:
            top += HEAD
            body.append(_text(MARGIN, top, head, "h"))
            top += 10
            body += self._panel(bars, top)
            top += ROW * len(bars)
        told = ". ".join(
            f"{head}: " + "; ".join(f"{bar.label} {bar.value}" for bar in bars) for head, bars in panels
        )  # fmt: skip
        height = top + MARGIN
        return "\n".join(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" lang="{self.lang}" role="img" aria-labelledby="name told" '
                f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">',
                f'<title id="name">{_safe(title)}</title>',
                f'<desc id="told">{_safe(f"{self._basis()}. {told}.")}</desc>',
                f"<style>{_STYLE}</style>",
                f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
                *body,
                "</svg>\n",
            )
        )

    def _basis(self) -> str:
        """Say what the amounts are of: one case, or a year; for whom."""
        volume = self.result.get("volume")
        of = said("waterfall-of-case", self.lang)
        if volume is not None:
            cases = count(str(volume), "reporting.cases", self.lang)
            of = said("waterfall-of-year", self.lang, cases=cases)
        parts = (f"{self.currency}, {of}", self.names.variant(self.before.get("total_of")))
        return ", ".join(part for part in parts if part)

    def _bars(self, kind: str) -> list[_Bar]:
        first, then = (self._amounts(side, kind) for side in (self.before, self.after))
        start, end = sum(first.values(), Decimal(0)), sum(then.values(), Decimal(0))
        bars = [self._total("before", start, is_open(self.before))]
        height = start
        for key in dict.fromkeys((*first, *then)):
            change = then.get(key, Decimal(0)) - first.get(key, Decimal(0))
            if change:
                label = self._name(kind, key)
                value = signed_money(change, self.currency, self.lang).replace("-", "−", 1)
                bars.append(_Bar(label, height, height + change, value, "more" if change > 0 else "less"))
                height += change
        if len(bars) == 1:
            bars.append(_Bar(said("waterfall-none", self.lang), height, height, "", "less"))
        return [*bars, self._total("after", end, is_open(self.after))]

    def _total(self, which: str, amount: Decimal, open_: bool) -> _Bar:
        value = money(amount, self.currency, self.lang)
        value = said("waterfall-at-least", self.lang, amount=value) if open_ else value
        return _Bar(said(f"waterfall-{which}", self.lang), Decimal(0), amount, value, "total")

    def _amounts(self, side: Json, kind: str) -> dict[str, Decimal]:
        """Give the parts of a side that make its total: by element of those who comply, or of every party."""
        found = {key: Decimal(amount) for key, amount in side[f"by_{kind}"].items()}
        if kind == "party":
            found |= {key: Decimal(side[key.replace("-", "_")]["total"]) for key in ("authority", "third-party")}
        return found

    def _name(self, kind: str, key: str) -> str:
        return party(key, self.names) if kind == "party" else element(key, self.names)

    def _panel(self, bars: list[_Bar], top: int) -> Iterator[str]:
        left, right = MARGIN + LABEL, WIDTH - MARGIN - VALUE
        most = max(max(bar.start, bar.end) for bar in bars) or Decimal(1)

        def x(amount: Decimal) -> float:
            return left + float(amount / most) * (right - left)

        for place, bar in enumerate(bars):
            y = top + place * ROW
            low, high = sorted((x(bar.start), x(bar.end)))
            strong = " b" if bar.kind == "total" else ""
            lines = textwrap.wrap(bar.label, LETTERS) or [""]
            shown = lines if len(lines) < 3 else [lines[0], lines[1][: LETTERS - 1] + "…"]
            yield f"<g><title>{_safe(f'{bar.label}: {bar.value}')}</title>"
            for number, line in enumerate(shown):
                yield _text(MARGIN, y + 23 - 8 * (len(shown) - 1) + 16 * number, line, f"l{strong}")
            wide = max(high - low, 1.5) if bar.value else 0.0
            yield (
                f'<rect class="{bar.kind}" x="{low:.1f}" y="{y + (ROW - BAR) // 2}" width="{wide:.1f}" height="{BAR}"/>'
            )
            yield _text(WIDTH - MARGIN, y + 23, bar.value, f"v{strong}")
            yield "</g>"
            if place + 1 < len(bars):
                edge, start = x(bar.end), y + (ROW + BAR) // 2
                yield f'<line class="c" x1="{edge:.1f}" y1="{start}" x2="{edge:.1f}" y2="{start + ROW - BAR}"/>'


def _text(x: int, y: int, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(text, quote=True)
