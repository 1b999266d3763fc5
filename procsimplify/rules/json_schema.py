"""JSON Schema of a rule file, so that an editor completes and checks it while it is written."""

from __future__ import annotations

from typing import Any, cast

from procsimplify.rules.form import RuleForm
from procsimplify.rules.vocabulary import FIELD_WORDS, RELATION_WORDS, SCHEMA

__all__ = ["schema"]


def schema() -> dict[str, Any]:
    """Give the JSON Schema of ``rule.yaml``.

    The form of a rule, with the relations of procedures and their fields named in the patterns. Relations that a rule
    defines itself stay possible. What depends on meaning (unbound variables, units) only the reader itself can check.

    Examples
    --------
    >>> sorted(schema()["required"])
    ['class', 'id', 'kind', 'match', 'mend', 'title', 'version', 'why']
    """
    found = _yaml_scalars(RuleForm.model_json_schema(by_alias=True))
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "rule.yaml"
    definitions = found.setdefault("$defs", {})
    definitions["pattern"] = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {relation.name: _relation(relation.name) for relation in SCHEMA},
    }
    properties = found["properties"]
    properties["match"]["items"] = {"$ref": "#/$defs/pattern"}
    for key in ("of", "absent"):
        part = definitions["DefineForm"]["properties"][key]
        for branch in part.get("anyOf", [part]):
            if branch.get("type") == "array":
                branch["items"] = {"$ref": "#/$defs/pattern"}
    return found


def _relation(name: str) -> dict[str, Any]:
    condition = {"anyOf": [{"type": ["string", "number", "boolean"]}, {"$ref": "#/$defs/ConditionForm"}]}
    return {
        "type": "object",
        "description": RELATION_WORDS[name].get("en"),
        "additionalProperties": False,
        "properties": {
            field.name: {"description": FIELD_WORDS[name, field.name].get("en"), **condition}
            for field in SCHEMA[name].fields
        },
    }


def _yaml_scalars(node: Any) -> Any:
    """Let each text be written as a number or yes and no as well: files are read as texts."""
    if isinstance(node, dict):
        found = {key: _yaml_scalars(value) for key, value in cast("dict[str, Any]", node).items()}
        if found.get("type") == "string" and "enum" not in found:
            found["type"] = ["string", "number", "boolean"]
        return found
    if isinstance(node, list):
        return [_yaml_scalars(item) for item in cast("list[Any]", node)]
    return node
