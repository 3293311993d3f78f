"""Two threads, three steps each: read n, add 1, write n."""


def order():
    return "AAABBB"
