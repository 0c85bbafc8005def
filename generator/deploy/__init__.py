"""How a finished site is put in its place: looked over, locked, exchanged."""
