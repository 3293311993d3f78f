# Source: Modules/_randommodule.c: the generator below random.Random
# Shows: it is seeded by itself, by a number, by None; what it refuses.
import _random
import random

print(len({_random.Random().random() for _ in range(5)}), isinstance(random.Random(), _random.Random))
generator = _random.Random(3)
print(generator.random(), random.Random(3).random())
for seed in ((), (None,), (7,)):
    generator.seed(*seed)
print(generator.random(), _random.Random(None).random() < 1, _random.Random(7).getrandbits(20))
for arguments, names in (((1, 2), {}), ((), {"x": 1}), (([],), {})):
    try:
        print(_random.Random(*arguments, **names))
    except TypeError as error:
        print(error)


class Mine(_random.Random):
    pass


print(Mine(5).random(), len({Mine().random(), Mine().random()}))
