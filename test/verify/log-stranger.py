"""Checks a log of Baken with hashlib alone, from docs/evidence-format.md: all tiles, the root, and proofs on standard input."""
import base64, hashlib, os, sys

folder = sys.argv[1]


def leaf(data):
    return hashlib.sha256(b"\0" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes):
    """RFC 9162, section 2.1.1, by its recursive definition."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return node(root(hashes[:k]), root(hashes[k:]))


def tile(level, number, count):
    digits = []
    rest = number
    while True:
        digits.insert(0, "%03d" % (rest % 1000))
        rest //= 1000
        if rest == 0:
            break
    name = "/".join(["x" + one for one in digits[:-1]] + digits[-1:])
    with open(os.path.join(folder, "tile", str(level), name + ("" if count == 256 else ".p/%d" % count)), "rb") as file:
        data = file.read()
    if len(data) != 32 * count:
        sys.exit("a tile has another length")
    return [data[at : at + 32] for at in range(0, len(data), 32)]


with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
    origin, size, stated = file.read().split("\n")[:3]
size, stated = int(size), base64.b64decode(stated)
level, below = 0, None
while size // 256**level > 0:
    count = size // 256**level
    hashes = []
    for number in range((count + 255) // 256):
        hashes += tile(level, number, min(256, count - number * 256))
    if below is not None and [root(below[at * 256 : at * 256 + 256]) for at in range(count)] != hashes:
        sys.exit("level %d does not follow from the one below" % level)
    if level == 0:
        leaves = hashes
    below = hashes
    level += 1
if root(leaves) != stated:
    sys.exit("the tiles do not give the root")

for text in sys.stdin.read().split("=====\n"):
    if text == "":
        continue
    lines = text.split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1":
        sys.exit("no proof")
    data = base64.b64decode(lines[1].split(" ")[1])
    index = int(lines[2].split(" ")[1])
    path = [base64.b64decode(one) for one in lines[3 : lines.index("")]]
    fn, sn, found = index, size - 1, leaf(data)
    for one in path:
        if fn & 1 or fn == sn:
            found = node(one, found)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node(found, one)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0 or found != stated:
        sys.exit("entry %d is not in the log" % (index + 1))
print("%s: %d entries" % (origin, size))
