def cubes(pool, numbers):
    return [n**3 for n in numbers]
