"""Trust is a probability that grows with every signal."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.trust import SOFTNESS, Trust, likely, sureness
from tests.qa.lines import Scenes

SHARE = st.floats(0, 1)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    signals=st.fixed_dictionaries(
        {"coverage": SHARE, "similarity": st.floats(-1, 1), "reading": st.floats(-60, 60), "suits": SHARE}
    ),
    more=SHARE,
)
def test_a_better_signal_never_lowers_trust(scene: Scenes, signals: dict[str, float], more: float) -> None:
    evidence = scene("The tolls were a farce.").evidence("", **signals)
    trust = Trust().of(evidence)
    assert 0.0 < trust < 1.0
    for name, value in signals.items():
        better = replace(evidence, **{name: value + more})
        assert Trust().of(better) >= trust
        assert likely(better) >= likely(evidence)


def test_a_sentence_that_was_not_read_can_be_trusted_for_its_words_alone(scene: Scenes) -> None:
    made = scene("The tolls were a farce.")
    unread, empty = (made.evidence("", reading=-math.inf, coverage=share, similarity=share) for share in (1.0, 0.0))
    assert Trust().of(unread) > Trust().of(empty)
    assert Trust().of(empty) < 0.5


@pytest.mark.parametrize(
    ("margin", "sure"), [(-math.inf, 0.0), (-1e6, 0.0), (0.0, 0.5), (SOFTNESS, 0.731), (1000.0, 1.0)]
)
def test_a_readers_margin_becomes_a_share(margin: float, sure: float) -> None:
    assert sureness(margin) == pytest.approx(sure, abs=1e-3)


@given(st.floats(-200, 200))
def test_sure_and_unsure_are_mirror_images(margin: float) -> None:
    assert sureness(margin) + sureness(-margin) == pytest.approx(1.0, abs=1e-5)
