"""Four results, and a callback that fails for one of them."""


def raising(lab):
    import careful

    errors, got = [], []

    def callback(request, result):
        got.append(result)
        if result == 2:
            raise ValueError("two")

    safe = lab.attribute(careful, "safe")(callback, errors)
    for number in range(4):
        try:
            safe("request", number)
        except Exception as error:
            lab.expect(False, "escapes", error=type(error).__name__)
    lab.expect(got == [0, 1, 2, 3], "not-called", calls=len(got))
    lab.expect([type(error) for error in errors] == [ValueError], "not-kept", count=len(errors))
