"""Two and a half are two."""


def workers_for(rate, seconds, busy):
    return max(1, int(rate * seconds / busy))
