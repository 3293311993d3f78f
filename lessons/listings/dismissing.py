import threadpool


def names(workers):
    return [worker.name for worker in workers]


pool = threadpool.ThreadPool(3, poll_timeout=0.2)
for number, worker in enumerate(pool.workers, start=1):
    worker.name = f"worker {number}"

pool.dismissWorkers(1)
print("left in workers:", names(pool.workers))
print("dismissedWorkers:", names(pool.dismissedWorkers))

pool.dismissWorkers(5)  # there are only two
print("left in workers:", names(pool.workers))
print("dismissedWorkers:", names(pool.dismissedWorkers))

dismissed = list(pool.dismissedWorkers)
pool.joinAllDismissedWorkers()
print("alive:", sum(worker.is_alive() for worker in dismissed))
print("dismissedWorkers:", names(pool.dismissedWorkers))
