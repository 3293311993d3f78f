# STARTER
_m = map_in_chunks
def map_in_chunks(pool, f, items, size):
    pool.messages = 3
    return _m(pool, f, items, size)
