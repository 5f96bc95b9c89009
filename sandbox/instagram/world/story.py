"""The first ten minutes after the opening: what a newcomer sees, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass

BLOCK_SECONDS = 600
"""Life is drawn ten minutes at a time; the story is the first block."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """One thing that happens `offset` seconds after the opening.

    A name that the cast does not know leaves the part to chance, and so does no caption.
    """

    offset: float
    username: str
    asks: bool = False
    """Asks to follow the owner instead of posting a photo."""
    motif: str = "sunset"
    caption: str | None = None


OPENING = (
    Cue(
        offset=15,
        username="ana.saltwater",
        caption="Last swim, first star. The sea kept the warmth all day just for this 🧡\n\n#sunset #sea #goldenhour",
    ),
    Cue(
        offset=20,
        username="best_casino_bonus_77",
        caption="GIVEAWAY ‼️ follow + tag 3 friends and win 🎁 casino bonus in bio 👇\n\n#sunset #win #free",
    ),
    Cue(offset=30, username="clara.aquarelle", asks=True),
    Cue(offset=50, username="yuki.kissa", motif="coffee"),
    Cue(offset=75, username="crypto.king.8841", asks=True),
    Cue(
        offset=100,
        username="leo.knots",
        caption="Boat washed, students dry, sky on fire. Tomorrow we go out again ⛵\n\n#sunset #sailing #goldenhour",
    ),
    Cue(offset=140, username="oma.trudi", motif="flowers"),
    Cue(offset=200, username="ines.and.the.cat", motif="cat"),
    Cue(
        offset=245,
        username="hamid.on.rooftops",
        caption="من السطح، مع الشاي والنعناع. Rabat, tonight 🌇\n\n#sunset #rooftops #goldenhour",
    ),
    Cue(offset=270, username="sipho.frames", asks=True),
    Cue(offset=320, username="sol_y_sierra", motif="mountains"),
    Cue(offset=380, username="noor.skylines", motif="city"),
    Cue(
        offset=420,
        username="nele_watt",
        caption="Ebbe, Gummistiefel, Himmel in allen Farben. Kommt vorbei!\n\n#sunset #langeoog #evening",
    ),
    Cue(offset=470, username="lumi.kaamos", motif="night"),
    Cue(offset=500, username="greta.backyard", asks=True),
    Cue(
        offset=555,
        username="sipho.frames",
        caption="Homework marked, mountain climbed, light measured: 10/10\n\n#sunset #capetown #sky",
    ),
    Cue(offset=580, username="tomasz.w.lesie", motif="forest"),
)
