"""What the deal is about: the need, and who decides."""
