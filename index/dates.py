"""Dates in text: find them, know what they mean, and say how it is known."""

from __future__ import annotations

from index.years import date_from_weekday, year_by_weekday, years_in

__all__ = ["date_from_weekday", "year_by_weekday", "years_in"]
