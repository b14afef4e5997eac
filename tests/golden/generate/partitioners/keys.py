"""Writes the keys of the partitioner vectors as base64, one a line: `keys.py > keys.txt`. Same keys at every run."""
import base64

TEXTS = [
    "", "a", "ab", "abc", "abcd", "key", "21", "foobar", "a-little-bit-long-string", "order-17", "user:42", "0", "00",
    "ä", "ß-straße", "日本語", "ключ", "🦀", "a\u0000b", "\u007f\u0080", "null", "true", "2026-01-01T00:00:00.000Z",
    "123e4567-e89b-12d3-a456-426614174000", "{\"id\":1}", "one two\tthree\n",
]


def keys():
    yield from (text.encode() for text in TEXTS)
    yield from (bytes([value]) for value in (0x00, 0x7F, 0x80, 0xFF))
    state = 1
    for length in range(1, 101):
        out = bytearray()
        for _ in range(length):
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
            out.append(state >> 24)
        yield bytes(out)


if __name__ == "__main__":
    for key in keys():
        print(base64.b64encode(key).decode())
