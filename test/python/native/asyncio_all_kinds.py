# Tasks, groups, timeouts, queues and locks of one loop, on the virtual clock. Native: the same lines.
import asyncio
import time


async def child(n):
    await asyncio.sleep(n)
    print("child", n, asyncio.current_task().get_name())
    return n


async def bad():
    raise ValueError("bad")


async def cancelled():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def numbers():
    try:
        for i in range(3):
            yield i
    finally:
        print("closed")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    print(await asyncio.gather(*(child(n) for n in (3, 1, 2))))
    print("took", round(loop.time() - began))
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(child(n))
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    items = asyncio.Queue(2)

    async def produce():
        for i in range(5):
            await items.put(i)
        await items.put(None)

    producer = asyncio.create_task(produce(), name="producer")
    while (item := await items.get()) is not None:
        print("got", item)
    await producer
    print(type(producer), producer.get_name(), producer.done())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad())
            group.create_task(cancelled())
    except* ValueError as errors:
        print(errors.exceptions)
    seats, inside = asyncio.Semaphore(2), 0

    async def sit(n):
        nonlocal inside
        async with seats:
            inside += 1
            print("sits", n, inside)
            await asyncio.sleep(0.1)
            inside -= 1

    await asyncio.gather(*map(sit, range(4)))
    for first in asyncio.as_completed([asyncio.sleep(0.3, 3), asyncio.sleep(0.1, 1)]):
        print("completed", await first)
    waits = [asyncio.create_task(asyncio.sleep(n)) for n in (1, 2)]
    done, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    loop.call_later(0.1, print, "later")
    await asyncio.sleep(0.2)
    async for n in numbers():
        print(n)
        break
    before = time.monotonic()
    await loop.run_in_executor(None, time.sleep, 1)
    print("slept", round(time.monotonic() - before))
    print(await asyncio.to_thread(sum, [1, 2]))
    return "main's result"


print(asyncio.run(main()))
try:
    asyncio.run(bad())
except ValueError as error:
    print("raised", error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
with asyncio.Runner() as runner:
    print(runner.run(child(0)), runner.run(child(1)))
