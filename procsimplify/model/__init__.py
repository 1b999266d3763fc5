"""What a procedure, step, document, party, provision and quantity is, and whether one is well-formed."""

from procsimplify.model.basic import Applies, Model, names_of
from procsimplify.model.dossier import Demand, Group, Node, PerPiece, leaves, map_leaves
from procsimplify.model.party import Applicant, Case, Channel, Party, Register
from procsimplify.model.procedure import Condition, Fee, FeeLine, Limit, Procedure, Result
from procsimplify.model.provision import Instrument, Provision
from procsimplify.model.quantity import PROVENANCES, Provenance, Quantity, weakest
from procsimplify.model.reading import Places, chance_findings, read_procedure
from procsimplify.model.step import END, Arm, Control, Cost, Step, Supplement, Tacit, Then, Trip
from procsimplify.model.tree import canonical_tree, from_tree, written_tree
from procsimplify.model.twin import Twin
from procsimplify.model.variant import Variant, VariantKey, reference_key, variant, variants

__all__ = [
    "END",
    "PROVENANCES",
    "Applicant",
    "Applies",
    "Arm",
    "Case",
    "Channel",
    "Condition",
    "Control",
    "Cost",
    "Demand",
    "Fee",
    "FeeLine",
    "Group",
    "Instrument",
    "Limit",
    "Model",
    "Node",
    "Party",
    "PerPiece",
    "Places",
    "Procedure",
    "Provenance",
    "Provision",
    "Quantity",
    "Register",
    "Result",
    "Step",
    "Supplement",
    "Tacit",
    "Then",
    "Trip",
    "Twin",
    "Variant",
    "VariantKey",
    "canonical_tree",
    "chance_findings",
    "from_tree",
    "leaves",
    "map_leaves",
    "names_of",
    "read_procedure",
    "reference_key",
    "variant",
    "variants",
    "weakest",
    "written_tree",
]
