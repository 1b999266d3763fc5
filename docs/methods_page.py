"""Write `docs/reference/methods.md` from the data of the methods: ``python docs/methods_page.py``."""

from __future__ import annotations

from pathlib import Path

from procsimplify.costing.conventions import POINTS, Points, Shown
from procsimplify.costing.ledger import number_text
from procsimplify.costing.method import Method, method, method_ids, page
from procsimplify.costing.parameters import Parameter, parameter, parameter_ids
from procsimplify.costing.parameters_tables import parameter_table, parameter_table_ids
from procsimplify.costing.standard import table, table_ids

PAGE = Path(__file__).resolve().parent / "reference" / "methods.md"


def make() -> str:
    """Make the page."""
    parts = [
        "# Methods",
        "",
        "Made from `procsimplify/costing/data` by `docs/methods_page.py`. A method is one folder there: `method.yaml`",
        "says which elements and parties count, how a figure is rounded and shown and how years are put together;",
        "`page.md` explains it. `procsimplify cost PROC --method ID` prices a procedure, `price_measure` a measure.",
        "A convention is named after a slash: `--method us-pra/whole-hours`. How a form is filled:",
        "[Fill the cost form](../how-to/fill-the-cost-form.md). How to add a method:",
        "[Add a method](../how-to/add-a-method.md).",
        "",
        "| id | | currency | parties | years |",
        "|---|---|---|---|---|",
        *(_line(method(name)) for name in method_ids()),
    ]
    for name in method_ids():
        parts += ["", *_one(method(name))]
    parts += ["", "## Parameters", "", "| id | unit | from | value | known as | source |", "|---|---|---|---|---|---|"]
    for name in parameter_ids():
        parts += _values(parameter(name))
    parts += ["", "## Tables of parameters", ""]
    for name in parameter_table_ids():
        found = parameter_table(name)
        rows, days = ", ".join(f"`{row}`" for row, _ in found.rows), found.days()
        columns = ", ".join(f"`{column}`" for column in found.columns)
        parts += [f"- `{name}` ({found.unit}; {days}): rows {rows}; columns {columns}. "
                  f"{found.editions[-1].source.get('en')}"]  # fmt: skip
    parts += ["", "## Tables of standard values", "", "`effort: {standard: NAME}` takes a row.", ""]
    for name in table_ids():
        found = table(name)
        parts += [f"### {name}, edition {found.edition}", "", f"{found.source.get('en')}.", ""]
        parts += ["| name | | value | known as |", "|---|---|---|---|"]
        for row in found.rows:
            fare = f", {row.fare.text()}" if row.fare is not None else ""
            value = f"{number_text(row.value)} {row.unit}{fare}"
            known = row.provenance if row.source == found.source else f"{row.provenance}: {row.source.get('en')}"
            parts += [f"| `{row.id}` | {row.title.get('en')} | {value} | {known} |"]
        parts += [""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _line(found: Method) -> str:
    groups = ", ".join(group.title.get("en").lower() for group in found.groups)
    horizon = found.horizon
    years = "annual and one-off apart" if horizon is None else f"{horizon.result}, {horizon.timing} of period"
    if horizon is not None and horizon.rate is None:
        years = "average without discounting"
    currency = "any" if found.any_currency else found.currency
    return f"| `{found.id}` | {found.title.get('en')} | {currency} | {groups} | {years} |"


def _one(found: Method) -> list[str]:
    body = page(found.id).split("\n", 1)
    parts = [
        f"## {found.id}",
        "",
        f"*{body[0].removeprefix('# ')}* · {found.title.get('vi')}",
        body[1].rstrip("\n"),
        "",
    ]
    parts += [f"- **Elements**: {', '.join(found.elements)}."]
    for group in found.groups:
        told = [f"time in {group.time}"]
        told += ["business as usual is taken off"] if group.business_as_usual else []
        told += [] if group.counted else ["in a table of its own"]
        parts += [f"- **{group.title.get('en')}** ({', '.join(group.parties)}): {'; '.join(told)}."]
    parts += [f"- **Rounded and carried forward**: {_points(found.points)}. **Shown**: {_shown(found.shown)}."]
    for item in found.conventions:
        points, shown = found.convention(item.id)
        parts += [f"- **`{item.id}`** {item.title.get('en')}: {_points(points)}; shown {_shown(shown)}."]
    for label, texts in (("Notes", found.notes), ("Leaves out", found.leaves_out), ("Sources", found.sources)):
        parts += [f"- **{label}**: " + "; ".join(text.get("en").rstrip(".") for text in texts) + "."]
    return parts


def _points(points: Points) -> str:
    names = [(name, getattr(points, name.replace("-", "_"))) for name in POINTS]
    return ", ".join(f"{name} to {rule.to} {rule.mode}" for name, rule in names if rule is not None) or "nothing"


def _shown(shown: Shown) -> str:
    unit = "" if shown.unit == 1 else f" in units of {shown.unit}"
    rows = "rows add rounded parts" if shown.rows == "sum-of-components" else "rows rounded from the exact sum"
    totals = "totals add rows" if shown.totals == "sum-of-rows" else "totals rounded from the exact sum"
    return f"to {shown.amount.to} {shown.amount.mode}{unit}, {rows}, {totals}"


def _values(found: Parameter) -> list[str]:
    return [
        f"| `{found.id}` | {found.unit or '–'} | {value.date}{f' to {value.until}' if value.until else ''} |"
        f" {number_text(value.value)} | {value.provenance} | {value.source.get('en')} |"
        for value in found.values
    ]


if __name__ == "__main__":
    PAGE.write_text(make(), encoding="utf-8")
