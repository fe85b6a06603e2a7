"""One believable company, told only through actions: nothing here writes a row by itself."""
