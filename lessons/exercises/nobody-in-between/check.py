"""What `nobody-in-between` asks for, point by point."""

import threading


def account(lab, balance):
    import account as learners

    return lab.attribute(learners, "Account")(balance)


def at_once(*calls):
    """Each call in a thread of its own; what they return, when all are over."""
    results = [None] * len(calls)

    def call(index, function, *args):
        results[index] = function(*args)

    threads = [threading.Thread(target=call, args=(index, *each)) for index, each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def withdrawals(lab):
    """100 in it, and two want 80: one gets it."""
    it = account(lab, 100)
    given = at_once((it.withdraw, 80), (it.withdraw, 80))
    lab.expect(it.balance >= 0, "overdrawn", balance=it.balance)
    lab.expect(sorted(map(str, given)) == ["False", "True"], "both", given=str(given), balance=it.balance)
    lab.expect(it.balance == 20, "wrong-balance", balance=it.balance, wanted=20)


def deposits(lab):
    """Two deposits of 10 and a withdrawal of 50: 100 + 20 - 50 = 70."""
    it = account(lab, 100)
    given = at_once((it.deposit, 10), (it.deposit, 10), (it.withdraw, 50))
    lab.expect(given[2] is True, "not-given", given=str(given[2]))
    lab.expect(it.balance == 70, "lost-deposit", balance=it.balance, wanted=70)


def refused(lab):
    """After a refusal and after a deposit that raises, the account is as before, and can be used."""
    it = account(lab, 100)
    lab.expect(it.withdraw(101) is False, "gave-too-much", amount=101)
    for amount in (0, -5):
        try:
            it.deposit(amount)
            raised = False
        except ValueError:
            raised = True
        lab.expect(raised, "no-value-error", amount=amount)
    at_once((it.deposit, 1), (it.withdraw, 100))
    lab.expect(it.balance == 1, "wrong-balance", balance=it.balance, wanted=1)
