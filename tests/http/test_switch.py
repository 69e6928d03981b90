import asyncio
from dataclasses import dataclass, field

import pytest

from portal.exceptions import ReleaseError
from portal.http.switch import Switch

SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


@dataclass
class Stage:
    """Play the releases: what is current, what is open, what went wrong."""

    name: object = "r1"
    broken: set = field(default_factory=set)
    opened: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    gate: object = None
    """Where set, requests and openings wait here."""

    def current(self):
        if isinstance(self.name, Exception):
            raise self.name
        return self.name

    async def open_release(self, name):
        self.opened.append(name)
        await asyncio.sleep(0)
        if name in self.broken:
            raise OSError("disk")

        async def app(scope, receive, send):
            gate = self.gate
            await send({"type": "http.response.start", "status": 200, "headers": []})
            if gate is not None:
                await gate.wait()
            await send({"type": "http.response.body", "body": name.encode()})

        return name, app

    async def close(self, instance):
        self.closed.append(instance)


@pytest.fixture
def stage():
    return Stage()


@pytest.fixture
def switch(stage):
    return Switch(stage.current, stage.open_release, stage.close)


async def ask(switch):
    sent = []

    async def send(message):
        sent.append(message)

    await switch(SCOPE, None, send)
    return sent[0]["status"], b"".join(message["body"] for message in sent[1:]).decode()


def test_the_current_release_answers(stage, switch):
    async def scene():
        before = await ask(switch)
        stage.name = "r2"
        return before, await ask(switch)

    assert asyncio.run(scene()) == ((200, "r1"), (200, "r2"))
    assert (stage.opened, stage.closed) == (["r1", "r2"], ["r1"])


def test_the_old_one_closes_after_its_last_request(stage, switch):
    async def scene():
        stage.gate = asyncio.Event()
        slow = [asyncio.create_task(ask(switch)) for _ in range(2)]
        for _ in range(5):
            await asyncio.sleep(0)
        gate, stage.gate = stage.gate, None
        stage.name = "r2"
        new = await ask(switch)
        still_open = list(stage.closed)
        gate.set()
        return await asyncio.gather(*slow), new, still_open

    old, new, still_open = asyncio.run(scene())

    assert old == [(200, "r1"), (200, "r1")]
    assert new == (200, "r2")
    assert (still_open, stage.closed) == ([], ["r1"])


def test_many_at_once_open_one(stage, switch):
    async def scene():
        await asyncio.gather(*(ask(switch) for _ in range(20)))
        stage.name = "r2"
        return await asyncio.gather(*(ask(switch) for _ in range(20)))

    answers = asyncio.run(scene())

    assert stage.opened == ["r1", "r2"]
    assert {status for status, _ in answers} == {200}


def test_before_the_first_release(stage, switch):
    stage.name = None

    status, body = asyncio.run(ask(switch))

    assert status == 503
    assert body.startswith("Nothing has been published here yet")


def test_a_release_that_does_not_open(stage, switch, caplog):
    async def scene():
        await ask(switch)
        stage.name = "r2"
        stage.broken = {"r2"}
        return [await ask(switch) for _ in range(3)]

    assert asyncio.run(scene()) == [(200, "r1")] * 3
    assert stage.opened == ["r1", "r2"]
    assert stage.closed == []
    assert caplog.messages == ["release r2 cannot be served"]


def test_a_damaged_pointer(stage, switch, caplog):
    async def scene():
        await ask(switch)
        stage.name = ReleaseError("current: it names a release that is not there")
        return [await ask(switch) for _ in range(3)]

    assert asyncio.run(scene()) == [(200, "r1")] * 3
    assert caplog.messages == ["current: it names a release that is not there"]


def test_looking_is_as_rare_as_wished(stage):
    switch = Switch(stage.current, stage.open_release, stage.close, interval=3600)

    async def scene():
        await ask(switch)
        stage.name = "r2"
        return await ask(switch)

    assert asyncio.run(scene()) == (200, "r1")


@pytest.mark.parametrize(
    ("broken", "started"), [(set(), "complete"), ({"r1"}, "failed")], ids=["fine", "broken"]
)
def test_lifespan(stage, switch, broken, started):
    stage.broken = broken
    sent = []

    async def scene():
        messages = iter(["lifespan.startup", "lifespan.shutdown"])

        async def receive():
            return {"type": next(messages)}

        async def send(message):
            sent.append(message["type"])

        await switch({"type": "lifespan"}, receive, send)

    asyncio.run(scene())

    assert sent == [f"lifespan.startup.{started}", "lifespan.shutdown.complete"]
    assert stage.closed == [name for name in stage.opened if name not in broken]
