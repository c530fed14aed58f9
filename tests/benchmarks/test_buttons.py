"""Buttons: what a visitor presses, and what is true once it is pressed."""

from random import Random

from benchmarks.visitors.buttons import pressed
from benchmarks.visitors.vocabulary import Value

YES = {"title": "Yes", "payload": '/inform{"contact_opt_in": true}'}
NO = {"title": "No", "payload": '/inform{"contact_opt_in": false}'}
SOON = {"title": "This quarter", "payload": '/inform{"timeline": {"start": "2027-02-15", "end": null}}'}


def test_the_button_that_fits_is_pressed() -> None:
    line = pressed([YES, NO], Value("contact_opt_in", False), Random(1))
    assert line is not None
    assert line.button == NO["payload"]
    assert line.says[0].expected is False


def test_a_button_about_something_else_is_left_alone() -> None:
    assert pressed([YES, NO], Value("authority", "influencer"), Random(1)) is None
    assert pressed([{"title": "Restart", "payload": "/restart"}], Value("authority", "influencer"), Random(1)) is None
    assert pressed([{"title": "?", "payload": "/inform{broken}"}], Value("authority", "none"), Random(1)) is None


def test_a_time_frame_is_what_its_button_says() -> None:
    line = pressed([SOON], Value("timeline", {"start": "2027-04-01", "end": "2027-04-30"}), Random(1))
    assert line is not None
    assert line.says[0].expected == {"start": "2027-02-15"}
