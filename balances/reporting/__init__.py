"""Plan reports out: sheets as pure functions, one writer, published together or not at all."""
