"""How much the tests try that could try for ever; the environment asks for more.

`CX_FUZZ_CASES` is how many spoilt files are read in all: 1,000 unless it is set.
`CX_KILLS` is at how many moments of its way a build is killed: 3, or 30 for `all`.
`CX_SIZES` is of which pictures at a limit all sizes are made: the dearest, or `all`.
Every run has the same tests; only what each of them tries grows.
"""

from __future__ import annotations

import os

FUZZ_CASES = int(os.environ.get("CX_FUZZ_CASES", "1000"))

_KILLS = os.environ.get("CX_KILLS", "3")
KILLS = 30 if _KILLS == "all" else int(_KILLS)

SIZES = os.environ.get("CX_SIZES") == "all"
