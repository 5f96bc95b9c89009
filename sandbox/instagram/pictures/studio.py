"""From a motif to a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.instagram.pictures import beach, coffee, food, indoors, land, night, portrait, sea, street, town, woods
from sandbox.instagram.world.dice import dice

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from PIL.Image import Image as Picture

SCENES: dict[str, tuple[Callable[[Random], Picture], ...]] = {
    "sunset": (sea.sunset, sea.sunset, sea.sunset, land.dusk, land.lone_tree, town.rooftops),
    "beach": (beach.beach,),
    "boat": (sea.boat,),
    "mountains": (land.mountains,),
    "field": (land.field,),
    "forest": (woods.forest,),
    "snow": (woods.snow,),
    "city": (town.skyline,),
    "street": (street.street,),
    "rain": (street.rain,),
    "night": (night.night,),
    "food": (food.food,),
    "coffee": (coffee.coffee,),
    "cat": (indoors.cat,),
    "flowers": (indoors.flowers,),
}
"""Ways to paint each motif; one that stands twice is twice as frequent."""


def paint_photo(seed: int, key: str, motif: str) -> Picture:
    """A photo of `motif` (of a sunset, where nobody has learnt to paint it), the same for the same key."""
    chance = dice(seed, "picture", key, motif)
    return chance.choice(SCENES.get(motif, SCENES["sunset"]))(chance)


def paint_avatar(seed: int, key: str) -> Picture:
    """A portrait, the same for the same key."""
    return portrait.portrait(dice(seed, "avatar", key))
