"""Cubes, from another process."""


def cube(n):
    return n**3


def cubes(pool, numbers):
    futures = [pool.submit(cube, n) for n in numbers]
    return [future.result() for future in futures]
