def order():
    return "BBBAAA"
