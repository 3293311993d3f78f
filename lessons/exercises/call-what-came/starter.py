"""Do the next job of a queue."""


def do_job(args):
    return args


def do_next(q):
    func, args = q.get()
    return do_job(args)
