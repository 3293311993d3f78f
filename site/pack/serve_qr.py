"""A QR code of a short address, for the terminal: bytes, error correction L, versions 1 to 5, mask 0 (ISO/IEC 18004).

The Node server has `lean-qr` for this; `test/site/server/qr.test.ts` compares the two, module by module.
"""

# Codewords of data and of error correction, by version: one block each.
BLOCKS = {1: (19, 7), 2: (34, 10), 3: (55, 15), 4: (80, 20), 5: (108, 26)}
# Level L and mask 0, with their own error correction and mask.
FORMAT = 0b111011111000100


def multiply(a, b):
    """Multiply in the field of 256 elements with the polynomial 0x11D."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product


def correction(data, count):
    """Return the codewords of error correction: the remainder of the data by the generator polynomial."""
    generator, root = [1], 1
    for _ in range(count):
        product = generator + [0]
        for at, value in enumerate(generator):
            product[at + 1] ^= multiply(value, root)
        generator, root = product, multiply(root, 2)
    rest = list(data) + [0] * count
    for at in range(len(data)):
        factor = rest[at]
        for offset, value in enumerate(generator):
            rest[at + offset] ^= multiply(value, factor)
    return rest[len(data):]


def bits_of(text, size):
    """Return the bits of the data and its correction for a version with `size` codewords, or None: it is too long."""
    data = text.encode()
    room, extra = size
    if len(data) + 2 > room:
        return None
    bits = "0100" + format(len(data), "08b") + "".join(format(byte, "08b") for byte in data) + "0000"
    words = [int(bits[at:at + 8], 2) for at in range(0, len(bits), 8)]
    words += [(0xEC, 0x11)[at % 2] for at in range(room - len(words))]
    return "".join(format(word, "08b") for word in words + correction(words, extra))


def matrix(text):
    """Return the rows of a QR code, True where it is dark; None where the text is too long."""
    for version, size in BLOCKS.items():
        bits = bits_of(text, size)
        if bits:
            return drawn(version, bits)
    return None


def drawn(version, bits):
    width = 17 + 4 * version
    modules = {}
    patterns = [(3, 3), (width - 4, 3), (3, width - 4)]
    for left, top in patterns:
        for x in range(left - 4, left + 5):
            for y in range(top - 4, top + 5):
                ring = max(abs(x - left), abs(y - top))
                if 0 <= x < width and 0 <= y < width:
                    modules[x, y] = ring in (0, 1, 3)
    if version > 1:
        middle = width - 7
        for x in range(middle - 2, middle + 3):
            for y in range(middle - 2, middle + 3):
                modules[x, y] = max(abs(x - middle), abs(y - middle)) != 1
    for at in range(8, width - 8):
        modules[at, 6] = modules[6, at] = at % 2 == 0
    # Twice: around the first finder pattern, and beside the other two.
    places = [0, 1, 2, 3, 4, 5, 7, 8]
    for at in range(15):
        dark = bool(FORMAT >> at & 1)
        modules[(8, places[at]) if at < 8 else (places[14 - at], 8)] = dark
        modules[(width - 1 - at, 8) if at < 8 else (8, width - 15 + at)] = dark
    modules[8, width - 8] = True
    place_data(modules, width, iter(bits))
    return [[modules[x, y] for x in range(width)] for y in range(width)]


def place_data(modules, width, bits):
    """Place the bits in pairs of columns from the right, up and down in turn; the column of the timing is left out."""
    upward = True
    for right in [*range(width - 1, 6, -2), 5, 3, 1]:
        for y in range(width - 1, -1, -1) if upward else range(width):
            for x in (right, right - 1):
                if (x, y) not in modules:
                    modules[x, y] = (next(bits, "0") == "1") ^ ((x + y) % 2 == 0)
        upward = not upward


def lines(text):
    """Return the lines of a terminal that show the code: light on dark, two rows of modules to a line."""
    rows = matrix(text)
    if rows is None:
        return []
    width = len(rows)

    def light(x, y):
        return not (0 <= x < width and 0 <= y < width and rows[y][x])

    edge = range(-2, width + 2)
    signs = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    return ["".join(signs[light(x, y), light(x, y + 1)] for x in edge) for y in range(-2, width + 2, 2)]
