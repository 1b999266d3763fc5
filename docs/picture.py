"""Draw the README's picture from what `procsimplify analyse 1.012885` really prints: docs/pictures/analyse.svg.

Run it from the top of the project: ``python docs/picture.py``. The picture names no other host: letters are drawn in
whatever fixed-width font the reader has.
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import procsimplify as ps
from procsimplify.reporting.text_analysis import analysis_text
from procsimplify.reporting.words import names_of

CODE = "1.012885"
WIDTH = 88
LINES = 36
"""Lines that are shown; what follows is left to the reader's own terminal."""
TARGET = Path(__file__).resolve().parent / "pictures" / "analyse.svg"

THEME = TerminalTheme(
    (250, 250, 247),
    (33, 37, 41),
    [
        (33, 37, 41),
        (176, 32, 32),
        (22, 112, 62),
        (140, 90, 0),
        (30, 80, 160),
        (110, 50, 130),
        (0, 110, 120),
        (90, 90, 90),
    ],
    [
        (95, 100, 105),
        (176, 32, 32),
        (22, 112, 62),
        (140, 90, 0),
        (30, 80, 160),
        (110, 50, 130),
        (0, 110, 120),
        (33, 37, 41),
    ],
)

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img"
 aria-label="procsimplify analyse 1.012885">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
 font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> str:
    """Give the picture as SVG; the same each time."""
    procedure = ps.load(CODE)
    console = Console(
        file=io.StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="truecolor", markup=False,
        emoji=False, highlight=False,
    )  # fmt: skip
    shown = analysis_text(ps.analyse(procedure).to_json(), names_of(procedure, "en"))
    lines = console.render_lines(shown, pad=False)
    console.print(Text(f"$ procsimplify analyse {CODE}", style="bold blue"))
    for line in lines[:LINES]:
        console.print(Segments([*line, Segment.line()]), end="")
    console.print(Text("…", style="bright_black"))
    svg = console.export_svg(title="procsimplify", theme=THEME, code_format=FORMAT, unique_id="procsimplify")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(picture(), encoding="utf-8")
