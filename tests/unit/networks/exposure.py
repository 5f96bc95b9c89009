"""All that a curious person could read off an error."""

from __future__ import annotations

import traceback


def everything_about(error: BaseException) -> str:
    """Its text, its parts, its history, and every variable in every frame that it passed."""
    seen, queue, words = set[int](), [error], list[str]()
    while queue:
        each = queue.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        shown = traceback.TracebackException.from_exception(each, capture_locals=True)
        words += [str(each), repr(each), repr(getattr(each, "__dict__", {})), *shown.format()]
        queue += [past for past in (each.__cause__, each.__context__) if past is not None]
    return "\n".join(words)
