"""Criteria and verdicts in plain sentences, for whoever agrees on them: words by language are in the files here."""
