#!/usr/bin/env python3
"""Reads, extracts and links an archive of JSON lines again on Apache Spark, by Baken's own steps.

Each line goes through `baken step read|extract|fingerprint`, cut into partitions over any number of workers. Linking judges a value over all
adverts that have it, so that one process gets all fingerprints (docs/decisions/0500). The rows are those of the same commands without Spark, whatever
the number of partitions. Lines that a step refuses are kept in `refused` with what is wrong, and counted.

Usage: spark-submit deploy/spark/relink.py --baken "npx baken" --key KEYFILE --out FOLDER [--from read|extract] [--partitions N] INPUT...
"""
import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
import threading

from pyspark import StorageLevel
from pyspark.sql import SparkSession

STEPS = ("read", "extract", "fingerprint", "link-components")


REFUSED = re.compile(r"line (\d+): (.*?)(?:: skipped)?")
IN_ALL = re.compile(r"(\d+) of (\d+) lines could not be used\.")


def run_step(command, part, lines):
    """Gives of one partition: ("row", text), ("refused", (part, line from 1, why)), and last ("lines", (part, how many went in)).

    A step ends with 0 (all lines are good), or with 1 and a count of the lines that it refused. Anything else ends the task, and Spark tries it again:
    a step that was killed may not pass as one that had nothing more to say.
    """
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told)
        fed = [0]

        def feed():
            try:
                for line in lines:
                    child.stdin.write(line.encode() + b"\n")
                    fed[0] += 1
                child.stdin.close()
            except BrokenPipeError:
                pass  # The step ended early: its exit code and its count say so.

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        for row in child.stdout:
            yield ("row", row.decode().rstrip("\n"))
        code = child.wait()
        feeder.join()
        told.seek(0)
        said = told.read().decode(errors="replace").split("\n")[:-1]
        count = IN_ALL.fullmatch(said[-1]) if said else None
        ended_well = code == 0 or (code == 1 and count is not None and int(count[2]) == fed[0])
        if not ended_well:
            raise RuntimeError(f"{shlex.join(command)} ended with {code} after {fed[0]} lines: {' | '.join(said[-5:])[:2000]}")
        for sentence in said if code == 1 else []:
            line = REFUSED.fullmatch(sentence)
            if line is not None:
                yield ("refused", (part, int(line[1]), line[2]))
        yield ("lines", (part, fed[0]))


def of_kind(answers, kind):
    return answers.filter(lambda answer: answer[0] == kind).map(lambda answer: answer[1])


def refused_lines(answers):
    """What was refused, by its place among all lines that went into the step, from 1."""
    before, start = 0, {}
    for part, fed in sorted(of_kind(answers, "lines").collect()):
        start[part] = before
        before += fed
    return of_kind(answers, "refused").map(
        lambda one: json.dumps({"line": start[one[0]] + one[1], "why": one[2]}, ensure_ascii=False)
    )


def main():
    parser = argparse.ArgumentParser(description="Reads, extracts and links an archive again, on Apache Spark.")
    parser.add_argument("--baken", default="npx baken", help="how the program is called on each worker")
    parser.add_argument("--key", required=True, help="file with the key of the mandate, at the same place on each worker")
    parser.add_argument("--from", dest="start", choices=("read", "extract"), default="extract", help="the first step of the input")
    parser.add_argument("--partitions", type=int, default=0, help="parts in which lines are read; default: as many as Spark has cores")
    parser.add_argument("--out", required=True, help="a folder that does not exist yet, at the same place on each worker or in a shared store")
    parser.add_argument("input", nargs="+")
    asked = parser.parse_args()

    spark = SparkSession.builder.appName("baken relink").getOrCreate()
    context = spark.sparkContext
    parts = asked.partitions if asked.partitions > 0 else context.defaultParallelism
    baken = shlex.split(asked.baken)
    # In the order of the input, so that the parts one after another are the rows of a single run.
    rows = context.textFile(",".join(asked.input), minPartitions=parts)
    counts = {}
    for step in STEPS[STEPS.index(asked.start):]:
        command = [*baken, "step", step] + (["--key", asked.key] if step == "fingerprint" else [])
        source = rows.coalesce(1) if step == "link-components" else rows
        # Kept, since rows and refused lines are taken from one run of the step.
        answers = source.mapPartitionsWithIndex(lambda part, lines, command=command: run_step(command, part, lines))
        answers.persist(StorageLevel.DISK_ONLY)
        rows = of_kind(answers, "row")
        refused = refused_lines(answers)
        rows.saveAsTextFile(f"{asked.out}/{step}")
        refused.coalesce(1).saveAsTextFile(f"{asked.out}/refused/{step}")
        counts[step] = {"rows": rows.count(), "refused": refused.count()}
    print(json.dumps(counts))
    spark.stop()
    sys.exit(1 if any(one["refused"] for one in counts.values()) else 0)


if __name__ == "__main__":
    main()
