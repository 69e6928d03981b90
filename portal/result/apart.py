"""Do long work beside the server: two at a time, so that pages and other files go on meanwhile."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
WORKERS = ThreadPoolExecutor(2, thread_name_prefix="result")


async def apart(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, after those who came before."""
    return await asyncio.get_running_loop().run_in_executor(WORKERS, work)
