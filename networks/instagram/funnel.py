"""The one way out: every call is budgeted, sent, and its end named."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import httpx
from pydantic import ValidationError

from domain.errors import LikewiseError, RetryableError
from domain.unknown import UNKNOWN
from networks.instagram.failures import (
    LATER,
    NOT_SENT,
    error_for,
    error_without_answer,
    passing,
    repeatable,
    unreadable,
)
from networks.instagram.problems import Problem, problem_in, retry_after
from networks.instagram.retries import NO_RETRIES, Retries
from networks.instagram.wire.told import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import TypeAdapter

    from domain.clock import Clock
    from networks.budget import Budget
    from networks.instagram.calls import Call

T = TypeVar("T")

LOGGER = logging.getLogger(__name__)

LONGEST_CALL = 20.0
"""Seconds from the first byte to the last, however slowly they drip."""

LONGEST_FIGURE = 9
"""Digits in a rate header; Python refuses to read thousands of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A success. `data` is UNKNOWN where the envelope has none."""

    data: object
    pagination: Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """A call without an answer."""

    error: LikewiseError
    repeatable: bool


class Funnel:
    """Sends calls one by one and raises, for every bad end, the error that says what it means.

    What goes wrong below is turned into a value first and raised afterwards, so that no error of ours
    has a history: the frames in there know the address in full.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        budget: Budget,
        clock: Clock,
        retries: Retries = NO_RETRIES,
        longest_call: float = LONGEST_CALL,
    ) -> None:
        self._client = client
        self._retries = retries
        self._longest_call = longest_call
        self._told: set[str] = set()
        self.clock = clock
        self.budget = budget

    async def send(self, call: Call) -> Answer:
        """Make one call and open its envelope."""
        address = call.address()
        reply = await self._reply(call, address)
        if isinstance(reply, LikewiseError):
            raise reply
        body = decoded(reply.content)
        problem = problem_in(reply.status_code, body)
        if problem is not None:
            raise self._error(call, problem, reply.headers)
        return _opened(body)

    async def one(self, call: Call, shape: TypeAdapter[T]) -> T:
        """Make a call whose data is one thing of that shape."""
        answer = await self.send(call)
        with suppress(ValidationError):
            return shape.validate_python(answer.data)
        raise unreadable(call)

    async def many(
        self, call: Call, shape: TypeAdapter[list[T]], *, whole: bool = False
    ) -> tuple[list[T], Mapping[str, object]]:
        """Make a call whose data is a list; give its items and the pagination.

        Unreadable items are skipped; `whole`: the list is good for nothing without them.
        """
        answer = await self.send(call)
        if not isinstance(answer.data, list):
            raise unreadable(call)
        items = shape.validate_python(answer.data)
        if len(items) < len(answer.data):
            if whole:
                raise unreadable(call)
            self._tell_skipped(call, len(answer.data) - len(items))
        return items, answer.pagination

    def _book(self, call: Call) -> None:
        now = self.clock()
        delay = self.budget.take(call.writes, now)
        if delay:
            kind = "calls" if call.writes is None else f"calls or {call.writes} writes"
            slower = "the network asked to go slower"
            why = slower if self.budget.paused(now) else f"this hour's {kind} are used up"
            raise RetryableError(f"Did not {call.doing}: {why}. There is room in {_span(delay)}.", delay=delay)

    async def _reply(self, call: Call, address: str) -> httpx.Response | LikewiseError:
        reply = await self._attempt(call, address)
        for delay in self._retries.delays:
            if not self._may_repeat(call, reply, delay):
                break
            await self._retries.pause(delay)
            reply = await self._attempt(call, address)
        return reply if isinstance(reply, httpx.Response) else reply.error

    def _may_repeat(self, call: Call, reply: httpx.Response | Loss, delay: float) -> bool:
        if isinstance(reply, Loss):
            return reply.repeatable
        if not passing(call, reply.status_code):
            return False
        problem = problem_in(reply.status_code, decoded(reply.content))
        wait = retry_after(reply.headers, self.clock())
        return not (problem is None or problem.rate_limited) and (wait is None or wait <= delay)

    async def _attempt(self, call: Call, address: str) -> httpx.Response | Loss:
        self._book(call)
        try:
            async with asyncio.timeout(self._longest_call):
                reply = await self._client.request(call.method, address, params=call.query, data=call.form)
        except (httpx.HTTPError, TimeoutError) as failure:
            if isinstance(failure, NOT_SENT):
                self.budget.release(call.writes)
            return Loss(error=error_without_answer(call, failure), repeatable=repeatable(call, failure))
        self._heed(reply.headers)
        return reply

    def _heed(self, headers: httpx.Headers) -> None:
        limit, remaining = _number(headers, "x-ratelimit-limit"), _number(headers, "x-ratelimit-remaining")
        if limit is not None and remaining is not None:
            self.budget.learn(limit=limit, remaining=remaining, now=self.clock())

    def _error(self, call: Call, problem: Problem, headers: httpx.Headers) -> LikewiseError:
        now = self.clock()
        wait = retry_after(headers, now)
        if problem.too_fast:
            self.budget.pause(timedelta(seconds=LATER if wait is None else wait), now)
        if not problem.rate_limited:
            return error_for(call, problem, retry_after=wait)
        delay = self.budget.refused(
            call.writes,
            remaining=_number(headers, "x-ratelimit-remaining"),
            pause=None if wait is None else timedelta(seconds=wait),
            now=now,
        )
        return RetryableError(
            f"Could not {call.doing}: {problem.reason}. There should be room in {_span(delay)}.", delay=delay
        )

    def _tell_skipped(self, call: Call, count: int) -> None:
        if call.doing not in self._told:
            self._told.add(call.doing)
            LOGGER.warning(
                "Skipped %d unreadable entries in the answer to: %s. Further ones go unsaid.", count, call.doing
            )


def _opened(body: object) -> Answer:
    envelope = body if isinstance(body, dict) else {}
    pagination = envelope.get("pagination")
    return Answer(data=envelope.get("data", UNKNOWN), pagination=pagination if isinstance(pagination, dict) else {})


def _number(headers: httpx.Headers, name: str) -> int | None:
    text = headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_FIGURE else None


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"about {minutes} minutes" if minutes > 1 else "about a minute"
