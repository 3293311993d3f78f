"""The demands of `transfer-in-order`, point by point."""

import threading


def accounts(lab, *balances):
    import transfer

    make = lab.attribute(transfer, "Account")
    return [make(number, balance) for number, balance in enumerate(balances, 1)]


def at_once(lab, *transfers):
    """Each transfer in a thread of its own, until all are over."""
    import transfer

    threads = [threading.Thread(target=lab.attribute(transfer, "transfer"), args=each) for each in transfers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def both_ways(lab):
    """30 one way and 10 back: 100 - 30 + 10 = 80."""
    a, b = accounts(lab, 100, 100)
    at_once(lab, (a, b, 30), (b, a, 10))
    right = (a.balance, b.balance) == (80, 120)
    lab.expect(right, "wrong", a=a.balance, b=b.balance, wanted_a=80, wanted_b=120)
    for each in (a, b):
        lab.expect(not each.lock.locked(), "still-locked", number=each.number)


def nothing_lost(lab):
    """Two transfers into one account, from two others."""
    a, b, c = accounts(lab, 100, 100, 100)
    at_once(lab, (a, b, 30), (c, b, 10))
    total = a.balance + b.balance + c.balance
    lab.expect(total == 300, "lost-money", a=a.balance, b=b.balance, sum=total, wanted=300)


def to_itself(lab):
    [a] = accounts(lab, 100)
    at_once(lab, (a, a, 30))
    lab.expect(a.balance == 100, "changed", balance=a.balance, wanted=100)
