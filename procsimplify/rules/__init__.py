"""The rule language, facts, matchers, rule cases, proposals."""
