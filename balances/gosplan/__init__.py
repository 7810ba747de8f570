"""The balanced plan: leximin by class, other methods, and the Plan they yield."""
