"""Frames of a plan: each a pure function of the layout and the values."""
