"""The relations that the example rules, the bad rules and the reference page speak of."""

from procsimplify.base.yaml import read_tree
from procsimplify.rules import FactBase, Field, Relation, Schema, load_patterns, load_rule

SCHEMA = Schema(
    [
        Relation(
            "step",
            (
                Field("id", "symbol"),
                Field("actor", "symbol"),
                Field("limit", "quantity", ("working-day", "hour")),
                Field("sets", "integer"),
                Field("online", "flag"),
            ),
        ),
        Relation("next", (Field("before", "symbol"), Field("after", "symbol"))),
        Relation("takes", (Field("step", "symbol"), Field("document", "symbol"))),
        Relation("demand", (Field("document", "symbol"), Field("role", "symbol"), Field("issuer", "symbol"))),
    ]
)

HEAD = """\
id: example
version: 1
class: question
kind: advice
title: {vi: Ví dụ, en: Example}
why: {vi: Vì sao, en: Why}
mend: {vi: Cách làm, en: What to do}
question: {item: "1"}
"""

PATTERNS = """\
patterns:
  general-guards:
    parameters: [demand]
    any:
    - id: own-object
      reason: {vi: giấy tờ là đối tượng của thủ tục, en: the paper is the object of the procedure}
      match: [ {demand: {document: $demand, role: object}} ]
    - id: foreign
      reason: {vi: do nước ngoài cấp, en: issued abroad}
      match: [ {demand: {document: $demand, issuer: foreign}} ]
"""


def shared_patterns():
    return load_patterns(read_tree(PATTERNS.encode(), "patterns.yaml"), SCHEMA)


def rule_of(source, name="rule.yaml", **more):
    return load_rule(read_tree(source.encode(), name), SCHEMA, patterns=shared_patterns(), **more)


def example(body, head=HEAD, **more):
    """A rule whose head is the example's."""
    return rule_of(head + body, **more)


def facts(**rows):
    base = FactBase(SCHEMA)
    for relation, tuples in rows.items():
        for row in tuples:
            base.add(relation, *row)
    return base
