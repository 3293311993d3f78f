def do_next(q):
    func, args = q.get()
    return func(args)
