import sys

import helper
from shop.till import TOTAL

with open("shop/names.txt", encoding="utf-8") as file:
    print(helper.greeting(file.read().strip()), TOTAL, sys.argv)
with open("shop/pixel.bin", "rb") as file:
    print(file.read(), end="")
print("to stderr", file=sys.stderr)
