"""A thread that needs its label at once."""


def labelled(lab):
    import labelled

    told = []
    thread = lab.attribute(labelled, "Labelled")("a", told.append)
    thread.join()
    lab.expect(told != [], "not-told", told=str(told))
    lab.expect(told == ["a"], "wrong-label", told=str(told))
