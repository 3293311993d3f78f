"""All take the fork with the lower number first, so the waiting cannot
go round in a circle."""

import threading

forks = [threading.Lock() for _ in range(3)]
eaten = []


def dine(seat):
    first, second = sorted([seat, (seat + 1) % 3])
    with forks[first]:
        with forks[second]:
            eaten.append(seat)


threads = [threading.Thread(target=dine, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(eaten) == [0, 1, 2]
print("all have eaten")
