def cubes(pool, numbers):
    def cube(n):
        return n**3

    futures = [pool.submit(cube, n) for n in numbers]
    return [future.result() for future in futures]
