def order():
    return "AAAB"
