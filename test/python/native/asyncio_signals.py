# Signals and event loops. Native: the same lines.
import asyncio, signal, os, threading, time
async def main():
    loop=asyncio.get_running_loop(); ev=asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ev.set)
    threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    await ev.wait(); print("term")
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
asyncio.run(main())
async def forever():
    try: await asyncio.sleep(1000)
    except asyncio.CancelledError: print("cancelled"); raise
threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try: asyncio.run(forever())
except KeyboardInterrupt: print("KI")
