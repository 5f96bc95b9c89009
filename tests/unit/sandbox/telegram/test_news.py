from __future__ import annotations

from sandbox.telegram.news import BACKLOG, News


async def test_only_the_chat_s_own_page_hears() -> None:
    news = News()
    with news.subscribed(1) as one, news.subscribed(2) as two:
        news.publish(1, {"kind": "x"})
        assert one.get_nowait() == {"kind": "x"}
        assert two.empty()
    news.publish(1, {"kind": "y"})
    assert one.empty()


async def test_a_page_that_falls_far_behind_is_cut_off() -> None:
    news = News()
    with news.subscribed(1) as queue:
        for number in range(BACKLOG + 1):
            news.publish(1, {"n": number})
        news.publish(1, {"n": "after"})
        heard = [queue.get_nowait() for _ in range(queue.qsize())]
    assert heard[-1] is None
    assert {"n": "after"} not in heard


async def test_stopping_ends_every_subscription() -> None:
    news = News()
    with news.subscribed(1) as before:
        news.publish(1, {"n": "last"})
        news.stop()
        assert [before.get_nowait(), before.get_nowait()] == [{"n": "last"}, None]
    with news.subscribed(1) as after:
        assert after.get_nowait() is None
