/** The fixed programs that searching is measured with. */
export const POOL = `
import queue
import threading
import time


class Worker(threading.Thread):
    def run(self):
        while True:
            try:
                item = jobs.get(block=False)
            except queue.Empty:
                break
            time.sleep(0.1)
            done.append(item)
            jobs.task_done()


jobs = queue.Queue()
done = []
for item in range(6):
    jobs.put(item)
workers = [Worker() for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
assert len(done) == 6
`;

export const LOCKS = `
import threading

a, b = threading.Lock(), threading.Lock()


def take(first, second):
    with first:
        with second:
            pass


threads = [threading.Thread(target=take, args=args) for args in ((a, b), (b, a))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

const counting = (times: number) => `
import threading

n = 0


def count():
    global n
    for _ in range(${times}):
        n += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

/** Two threads that add three each. */
export const RACE = counting(3);
/** The same, long enough to measure what a switch costs. */
export const COUNTER = counting(1000);
