"""Our small framework: what every feature needs and no feature owns."""
