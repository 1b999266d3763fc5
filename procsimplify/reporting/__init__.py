"""What people read: results in words and tables, in Vietnamese and in English.

The renderers work on the JSON of results (`.to_json()`), so that what is read and what is exchanged never differ.
"""

from procsimplify.reporting.numbers import count, duration, money, number, percent
from procsimplify.reporting.words import Names, names_of

__all__ = ["Names", "count", "duration", "money", "names_of", "number", "percent"]
