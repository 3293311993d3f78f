"""Two points, each a tuple of two numbers."""


def distance(x, y):
    return x * x + y * y


def two_points(lab):
    import points

    made = lab.attribute(points, "requests_for")(distance, [(3, 4), (0, 0)])
    lab.expect(len(made) == 2, "wrong-count", count=len(made))
    for request, wanted in zip(made, [25, 0]):
        try:
            got = request.callable(*request.args, **request.kwds)
        except TypeError as error:
            lab.expect(False, "refused", error=str(error)[:80])
        lab.expect(got == wanted, "wrong-result", got=str(got)[:40], wanted=wanted)
