"""What plans mean: sweeps, comparisons, explanations."""
