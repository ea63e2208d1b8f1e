"""The words that tell the cases of the guards apart, and the day they stand at."""

from __future__ import annotations

from datetime import UTC, datetime

FIRST, OTHER, RIVAL = "Zqfirst", "Zqother", "Zqrival"
WORDS = (FIRST, OTHER, RIVAL)
DAY = datetime(2026, 6, 15, 15, tzinfo=UTC)
