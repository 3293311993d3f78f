"""Which instructions read and write what the threads share?"""

import dis

SHOWN = {"LOAD_GLOBAL", "BINARY_OP", "CALL", "STORE_GLOBAL"}


def add():
    global n
    n += 1


def append():
    items.append(1)


for function in (add, append):
    print(function.__name__)
    for instruction in dis.get_instructions(function):
        if instruction.opname in SHOWN:
            what = instruction.argval if "GLOBAL" in instruction.opname else ""
            print("   ", f"{instruction.opname} {what}".rstrip())
