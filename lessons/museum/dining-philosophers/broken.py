"""Three philosophers, three forks. Each takes the fork on the left and
then the one on the right."""

import threading

forks = [threading.Lock() for _ in range(3)]
eaten = []


def dine(seat):
    left, right = forks[seat], forks[(seat + 1) % 3]
    with left:
        with right:
            eaten.append(seat)


threads = [threading.Thread(target=dine, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert sorted(eaten) == [0, 1, 2]
print("all have eaten")
