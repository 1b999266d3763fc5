"""The step graph: joins, soundness, expected visits, relations, data flow."""
