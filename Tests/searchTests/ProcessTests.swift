import Glibc
import TestSupport
import Testing

/// Pipes, terminals, locks, and the program's own words.
@Suite struct ProcessTests {
  private func archive(documents: Int) throws -> Archive {
    let archive = Archive()
    let lines = (0..<documents).map {
      "{\"id\":\"\($0)\",\"title\":\"燃气\($0)\",\"text\":\"社区的燃气安全检查\"}\n"
    }
    try archive.succeed("index", "-", input: Array(lines.joined().utf8))
    return archive
  }

  @Test("A pipe that is closed early is no error", arguments: ["", "--json"])
  func closedPipe(option: String) throws {
    let archive = try archive(documents: 4000)
    let script = "{ \"$SEARCH\" query \(option) -k 4000 燃气; echo $? >status; } | head -c 9"
    let result = try Command.shell(script, directory: archive.path)
    #expect(result.stderr.isEmpty)
    #expect(result.stdout.utf8.count == 9)
    #expect(Files.read(archive.folder.file("status")) == Array("0\n".utf8))
    let whole = try archive.run("query", "-k", "4000", "燃气").stdout
    #expect(whole.utf8.count > 1 << 18, "more than a pipe holds")
  }

  @Test("An output that cannot be written is an error")
  func fullDisk() throws {
    let archive = try archive(documents: 3)
    let result = try Command.shell("\"$SEARCH\" query 燃气 >/dev/full", directory: archive.path)
    #expect(result.status == 2)
    #expect(result.errors == ["search: cannot write the output: No space left on device"])
  }

  @Test("A terminal gets colours, unless NO_COLOR or a dumb terminal say not")
  func terminal() throws {
    let archive = try archive(documents: 2)
    func output(_ environment: [String: String]) throws -> String {
      let command = "script -qec '\"$SEARCH\" query 燃气' typescript </dev/null"
      return try Command.shell(command, environment: environment, directory: archive.path).stdout
    }
    let coloured = try output(["TERM": "xterm"])
    #expect(coloured.contains("\u{1b}[1;31m燃气\u{1b}[0m"))
    #expect(!coloured.contains("【"))
    for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]] {
      let plain = try output(environment)
      #expect(!plain.unicodeScalars.contains("\u{1b}"))
      #expect(plain.contains("【燃气】"))
    }
  }

  @Test("A second writer is told who writes; readers are not disturbed")
  func locked() throws {
    let archive = try archive(documents: 2)
    let path = archive.index + "/write.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    defer { close(descriptor) }
    Files.write(Array("process 4711\n".utf8), to: path)
    let before = archive.indexFiles()
    let result = try archive.run("index", "-", input: Array("{\"id\":\"x\",\"text\":\"新\"}".utf8))
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains("is being written by another process (process 4711)"))
    #expect(archive.indexFiles() == before)
    #expect(try archive.run("query", "燃气").status == 0)
    #expect(try archive.run("verify").status == 0)
  }

  @Test("A writer that died leaves nothing that matters")
  func killedWriter() throws {
    let archive = try archive(documents: 2)
    let before = archive.indexFiles()
    let script = """
      { printf '{"id":"x","text":"新"}\\n'; sleep 0.5; } | "$SEARCH" index - & sleep 0.2; kill -9 $!
      wait
      """
    _ = try Command.shell(script, directory: archive.path)
    #expect(try archive.ids("燃气").count == 2)
    #expect(try archive.ids("新").isEmpty)
    let after = archive.indexFiles()
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    try archive.succeed("index", "-", input: Array("{\"id\":\"y\",\"text\":\"天气\"}".utf8))
    #expect(try archive.ids("天气") == ["y"])
    #expect(try archive.run("verify").status == 0)
    let json = try archive.succeed("stats", "--json").json()
    #expect(try json.int("indexBytes") == archive.indexFiles().values.reduce(0) { $0 + $1.count })
  }

  @Test("Help and version")
  func help() throws {
    let directory = TemporaryDirectory()
    for arguments in [["help"], ["--help"], []] {
      let result = try Command.run(arguments, directory: directory.path)
      #expect(result.status == 0)
      #expect(result.stderr.isEmpty)
      for command in ["index", "query", "stats", "verify", "eval", "analyze"] {
        #expect(result.stdout.contains("\n  \(command) "))
      }
    }
    let version = try Command.run(["--version"], directory: directory.path)
    #expect(version.status == 0)
    #expect(version.stdout.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    for command in ["index", "query", "stats", "verify", "eval", "analyze"] {
      let result = try Command.run(["help", command], directory: directory.path)
      #expect(result.status == 0)
      #expect(result.stdout.contains("USAGE: search \(command)"))
    }
  }

  @Test(
    "What the program does not know is an error",
    arguments: [
      ["nope"], ["--nope"], ["index"], ["stats", "extra"], ["eval"], ["analyze"],
      ["eval", "--queries", "x", "--qrels", "y", "-k", "0"],
      ["verify", "--literals", "9223372036854775807"], ["verify", "--literals=-1"],
    ])
  func unknown(arguments: [String]) throws {
    let directory = TemporaryDirectory()
    let result = try Command.run(arguments, directory: directory.path)
    #expect(result.status == 2)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.contains("Usage: search"))
    #expect(Files.names(in: directory.path).isEmpty)
  }

  @Test(
    "Limits of files, pipes in their place and a closed input end no command by a signal, nor hold it up"
  )
  func surroundings() throws {
    let archive = Archive()
    archive.folder.write(String(repeating: "燃气安全检查社区\n", count: 4000), to: "a.txt")
    let limited = try Command.shell(
      "ulimit -f 8; \"$SEARCH\" index a.txt; echo $?", directory: archive.path)
    #expect(limited.stdout == "2\n" && limited.stderr.contains("File too large"))
    let closed = try Command.shell("\"$SEARCH\" index - <&-; echo $?", directory: archive.path)
    #expect(closed.stdout == "2\n" && !closed.stderr.contains("JSON"), "\(closed.stderr)")
    try archive.succeed("index", "a.txt")
    let pipe = try Command.shell(
      """
      rm .search-index/manifest; mkfifo .search-index/manifest
      timeout 20 "$SEARCH" query 燃气; echo $?
      """, directory: archive.path)
    #expect(pipe.stdout == "2\n", "\(pipe.stdout) \(pipe.stderr)")
    let bench = try archive.run("bench", "index", "nowhere")
    #expect(bench.status == 2 && bench.stderr.contains("nothing could be indexed"))
    let dash = try archive.run("query", "-燃气")
    #expect(dash.status == 2 && dash.stderr.contains("goes behind --"))
  }
}
