"""Brings the peers: Lucene from Debian, tantivy and jieba from PyPI, into a folder of their own."""

import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = [
    ("Lucene", "liblucene8-java"),
    ("ICU4J", "libicu4j-java"),
    ("OpenJDK", "openjdk-17-jdk-headless"),
]
DEBIAN = [package for _, package in NAMES]
PYPI = ["tantivy==0.27.0", "rjieba==0.2.2"]
JARS = "/usr/share/java"


class Missing(Exception):
    """A peer cannot be had here; the message says why."""


def run(*command):
    """Runs a command quietly; what it said is in the error if it fails."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode != 0:
        tail = " / ".join(result.stdout.strip().splitlines()[-3:])
        program = os.path.basename(command[0])
        raise Missing(f"{program} {' '.join(command[1:3])} … failed: {tail}")
    return result.stdout


def install(packages):
    if not shutil.which("apt-get"):
        raise Missing(f"install {' '.join(packages)} by hand: there is no apt-get")
    print("installing " + " ".join(packages), file=sys.stderr)
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    run(*prefix, "apt-get", "update", "-qq")
    options = ["-y", "-qq", "--no-install-recommends"]
    run(*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *options, *packages)


def jar(name):
    """The jar of a name and a version; the names without one are links."""
    found = sorted(glob.glob(f"{JARS}/{name}-[0-9]*.jar"))
    return found[-1] if found else None


def class_path():
    names = ["lucene-core", "lucene-analyzers-common", "lucene-analyzers-icu", "icu4j"]
    jars = [jar(name) for name in names]
    return None if None in jars else ":".join(jars)


def version(package):
    """Debian's version; a Java from elsewhere has none."""
    command = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip() or "of its own"


def lucene(folder):
    """Compiles our side of Lucene; returns the command and what is compared."""
    if not shutil.which("javac") or not class_path():
        install(DEBIAN)
    path = class_path()
    if not path:
        raise Missing(f"Lucene's jars are not in {JARS}")
    classes = os.path.join(folder, "classes")
    os.makedirs(classes, exist_ok=True)
    run("javac", "-d", classes, "-cp", path, os.path.join(HERE, "LuceneBench.java"))
    command = ["java", "-Xmx1g", "-XX:+UseParallelGC", "-cp", f"{classes}:{path}", "LuceneBench"]
    return command, ", ".join(f"{name} {version(package)}" for name, package in NAMES)


def tantivy(folder):
    """Installs tantivy and jieba; returns the command, its environment and what is compared."""
    packages = os.path.join(folder, "python-" + "-".join(PYPI).replace("==", "-"))
    if not os.path.exists(os.path.join(packages, "rjieba")):
        pip = [sys.executable, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True).returncode != 0:
            install(["python3-pip"])
        print("installing " + " ".join(PYPI), file=sys.stderr)
        run(*pip, "install", "--quiet", "--target", packages + ".new", *PYPI)
        os.rename(packages + ".new", packages)
    environment = dict(os.environ, PYTHONPATH=packages)
    command = [sys.executable, os.path.join(HERE, "tantivy_bench.py")]
    return command, environment, ", ".join(PYPI).replace("==", " ")
