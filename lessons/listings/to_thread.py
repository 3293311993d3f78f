"""A call that blocks, inside of asyncio."""

import asyncio
import time


def read(n):
    time.sleep(0.1)  # blocks its thread
    return n * n


async def main():
    start = time.perf_counter()
    print([read(n) for n in (1, 2, 3)])
    print(f"in the loop's own thread: {time.perf_counter() - start:.1f} s")

    start = time.perf_counter()
    calls = (asyncio.to_thread(read, n) for n in (1, 2, 3))
    print(await asyncio.gather(*calls))
    print(f"with to_thread: {time.perf_counter() - start:.1f} s")


asyncio.run(main())
