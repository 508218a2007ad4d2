"""General knowledge about the world: countries with their demonyms and capitals, other places, given names.

The lists stand in `gazetteer.txt`, which says how it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Gender = Literal["m", "f"]


@cache
def countries() -> Mapping[str, str]:
    """Every name, demonym and capital → the country's first name: `Finns`, `Finnish`, `Helsinki` → `Finland`."""
    found: dict[str, str] = {}
    for parts in _countries():
        for name in (name for part in parts for name in part):
            found.setdefault(name, parts[0][0])
    return MappingProxyType(found)


@cache
def capitals() -> frozenset[str]:
    """The capitals of countries, by which their governments are called as well."""
    return frozenset(name for _, _, names in _countries() for name in names)


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and inhabitants of countries (`Kenyan`, `Finns`, `Lankan`), plus those of continents."""
    found = {"European", "Asian", "African", "Western", "Arab", "Kurdish", "Scandinavian", "Nordic", "Baltic"}
    for _, names, _ in _countries():
        found.update(names, (name.split()[-1] for name in names))
    found.remove("Vatican")  # the state and its adjective are one word
    return frozenset(found | {f"{name}s" for name in found if name.endswith(("n", "i")) and " " not in name})


@cache
def places() -> frozenset[str]:
    """Names of countries, capitals, continents, large cities and states, as written in English news."""
    others = (name for line in _section("places") for name in line.split(", "))
    return frozenset(name for name in countries() if name not in demonyms()).union(others)


@cache
def given_names() -> Mapping[str, Gender | None]:
    """Common given name → `m`, `f`, or None where both are usual."""
    male, female = (set(" ".join(_section(name)).split()) for name in ("male", "female"))
    found: dict[str, Gender | None] = dict.fromkeys(male & female)
    found.update(dict.fromkeys(male - female, "m"))
    found.update(dict.fromkeys(female - male, "f"))
    return MappingProxyType(found)


def _countries() -> list[list[list[str]]]:
    """Of each country the names, the demonyms and the capitals."""
    return [[part.split(", ") for part in line.split(" | ")] for line in _section("countries")]


@cache
def _section(name: str) -> Sequence[str]:
    """The lines of a section."""
    text = files("index").joinpath("gazetteer.txt").read_text(encoding="utf-8")
    return text.partition(f"\n[{name}]\n")[2].partition("\n\n[")[0].splitlines()
