"""The command `cx-audit`: one of the two doors, for whoever sits at a terminal."""

from generator.cli.main_command import main

__all__ = ["main"]
