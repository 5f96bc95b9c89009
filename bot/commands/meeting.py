"""The commands about people and what they like."""

from __future__ import annotations

from bot.asking import Command
from bot.commands import crowds, likes, ties, user
from domain.plans import ActionKind
from storage.states import Role

MEETING = (
    Command(
        name="user",
        least=Role.VIEWER,
        argument="@name",
        summary="somebody's page",
        answer=user.answer,
        shows_pictures=True,
    ),
    Command(name="me", least=Role.VIEWER, summary="your own page", answer=user.mine, shows_pictures=True),
    Command(
        name="find", least=Role.VIEWER, argument="anna 10", summary="people with a name like this", answer=crowds.find
    ),
    Command(
        name="followers",
        least=Role.VIEWER,
        argument="@name",
        summary="who follows you, or somebody",
        answer=crowds.followers,
    ),
    Command(
        name="following",
        least=Role.VIEWER,
        argument="@name",
        summary="whom you follow, or somebody does",
        answer=crowds.following,
    ),
    Command(
        name="relation",
        least=Role.VIEWER,
        argument="@name",
        summary="how you two stand to each other",
        answer=ties.relation,
    ),
    Command(
        name="follow",
        least=Role.OPERATOR,
        argument="@name",
        summary="follow somebody",
        answer=ties.doing(ActionKind.FOLLOW),
        writes=True,
    ),
    Command(
        name="unfollow",
        least=Role.OPERATOR,
        argument="@name",
        summary="and not any more",
        answer=ties.asking(ActionKind.UNFOLLOW),
    ),
    Command(
        name="block",
        least=Role.OPERATOR,
        argument="@name",
        summary="block somebody",
        answer=ties.asking(ActionKind.BLOCK),
    ),
    Command(
        name="unblock",
        least=Role.OPERATOR,
        argument="@name",
        summary="and let them be again",
        answer=ties.doing(ActionKind.UNBLOCK),
        writes=True,
    ),
    Command(
        name="approve",
        least=Role.OPERATOR,
        argument="@name",
        summary="let somebody follow you",
        answer=ties.deciding(ActionKind.APPROVE),
        writes=True,
    ),
    Command(
        name="ignore",
        least=Role.OPERATOR,
        argument="@name",
        summary="let somebody's request go",
        answer=ties.deciding(ActionKind.IGNORE),
        writes=True,
    ),
    Command(name="likes", least=Role.VIEWER, argument="link", summary="who likes a photo", answer=crowds.likes),
    Command(
        name="like", least=Role.OPERATOR, argument="link", summary="like a photo", answer=likes.give, writes=True
    ),
    Command(
        name="unlike",
        least=Role.OPERATOR,
        argument="link",
        summary="take a like back",
        answer=likes.take_back,
        writes=True,
    ),
)
