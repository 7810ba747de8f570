"""Material-balance planning as Gosplan would do it, and as the Politburo would."""
