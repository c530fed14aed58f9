"""Time frames: dates, periods and how far away they are."""

from bot.understanding.timeline.finding import Timeline, find_timeline

__all__ = ["Timeline", "find_timeline"]
