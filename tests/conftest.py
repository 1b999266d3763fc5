"""How random tests run: anew at each run for people, the same each time where CI is set, so that a build repeats."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
