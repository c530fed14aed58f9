"""Comparisons of ways to understand a message, for the decisions under ``docs/decisions``; no part of the product."""
