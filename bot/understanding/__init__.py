"""Text → fact: pure functions for what visitors write, in English and German. Nothing here knows Rasa."""

from bot.understanding.contact import Contact, find_emails, find_phones
from bot.understanding.money import Budget, find_budget
from bot.understanding.timeline import Timeline, find_timeline

__all__ = ["Budget", "Contact", "Timeline", "find_budget", "find_emails", "find_phones", "find_timeline"]
