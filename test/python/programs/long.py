n = 0
while n < 10**9:
    n += 1
