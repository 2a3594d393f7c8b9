"""Small things: a module past 300 lines has become two, and long functions stay rare."""

from __future__ import annotations

from statistics import median, quantiles

import pytest

from tests.architecture.source import modules

LONGEST_MODULE = 300
MEDIAN_FUNCTION = 8
NINTH_DECILE_FUNCTION = 25


def function_lines() -> list[int]:
    return [
        (function.end_lineno or function.lineno) - function.lineno + 1
        for module in modules()
        for function in module.functions()
    ]


def test_no_module_is_longer_than_300_lines() -> None:
    long = [f"{module.place}: {module.lines}" for module in modules() if module.lines > LONGEST_MODULE]
    assert long == [], "split by what it does"


def test_functions_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = function_lines()
    middle, ninth = median(lengths), quantiles(lengths, n=10)[-1]
    with capsys.disabled():
        files = median(module.lines for module in modules())
        print(
            f"\nsizes: file median {files:.0f} lines; function median {middle:.0f}, p90 {ninth:.0f}, max {max(lengths)}"
        )
    assert middle <= MEDIAN_FUNCTION
    assert ninth <= NINTH_DECILE_FUNCTION
