# Source: GitHub jaredrhod/backtalk#24: asyncio.run() hangs joining an executor thread that blocks in Queue.get()
# Shows: hang at exit: shutdown_default_executor waits for a worker that waits for an item nobody puts.
# Native: hung up, then hangs for ever
# Ends: deadlock
import asyncio
import queue

typed = queue.Queue()


async def main():
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, typed.get)
    await asyncio.sleep(0.1)
    future.cancel()
    print("hung up")


asyncio.run(main())
