"""Fit the weights of ``document_doubts.json`` to the rows labelled by hand, and print what they are worth on others.

A logistic regression with an L2 penalty (scikit-learn: ``pip install -e '.[fitting]'``); an L1 penalty left 600 weights
instead of ten thousand, at a cost of one point of recall. What is printed are figures of rows that the weights were
not fitted to: each row is judged by weights fitted without its record (ten parts), and then by weights fitted without
its ministry. The least probability is the lowest at which the first reach the precision aimed at.

Rows of draw 10 are left out: they are there to measure the result (``bench_document_types.py``).

    python benchmarks/fit_document_doubts.py            # print the figures
    python benchmarks/fit_document_doubts.py --write    # and write the weights
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from bench_document_types import HELD_BACK, Labelled, figures_of, labelled_rows
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from procsimplify.files.portal.document_doubts import signs
from procsimplify.files.portal.words import plain, same_spelling

WEIGHTS = Path(__file__).resolve().parents[1] / "procsimplify" / "files" / "portal" / "document_doubts.json"
AIM = 0.9725
"""Precision at which the least probability is set: above the 0.97 aimed at, since new rows are harder."""
RARE = 2
"""A sign of fewer rows is left out."""
SLIGHT = 0.03
"""A smaller weight is left out: more than half are, at no loss in precision."""
PENALTY = 0.3
"""The inverse of the strength of the penalty."""


def main() -> int:
    """Print the figures, and write the weights if asked to."""
    rows = [row for row in labelled_rows() if row.sample != HELD_BACK]
    if not rows:
        return 1
    found = [list(signs(same_spelling(plain(row.name)), row.named, counted=row.counted)) for row in rows]
    vectors = DictVectorizer()
    matrix: Any = vectors.fit_transform([dict.fromkeys(one, 1) for of_row in found for one in of_row]).tocsr()
    common = np.asarray((matrix != 0).sum(0)).ravel() >= RARE
    matrix, names = matrix[:, common], vectors.get_feature_names_out()[common]
    right = np.array([one.type in row.right for row in rows for one in row.named])
    where = np.array([place for place, row in enumerate(rows) for _ in row.named])
    least = 0.0
    for by, groups, parts in (
        ("record", [row.code for row in rows], 10),
        ("ministry", [row.ministry for row in rows], len({row.ministry for row in rows})),
    ):
        sure = np.zeros(len(right))
        for fitted, judged in GroupKFold(parts).split(matrix, right, np.array(groups)[where]):
            sure[judged] = _model(matrix[fitted], right[fitted]).predict_proba(matrix[judged])[:, 1]
        for share in sorted({0.0, *np.round(np.arange(0.5, 0.96, 0.05), 2)}):
            print(f"{by}: least {share:.2f}: {_figures(rows, where, sure >= share)}")
        if by == "record":
            least = next(
                share for share in np.round(np.arange(0.3, 1, 0.01), 2) if _precision(rows, where, sure >= share) >= AIM
            )
        print(f"{by}: least {least:.2f}: {_figures(rows, where, sure >= least)}")
    model = _model(matrix, right)
    weights = {str(name): float(weight) for name, weight in zip(names, model.coef_[0], strict=True) if weight}
    print(f"{len(rows)} rows, {len(right)} types named, {len(names)} signs, {len(weights)} weights")
    if "--write" in sys.argv:
        _write(float(least), float(model.intercept_[0]), weights)
    return 0


def _model(matrix: Any, right: Any) -> LogisticRegression:
    model = LogisticRegression(C=PENALTY, solver="liblinear", max_iter=1000, random_state=0).fit(matrix, right)
    model.coef_[abs(model.coef_) < SLIGHT] = 0
    return model


def _kept(rows: list[Labelled], where: Any, keep: Any) -> list[set[str]]:
    types = [one.type for row in rows for one in row.named]
    kept: list[set[str]] = [set() for _ in rows]
    for place, kind, is_kept in zip(where, types, keep, strict=True):
        if is_kept:
            kept[place].add(kind)
    return kept


def _precision(rows: list[Labelled], where: Any, keep: Any) -> float:
    return figures_of(rows, _kept(rows, where, keep)).precision


def _figures(rows: list[Labelled], where: Any, keep: Any) -> str:
    kept = _kept(rows, where, keep)
    measured = figures_of(rows, kept)
    empty = sum(not one for one in kept)
    return f"precision {measured.precision:.4f}  recall {measured.recall:.4f}  ({empty} rows of {len(rows)} unclear)"


def _write(least: float, base: float, weights: dict[str, float]) -> None:
    table = {
        "least": least,
        "base": round(base, 3),
        "weights": {name: round(weights[name], 2) for name in sorted(weights)},
    }
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name} written")


if __name__ == "__main__":
    sys.exit(main())
