def do_next(q):
    func, args = q.get()
    return func(args[0]) if args else func()
