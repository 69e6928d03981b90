"""Releases come and go in one process, and leave nothing behind."""

import asyncio
import gc
import threading
from pathlib import Path

import httpx
import pytest

from portal.http.switch import Switch
from scripts.application import close_release, open_release, pointer

SWITCHES = 200
STAMP = "20261125T{:06d}Z-4a0d3b"
TOWN = "/api/v1/datasets/towns/resources/towns/rows?code=A1"
DESCRIPTORS = Path("/proc/self/fd")


def test_a_switch_changes_every_answer(root, release, serving):
    async def scenario(client):
        before = await client.get(TOWN)
        release(town="Zarqa")
        return before, await client.get(TOWN)

    before, after = serving(scenario)

    assert before.json()["rows"][0]["name"] == "Salt"
    assert after.json()["rows"][0]["name"] == "Zarqa"
    assert after.headers["x-portal-release"] != before.headers["x-portal-release"]
    assert after.headers["etag"] != before.headers["etag"]


@pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="counts descriptors in /proc")
def test_switches_leave_threads_and_descriptors_flat(root, make, point):
    names = [STAMP.format(number) for number in (1, 2)]
    for name in names:
        make(root, name, town=name)

    async def scene():
        switch = Switch(pointer(root), lambda name: open_release(root, name), close_release)
        counts = []
        transport = httpx.ASGITransport(app=switch)
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as client:
            for number in range(SWITCHES):
                point(root, names[number % 2])
                answer = await client.get(TOWN)
                assert answer.json()["rows"][0]["name"] == names[number % 2]
                if number % 20 == 19:
                    gc.collect()
                    counts.append(in_use())
        await switch.close()
        return counts

    counts = asyncio.run(scene())

    threads, descriptors = zip(*counts, strict=True)
    assert max(threads) - threads[0] <= 3, counts
    assert max(descriptors) - descriptors[0] <= 8, counts


def test_no_answer_mixes_two_releases(root, make, point):
    names = [STAMP.format(number) for number in range(6)]
    for name in names:
        make(root, name, town=name)
    point(root, names[0])

    async def scene():
        switch = Switch(pointer(root), lambda name: open_release(root, name), close_release)
        transport = httpx.ASGITransport(app=switch)
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.test") as client:

            async def read():
                return [await client.get(TOWN) for _ in range(15)]

            async def change():
                for name in names[1:]:
                    await client.get("/-/health")
                    point(root, name)
                    await client.get("/-/health")
                return []

            answers = await asyncio.gather(*(read() for _ in range(4)), change())
        await switch.close()
        return [answer for part in answers for answer in part]

    answers = asyncio.run(scene())

    assert len(answers) == 60
    for answer in answers:
        assert answer.status_code == 200
        assert answer.json()["rows"][0]["name"] == answer.headers["x-portal-release"]


def in_use():
    return threading.active_count(), len(list(DESCRIPTORS.iterdir()))
