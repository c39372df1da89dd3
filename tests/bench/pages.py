"""The portal's pages beside the floor: CPU, throughput, memory, and what a browser shows."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.clocks import quantile
from tests.bench.drawn import FLOOR_MESSAGES, PORTAL_MESSAGES, answer_drawn, wait_for_conversation
from tests.bench.library import grow_library
from tests.bench.servers import Server, portal
from tests.bench.sessions import Round, Visit, leave_all, open_all, talk
from tests.bench.table import Row, at_least, compared
from tests.bench.visits import gallery_visit, open_visits
from tests.chromium import find_chromium
from tests.conftest import FLAGS

ROUNDS, ALONE_ROUNDS = 3, 8
ALONE, CROWD, IDLE = 5, 50, 100
LINES = [f"我看一下第 {number} 页，您接着说。" for number in range(1, 11)]
"""Ten turns: about as long as a real visit."""

Visits = Callable[[int], list[Visit]]


def turns_beside_the_floor(floor: Server, product: Server) -> list[Row]:
    """CPU a turn with a few sessions, over all rounds; turns a second with fifty, best of some; taken in turn.

    The clock of a process ticks in hundredths of a second, so that one round alone would be told too coarsely. What a
    server loads when it starts is no part of a turn: both have come to rest, and have been visited once, before.
    """
    for server in (floor, product):
        asyncio.run(talk(server, _visits_to(server)(ALONE), LINES))
        server.come_to_rest()
    alone = _rounds(floor, product, ALONE, times=ALONE_ROUNDS)
    crowd = _rounds(floor, product, CROWD, times=ROUNDS)
    cpu = [sum(each.cpu for each in rounds) / sum(each.turns for each in rounds) * 1000 for rounds in alone]
    pace = [max(round_.turns / round_.seconds for round_ in rounds) for rounds in crowd]
    return [
        compared("CPU a turn", cpu[1], cpu[0], "ms", beside="floor", most=1.5),
        at_least(f"turns at {CROWD} sessions", pace[1], pace[0], "/s", beside="floor", least=0.66),
    ]


def idle_session(floor: Server, product: Server) -> Row:
    """Memory of a session that only looks at a conversation."""
    spent = [_idle_kib(server, _visits_to(server)) for server in (floor, product)]
    return compared("an idle session", spent[1], spent[0], "KiB", beside="floor", most=4.0)


def drawn_in_a_browser(floor: Server, product: Server) -> Row:
    """From Enter to the answer drawn, 95th percentile of turns in real Chromium.

    Raises:
        RuntimeError: there is no Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("There is no Chromium; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=FLAGS)
        waits: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            waits[0].extend(_drawn(browser, floor, Visit(), FLOOR_MESSAGES))
            waits[1].extend(_drawn(browser, product, open_visits(product, 1)[0], PORTAL_MESSAGES))
        browser.close()
    slow = [quantile(these, 0.95) for these in waits]
    return compared("Enter to answer drawn, p95", slow[1], slow[0], "ms", beside="floor", most=1.5)


def gallery(folder: Path) -> Row:
    """CPU of drawing the gallery with 10 and with 500 scenarios."""
    small, large = (_gallery_ms(folder, count) for count in (10, 500))
    return compared("gallery of 500", large, small, "ms CPU", beside="of 10", most=1.5)


def memory_over_many_turns(product: Server, turns: int) -> Row:
    """Resident memory before and after many turns; the first tenth warms caches up and does not count."""
    warm = turns // 10
    _many(product, warm)
    before = product.memory()
    _many(product, turns - warm)
    after = product.memory()
    return compared(f"memory after {turns:,} turns", after, before, "MiB", beside="before", most=1.1)


def _rounds(floor: Server, product: Server, sessions: int, *, times: int) -> tuple[list[Round], list[Round]]:
    rounds: tuple[list[Round], list[Round]] = ([], [])
    for _ in range(times):
        for server, mine in zip((floor, product), rounds, strict=True):
            mine.append(asyncio.run(talk(server, _visits_to(server)(sessions), LINES)))
    return rounds


def _visits_to(server: Server) -> Visits:
    return (lambda count: [Visit()] * count) if server.name == "floor" else (lambda n: open_visits(server, n))


def _idle_kib(server: Server, visits: Visits) -> float:
    async def measured() -> float:
        first, _ = await open_all(server, visits(IDLE))
        before = server.memory()
        second, _ = await open_all(server, visits(IDLE))
        after = server.memory()
        await leave_all([*first, *second])
        return (after - before) * 1024 / IDLE

    return max(asyncio.run(measured()), 1.0)


def _drawn(browser: Browser, server: Server, visit: Visit, messages: str) -> list[float]:
    context = browser.new_context(locale="zh-CN")
    if visit.cookie:
        name, value = visit.cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/{visit.page}?{visit.query}".rstrip("?"))
    wait_for_conversation(page)
    waits = [answer_drawn(page, line, messages) for line in LINES]
    context.close()
    return waits[1:]


def _gallery_ms(folder: Path, count: int) -> float:
    library = grow_library(folder / f"library-{count}", count=count)
    with portal(folder / f"home-{count}") as server:
        visit = gallery_visit(server, library)

        async def drawn() -> float:
            visitors, _ = await open_all(server, [visit])
            before = server.cpu()
            times = 20
            for _ in range(times):
                await visitors[0].open()
            spent = (server.cpu() - before) / times
            await leave_all(visitors)
            return spent * 1000

        return median(asyncio.run(drawn()) for _ in range(ROUNDS))


def _many(product: Server, turns: int) -> None:
    at_once = 20
    for _ in range(max(1, turns // (at_once * len(LINES)))):
        asyncio.run(talk(product, open_visits(product, at_once), LINES))
