"""Outlines of things that stand against the light."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin
from typing import TYPE_CHECKING

from sandbox.instagram.pictures.canvas import SIDE

if TYPE_CHECKING:
    from random import Random

    from sandbox.instagram.pictures.canvas import Point, Sketch


def ridge(chance: Random, base: float, height: float, roughness: float = 0.5) -> list[Point]:
    """The outline of hills from the left edge to the right one, closed below the picture.

    `roughness` from 0.3 (dunes) to 0.6 (rock).
    """
    line = [chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4)]
    spread = 1.0
    for _ in range(7):
        between = [(a + b) / 2 + chance.uniform(-spread, spread) for a, b in pairwise(line)]
        line = [value for pair in zip(line, between, strict=False) for value in pair] + [line[-1]]
        spread *= roughness
    low, high = min(line), max(line)
    step = SIDE / (len(line) - 1)
    crest = [(x * step, base - height * (value - low) / (high - low)) for x, value in enumerate(line)]
    return [*crest, (SIDE, SIDE), (0, SIDE)]


def height_at(outline: list[Point], x: float) -> float:
    """How high up an outline is at `x`."""
    return min((point for point in outline if point[1] < SIDE), key=lambda point: abs(point[0] - x))[1]


def pine(sketch: Sketch, foot: Point, tall: float, chance: Random) -> None:
    """A conifer."""
    x, y = foot
    wide = tall * chance.uniform(0.2, 0.27)
    left, right = [], []
    tiers = 9
    for tier in range(1, tiers + 1):
        level = y - tall * (1 - tier / tiers) * 0.94 - tall * 0.04
        reach = wide * (tier / tiers) ** 0.9 * chance.uniform(0.85, 1.1)
        left += [(x - reach, level), (x - reach * 0.45, level - tall * 0.012)]
        right += [(x + reach, level), (x + reach * 0.45, level - tall * 0.012)]
    sketch.polygon([(x, y - tall), *left, *reversed(right)])
    sketch.line([(x, y - tall * 0.1), (x, y + 4)], tall * 0.035)


def leafy(sketch: Sketch, foot: Point, tall: float, chance: Random) -> None:
    """A broad tree."""
    x, y = foot
    sketch.line([(x, y + 4), (x + tall * 0.02, y - tall * 0.5)], tall * 0.055)
    for _ in range(5):
        side = chance.uniform(-0.28, 0.28) * tall
        sketch.line([(x, y - tall * 0.35), (x + side, y - tall * 0.65)], tall * 0.022)
    clumps = [(chance.uniform(0, 2 * pi), chance.random() ** 0.6) for _ in range(17)]
    for angle, reach in clumps:
        centre = (x + cos(angle) * reach * tall * 0.33, y - tall * 0.68 + sin(angle) * reach * tall * 0.23)
        sketch.ellipse(centre, (tall * 0.085, tall * 0.06))
        for _ in range(34):
            leaf = (centre[0] + chance.gauss(0, tall * 0.062), centre[1] + chance.gauss(0, tall * 0.046))
            sketch.ellipse(leaf, (tall * chance.uniform(0.008, 0.022), tall * 0.011), turn=chance.uniform(0, pi))


def sailboat(sketch: Sketch, water: Point, tall: float, lean: float) -> None:
    """A boat under sail; `lean` from -1 to 1."""
    x, y = water
    top = (x + lean * tall * 0.12, y - tall)
    hull = [(-0.36, -0.09), (0.36, -0.11), (0.27, 0.0), (-0.27, 0.0)]
    sketch.polygon([(x + dx * tall, y + dy * tall) for dx, dy in hull])
    sketch.line([(x, y - tall * 0.08), top], tall * 0.018)
    sketch.polygon([(top[0] + 2, top[1] + 4), (x + tall * 0.33, y - tall * 0.17), (x + tall * 0.03, y - tall * 0.15)])
    sketch.polygon(
        [(top[0] - 2, top[1] + 14), (x - tall * 0.28, y - tall * 0.15), (x - tall * 0.02, y - tall * 0.14)]
    )


def lighthouse(sketch: Sketch, foot: Point, tall: float) -> None:
    """A lighthouse."""
    x, y = foot
    wide = tall * 0.11
    body = [(x - wide, y + 6), (x - wide * 0.6, y - tall * 0.8), (x + wide * 0.6, y - tall * 0.8), (x + wide, y + 6)]
    sketch.polygon(body)
    sketch.polygon(
        [
            (x - wide * 0.95, y - tall * 0.8),
            (x + wide * 0.95, y - tall * 0.8),
            (x + wide * 0.95, y - tall * 0.77),
            (x - wide * 0.95, y - tall * 0.77),
        ]
    )
    sketch.polygon(
        [
            (x - wide * 0.45, y - tall * 0.8),
            (x - wide * 0.45, y - tall * 0.92),
            (x + wide * 0.45, y - tall * 0.92),
            (x + wide * 0.45, y - tall * 0.8),
        ]
    )
    sketch.polygon([(x - wide * 0.6, y - tall * 0.92), (x, y - tall), (x + wide * 0.6, y - tall * 0.92)])


def birds(sketch: Sketch, chance: Random, *, around: Point, count: int) -> None:
    """A loose flock."""
    for _ in range(count):
        x, y = around[0] + chance.gauss(0, 60), around[1] + chance.gauss(0, 26)
        span, flap = chance.uniform(5, 11), chance.uniform(0.3, 0.7)
        wing = [
            (x - span, y - span * flap * 0.5),
            (x - span * 0.5, y - span * flap),
            (x, y),
            (x + span * 0.5, y - span * flap),
            (x + span, y - span * flap * 0.4),
        ]
        sketch.line(wing, 1.3)


def grasses(sketch: Sketch, chance: Random, ground: list[Point], *, count: int, tall: float) -> None:
    """Blades of grass along an outline, bent by one wind."""
    wind = chance.uniform(-0.5, 0.5)
    for _ in range(count):
        x = chance.uniform(-10, SIDE + 10)
        y = height_at(ground, x) + 3
        length, bend = tall * chance.uniform(0.4, 1.0), wind + chance.uniform(-0.25, 0.25)
        tip = (x + bend * length, y - length)
        sketch.polygon([(x - 1.1, y), (x + bend * length * 0.35, y - length * 0.6), tip, (x + 1.1, y)])


def cat(sketch: Sketch, seat: Point, tall: float, *, facing: int) -> None:
    """A sitting cat from behind; `facing` is 1 or -1 and says where the tail hangs."""
    x, y = seat
    sketch.ellipse((x, y - tall * 0.27), (tall * 0.235, tall * 0.3))
    sketch.ellipse((x, y - tall * 0.12), (tall * 0.27, tall * 0.135))
    sketch.ellipse((x, y - tall * 0.52), (tall * 0.15, tall * 0.18))
    head = (x + facing * tall * 0.02, y - tall * 0.73)
    sketch.ellipse(head, (tall * 0.165, tall * 0.14))
    for side in (-1, 1):
        ear = [(0.15, -0.03), (0.135, -0.25), (0.02, -0.12)]
        sketch.polygon([(head[0] + side * dx * tall, head[1] + dy * tall) for dx, dy in ear])
    curve = [
        (x + facing * tall * (0.2 + 0.16 * sin(t * pi / 12)), y - tall * 0.05 + tall * 0.034 * t) for t in range(13)
    ]
    sketch.line(curve, tall * 0.062)
    sketch.ellipse(curve[-1], (tall * 0.031, tall * 0.031))
