import TestSupport
import Testing

/// Indexes that are not as they were written: the program says which file, and never dies of it.
@Suite struct DamageTests {
  /// An index of two segments, with deletions, and what a query answers from it.
  private struct Damaged {
    let archive = Archive()
    let sound: [String: [UInt8]]
    let answer: String

    init() throws {
      archive.folder.write("燃气安全检查\n社区的网格员上门，燃气公司同行。\n", to: "a.txt")
      archive.folder.write("供水\n水务公司的安全生产。\n", to: "b.txt")
      try archive.succeed("index", archive.path)
      try archive.succeed("index", "--force", "b.txt")
      sound = archive.indexFiles()
      answer = try archive.succeed("query", "\"燃气\" 安全").hits
    }

    func write(_ bytes: [UInt8], to name: String) {
      Files.write(bytes, to: archive.index + "/" + name)
    }

    /// Damages each file in turn.
    func forEach(_ damage: ([UInt8]) -> Damage, _ body: (String, Damage) throws -> Void) throws {
      #expect(sound.count == 22)
      for (name, bytes) in sound.sorted(by: { $0.key < $1.key }) {
        let change = damage(bytes)
        write(change.applied(to: bytes), to: name)
        try body(name, change)
        write(bytes, to: name)
      }
    }

    /// `verify` finds it and names the file, `query` does too or answers as before.
    func check(_ name: String, _ damage: Damage) throws {
      let verify = try archive.run("verify")
      #expect(verify.status == 2, "\(name) \(damage)")
      #expect(verify.stdout.isEmpty)
      #expect(verify.stderr.contains("/\(name) "), "\(damage): \(verify.stderr)")
      let json = try archive.run("verify", "--json")
      #expect(json.status == 2)
      #expect(try !json.json().bool("sound"))
      #expect(try json.json().strings("problems").contains { $0.contains("/\(name) ") })
      let query = try archive.run("query", "\"燃气\" 安全")
      if query.status == 0 {
        #expect(query.hits == answer, "\(name) \(damage)")
      } else {
        #expect(query.status == 2, "\(name) \(damage)")
        #expect(query.stdout.isEmpty)
        #expect(query.stderr.contains("/\(name) "), "\(damage): \(query.stderr)")
      }
    }
  }

  @Test("A flipped byte", arguments: 0..<4)
  func flipped(seed: Int) throws {
    let damaged = try Damaged()
    var random = SeededRandom(seed: seed)
    try damaged.forEach {
      .flipped(bit: seed == 0 ? $0.count * 4 : random.below($0.count * 8))
    } _: {
      try damaged.check($0, $1)
    }
    #expect(try damaged.archive.run("verify").status == 0)
  }

  @Test("A file that is cut short", arguments: 0..<3)
  func truncated(seed: Int) throws {
    let damaged = try Damaged()
    var random = SeededRandom(seed: seed)
    try damaged.forEach {
      .truncated(seed == 0 ? 0 : random.below($0.count))
    } _: {
      try damaged.check($0, $1)
    }
  }

  @Test("A file that is missing")
  func missing() throws {
    let damaged = try Damaged()
    for (name, bytes) in damaged.sound where !name.hasPrefix("manifest") {
      Files.remove(damaged.archive.index + "/" + name)
      // Only indexing and verifying ask for the list of source files.
      let reader = name.hasPrefix("sources") ? ["index", "a.txt"] : ["query", "燃气"]
      for command in [reader, ["verify"]] {
        let result = try Command.run(command, directory: damaged.archive.path)
        #expect(result.status == 2)
        #expect(result.stderr.contains("/\(name) "), "\(command): \(result.stderr)")
      }
      damaged.write(bytes, to: name)
    }
    Files.remove(damaged.archive.index + "/manifest")
    var result = try damaged.archive.run("query", "燃气")
    #expect(result.status == 2)
    #expect(result.stderr.contains("/manifest ") && result.stderr.contains("search repair"))
    Files.remove(damaged.archive.index + "/manifest-copy")
    result = try damaged.archive.run("query", "燃气")
    #expect(result.status == 2)
    #expect(result.stderr.contains("there is no index"))
  }

  @Test("A writer does not build on a damaged manifest")
  func writer() throws {
    let damaged = try Damaged()
    let manifest = try #require(damaged.sound["manifest"])
    damaged.write(Damage.flipped(bit: manifest.count * 4).applied(to: manifest), to: "manifest")
    let result = try damaged.archive.run("index", "a.txt")
    #expect(result.status == 2)
    #expect(result.stderr.contains("/manifest "))
    damaged.write(manifest, to: "manifest")
    #expect(damaged.archive.indexFiles() == damaged.sound)
  }

  @Test("A newer format is told from damage")
  func newerVersion() throws {
    let damaged = try Damaged()
    var manifest = try #require(damaged.sound["manifest"])
    manifest[5] = 9  // the version in the header
    manifest.append(
      contentsOf: Array("a footer of another kind, which this version does not know".utf8))
    damaged.write(manifest, to: "manifest")
    for command in [["query", "燃气"], ["stats"], ["verify"], ["index", "a.txt"]] {
      let result = try Command.run(command, directory: damaged.archive.path)
      #expect(result.status == 2, "\(command)")
      #expect(result.stdout.isEmpty)
      #expect(
        result.stderr.contains("/manifest has format version 9, this program reads version 7"))
    }
  }
}

extension Command.Result {
  /// The hits without the time that they took.
  fileprivate var hits: String {
    stdout.split(separator: "\n").dropLast().joined(separator: "\n")
  }
}
