"""Who is compared: each indexes a corpus and answers queries."""

import json
import os
import subprocess
import sys
import tempfile
import time

import setup

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, ".build-peers")
SEARCH = os.path.join(ROOT, ".build-release", "release", "search")
OURS = "search"


class Ours:
    """`search index` prints JSON; `search eval` wants judgements and gets the source of a query."""

    def index(self, path, threads, corpus):
        command = [SEARCH, "index", "--json", "--threads", str(threads), "--index", path, corpus]
        return measure(command, lambda text: (json.loads(text)["documents"], None))

    def latency(self, path, queries, _rounds):
        """The milliseconds of ranking: no documents are read, as by the peers."""
        with queries_file(queries) as file:
            command = [SEARCH, "bench", "query", "--json", "--index", path, file.name]
            command += ["--slowest", str(len(queries))]
            result = json.loads(setup.run(*command))
        return [query["milliseconds"] for query in result["slowest"]]

    def query(self, path, queries):
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            names = [os.path.join(folder, name) for name in ("queries", "qrels")]
            with open(names[0], "w", encoding="utf-8") as file:
                file.writelines(f"{i}\t{text}\n" for i, (_, text) in enumerate(queries))
            with open(names[1], "w", encoding="utf-8") as file:
                file.writelines(f"{i}\t{document}\t1\n" for i, (document, _) in enumerate(queries))
            command = [SEARCH, "eval", "--json", "--index", path]
            command += ["--queries", names[0], "--qrels", names[1]]
            result = json.loads(setup.run(*command))
        return {"p50": result["p50Milliseconds"], "p95": result["p95Milliseconds"]}


class Peer:
    """A program that is called with index or query; it prints counts or milliseconds."""

    def __init__(self, command, kind, environment=None):
        self.command, self.kind, self.environment = command, kind, environment

    def index(self, path, threads, corpus):
        def read(text):
            numbers = [int(number) for number in text.split()]
            return numbers[0], numbers[1] * 1024 if len(numbers) > 1 else None

        command = [*self.command, "index", self.kind, path, str(threads), corpus]
        return measure(command, read, self.environment)

    def query(self, path, queries):
        return {"times": self.latency(path, [text for _, text in queries])}

    def latency(self, path, queries, rounds=None):
        """The milliseconds of each query, after so many rounds to warm up."""
        with queries_file(queries) as file:
            command = [*self.command, "query", self.kind, path, file.name]
            command += [str(rounds)] if rounds else []
            result = subprocess.run(
                command, env=self.environment, capture_output=True, text=True, check=True)
        return [float(line) for line in result.stdout.split()]


def queries_file(queries):
    """A file with a query on each line, which is there until it is closed."""
    file = tempfile.NamedTemporaryFile("w", dir=FOLDER, encoding="utf-8")
    file.writelines(text + "\n" for text in queries)
    file.flush()
    return file


def measure(command, read, environment=None):
    """Time, processor time and memory of a process and of what it waited for."""
    with tempfile.TemporaryFile(dir=FOLDER) as output, tempfile.TemporaryFile(dir=FOLDER) as errors:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            raise setup.Missing(errors.read().decode(errors="replace").strip()[-300:])
        documents, memory = read(output.read().decode())
    return {
        "wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "documents": documents,
        "memory": memory or usage.ru_maxrss * 1024,
    }


def size(path):
    return sum(
        os.path.getsize(os.path.join(folder, name))
        for folder, _, names in os.walk(path) for name in names)


def contenders(only):
    """What can run here, what each version is, and why others cannot."""
    found, versions, notes = {OURS: Ours()}, [], []
    try:
        command, version = setup.lucene(FOLDER)
        found["Lucene, ICU's words"] = Peer(command, "words")
        found["Lucene, bigrams"] = Peer(command, "bigrams")
        versions.append(version)
    except (setup.Missing, OSError) as error:
        notes.append(f"Lucene is left out: {error}")
    try:
        command, environment, version = setup.tantivy(FOLDER)
        found["tantivy, jieba's words"] = Peer(command, "words", environment)
        found["tantivy, bigrams"] = Peer(command, "bigrams", environment)
        versions.append(version)
    except (setup.Missing, OSError) as error:
        notes.append(f"tantivy is left out: {error}")
    for note in notes:
        print(note, file=sys.stderr)
    if only:
        found = {name: found[name] for name in found if any(part in name for part in only)}
    return found, versions, notes
