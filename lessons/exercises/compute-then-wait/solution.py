"""Threads with a GIL: each computes, and then waits."""


def seconds(threads, compute, wait):
    return threads * compute + wait
