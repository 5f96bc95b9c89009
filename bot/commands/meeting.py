"""The commands about people and what they like."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import crowds, likes, ties, user
from domain.plans import ActionKind

MEETING = (
    Command(name="user", argument="@name", summary="somebody's page", answer=user.answer, shows_pictures=True),
    Command(name="me", summary="your own page", answer=user.mine, shows_pictures=True),
    Command(name="find", argument="anna 10", summary="people with a name like this", answer=crowds.find),
    Command(name="followers", argument="@name", summary="who follows you, or somebody", answer=crowds.followers),
    Command(name="following", argument="@name", summary="whom you follow, or somebody does", answer=crowds.following),
    Command(name="relation", argument="@name", summary="how you two stand to each other", answer=ties.relation),
    Command(
        name="follow",
        argument="@name",
        summary="follow somebody",
        answer=ties.doing(ActionKind.FOLLOW),
        writes=True,
    ),
    Command(name="unfollow", argument="@name", summary="and not any more", answer=ties.asking(ActionKind.UNFOLLOW)),
    Command(name="block", argument="@name", summary="block somebody", answer=ties.asking(ActionKind.BLOCK)),
    Command(
        name="unblock",
        argument="@name",
        summary="and let them be again",
        answer=ties.doing(ActionKind.UNBLOCK),
        writes=True,
    ),
    Command(
        name="approve",
        argument="@name",
        summary="let somebody follow you",
        answer=ties.deciding(ActionKind.APPROVE),
        writes=True,
    ),
    Command(
        name="ignore",
        argument="@name",
        summary="let somebody's request go",
        answer=ties.deciding(ActionKind.IGNORE),
        writes=True,
    ),
    Command(name="likes", argument="link", summary="who likes a photo", answer=crowds.likes),
    Command(name="like", argument="link", summary="like a photo", answer=likes.give, writes=True),
    Command(name="unlike", argument="link", summary="take a like back", answer=likes.take_back, writes=True),
)
