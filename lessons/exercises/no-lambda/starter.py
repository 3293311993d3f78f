"""Cubes, from another process."""


def cubes(pool, numbers):
    futures = [pool.submit(lambda n: n**3, n) for n in numbers]
    return [future.result() for future in futures]
