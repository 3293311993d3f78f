"""Six pools; a size of 0 is no bound."""


def fit(lab):
    import fitting

    rule = lab.attribute(fitting, "fits")  # the learner's own
    pools = [(4, 1, 2, 1), (5, 1, 2, 1), (7, 2, 3, 2), (8, 2, 3, 2), (99, 0, 2, 1), (99, 1, 2, 0)]
    for requests, q_size, workers, resq_size in pools:
        got = rule(requests, q_size, workers, resq_size)
        wanted = 0 in (q_size, resq_size) or requests <= q_size + workers + resq_size
        sizes = (requests, q_size, workers, resq_size)
        lab.expect(wanted or not got, "hangs", requests=sizes[0], q_size=sizes[1], workers=sizes[2], resq_size=sizes[3])
        lab.expect(got or not wanted, "fits", requests=sizes[0], q_size=sizes[1], workers=sizes[2], resq_size=sizes[3])
