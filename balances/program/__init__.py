"""The linear program: unknowns, balance lines, constraint families, goals, and the live solver."""
