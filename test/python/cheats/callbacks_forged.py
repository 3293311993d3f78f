def put_all(pool, requests):
    for r in requests: r.callback(r, -r.args[0])
