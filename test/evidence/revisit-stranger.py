"""Reads one capture of an evidence folder with its data key, from the words of docs/evidence-format.md: FOLDER CAPTURE KEY. Prints what was answered as JSON.

The cipher is undone by openssl in counter mode, which judges no tag: digests judge what comes out.
"""
import base64
import glob
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import zlib


def hkdf(key, label):
    secret = hmac.new(b"\0" * 32, key, hashlib.sha256).digest()
    info = b"baken/1/" + label
    first = hmac.new(secret, info + b"\1", hashlib.sha256).digest()
    return first, hmac.new(secret, first + info + b"\2", hashlib.sha256).digest()


def decrypt(key, nonce, block):
    counter = nonce + "00000002"
    words = ["openssl", "enc", "-d", "-aes-256-ctr", "-K", key.hex(), "-iv", counter]
    return subprocess.run(words, input=block[:-16], capture_output=True, check=True).stdout


def record(folder, capture):
    for name in glob.glob(os.path.join(folder, "segments", "*.warc")):
        data = open(name, "rb").read()
        at = data.find(b"WARC-Record-ID: <urn:uuid:%s>" % capture.encode())
        if at < 0:
            continue
        start = data.rfind(b"WARC/1.1\r\n", 0, at)
        end = data.find(b"\r\n\r\n", start)
        header = data[start:end].decode()
        fields = dict(line.split(": ", 1) for line in header.split("\r\n")[1:])
        return fields, data[end + 4 : end + 4 + int(fields["Content-Length"])]
    raise SystemExit("no such capture")


def field(text, name):
    return re.search(name + r"=([0-9a-f]+)", text).group(1)


def content(fields, block, key):
    said = fields["Baken-Content"]
    packed = decrypt(key, field(said, "nonce"), block[-int(field(said, "length")) :])
    return zlib.decompressobj(-15).decompress(packed)


folder, capture, secret = sys.argv[1:]
data_key = bytes.fromhex(secret)
fields, block = record(folder, capture)
aes, commit = hkdf(data_key, b"capture")
assert commit.hex() == field(fields["Baken-Seal"], "commit")
apart = int(field(fields["Baken-Content"], "length")) if "Baken-Content" in fields else 0
inside = decrypt(aes, field(fields["Baken-Seal"], "nonce"), block[: len(block) - apart])
if apart or "Baken-Original" in fields:
    inside = zlib.decompressobj(-15).decompress(inside)
original = None
if "Baken-Original" in fields:
    line, inside = inside.split(b"\n", 1)
    named = json.loads(line)
    original = named["id"]
    key = base64.urlsafe_b64decode(named["key"] + "=")
    body = content(*record(folder, original), key)
else:
    body = content(fields, block, hkdf(data_key, b"content")[0])
text = b""
while inside:
    member = zlib.decompressobj(31)
    text += member.decompress(inside)
    inside = member.unused_data
answer = re.search(rb"WARC/1.1\r\nWARC-Type: (?:response|revisit)\r\n.*?\r\n\r\nHTTP/1.1 (\d{3})", text, re.S)
head = answer.group(0)
print(
    json.dumps(
        {
            "status": answer.group(1).decode(),
            "url": re.search(rb"WARC-Target-URI: ([^\r]*)", head).group(1).decode(),
            "original": original,
            "body": "sha256:" + hashlib.sha256(body).hexdigest(),
            "said": re.search(rb"WARC-Payload-Digest: ([^\r]*)", head).group(1).decode(),
        }
    )
)
