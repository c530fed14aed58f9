"""How destinations are reached: what the operator gave, read once, so that mistakes are told before anything waits."""


class BadAccess(Exception):
    """What was given cannot be used; the text names the variable and what to write, and never shows a secret."""
