"""Geometry of the figures: plain numbers in, rounded coordinates and boxes out.

Knows nothing of reports, languages or HTML. Every coordinate is rounded to 0.1, so
that the same audit draws the same bytes on every machine.
"""
