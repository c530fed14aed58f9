"""Budgets: amounts, ranges, currencies and periods."""

from bot.understanding.money.budget import Budget, find_budget

__all__ = ["Budget", "find_budget"]
