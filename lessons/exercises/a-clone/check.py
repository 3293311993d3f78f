"""A message with a list, and a list inside it."""


def changes(lab):
    import cloning

    send = lab.attribute(cloning, "send")  # the learner's own
    message = [1, [2, 3]]
    arrived = send(message)
    lab.expect(arrived == [1, [2, 3]], "not-equal", got=str(arrived)[:40], sent=str(message))
    arrived.append(4)
    lab.expect(message == [1, [2, 3]], "shared", got=str(message)[:40])
    arrived[1].append(5)
    lab.expect(message == [1, [2, 3]], "shared-inside", got=str(message)[:40])
