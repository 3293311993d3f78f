"""The order is played: what is n in the end?"""


def loses(lab):
    import scheduler

    order = lab.attribute(scheduler, "order")()
    a, b = order.count("A"), order.count("B")
    lab.expect((a, b, len(order)) == (3, 3, 6), "steps", a=a, b=b)
    n, own, at = 0, {}, {"A": 0, "B": 0}
    for thread in order:
        if at[thread] == 0:
            own[thread] = n
        elif at[thread] == 1:
            own[thread] += 1
        else:
            n = own[thread]
        at[thread] += 1
    lab.expect(n == 1, "not-lost", order=order, n=n)
