"""`python -m generator` is the command `cx-audit`."""

from __future__ import annotations

from generator.cli.main_command import main

if __name__ == "__main__":
    main(prog_name="cx-audit")
