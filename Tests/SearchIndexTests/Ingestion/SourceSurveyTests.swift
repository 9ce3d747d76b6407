import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Indexing again: only what has changed is read, and the index is as if it had been made anew.
@Suite struct SourceSurveyTests {
  /// Files as they are on disk and as they were indexed, and the index beside them.
  private struct Archive {
    let folder = TemporaryDirectory()
    var texts: [String: String] = [:]

    var index: String { folder.file("index") }

    mutating func write(_ text: String, to name: String) {
      texts[name] = text
      folder.write(text, to: "texts/" + name)
    }

    mutating func remove(_ name: String) {
      texts[name] = nil
      Files.remove(folder.file("texts/" + name))
    }

    @discardableResult
    func run(
      _ path: String = "texts", readsAll: Bool = false, removesGone: Bool = true, threads: Int = 1,
      splitsIssues: Bool = true
    ) throws -> Ingester.Progress {
      var options = IndexWriter.Options()
      options.threads = threads
      let writer = try IndexWriter(path: index, options: options)
      var reading = Ingester.Options()
      reading.readsAll = readsAll
      reading.reading.splitsIssues = splitsIssues
      let ingester = try Ingester(writer: writer, root: folder.path, options: reading)
      try ingester.add(path: folder.file(path))
      if removesGone { try ingester.removeGone() }
      try writer.commit()
      return ingester.progress
    }

    /// The documents are those of the files, and literals find what a scan of the files does.
    func check(_ random: inout SeededRandom, _ note: String) throws {
      let searcher = try Searcher(path: index)
      let all = try searcher.ids(fulfilling: Query([.filter(.path("*"))]))
      #expect(all == texts.keys.map { "texts/" + $0 }.sorted(), "\(note)")
      #expect(searcher.documentCount == all.count, "\(note)")
      for _ in 0..<5 {
        let string = random.pick(["甲", "乙", "丙", "丁"]) + random.pick(["甲", "乙", "丙", "丁"])
        let expected = texts.filter { $0.value.contains(string) }.keys.map { "texts/" + $0 }
        #expect(
          try searcher.ids(fulfilling: Query([.literal(string)])) == expected.sorted(), "\(note)")
      }
      #expect(try IndexVerifier(path: index).verify().problems.isEmpty, "\(note)")
    }
  }

  @Test("A path leads to the file that it came from, or to the archive around that")
  func sources() {
    #expect(SourcePath.source(of: "a/b.txt") == "a/b.txt")
    #expect(SourcePath.source(of: "a/b.zip/c/d.zip/e.txt") == "a/b.zip")
    #expect(SourcePath.source(of: "/a/b.zip") == "/a/b.zip")
    #expect(SourcePath.source(of: "") == nil)
  }

  private func text(_ random: inout SeededRandom) -> String {
    (0...random.below(12)).map { _ in random.pick(["甲", "乙", "丙", "丁"]) }.joined()
  }

  @Test("After any changes the index is as the files are", arguments: Seeds.count(12))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var archive = Archive()
    let names = ["a.txt", "b.txt", "deep/a.txt", "deep/er/c.txt", "deep-er/d.txt", "z.txt"]
    archive.write(text(&random), to: "a.txt")
    for round in 0..<8 {
      let before = archive.texts
      for _ in 0..<random.below(4) {
        let name = random.pick(names)
        if random.chance(3), archive.texts.count > 1 {
          archive.remove(name)
        } else {
          archive.write(text(&random), to: name)
        }
      }
      let new = archive.texts.filter { before[$0.key] == nil }
      let other = archive.texts.filter { before[$0.key] != nil && before[$0.key] != $0.value }
      let isForced = random.chance(5)
      let progress = try archive.run(readsAll: isForced, threads: random.pick([1, 2]))
      let note = "seed \(seed), round \(round)"
      if round > 0 {
        #expect(progress.newFiles == new.count, "\(note)")
        #expect(
          progress.changedFiles == (isForced ? archive.texts.count - new.count : other.count),
          "\(note)")
        #expect(
          progress.goneFiles == before.keys.filter { archive.texts[$0] == nil }.count, "\(note)")
      }
      #expect(
        progress.newFiles + progress.changedFiles + progress.unchangedFiles == archive.texts.count)
      try archive.check(&random, note)
    }
  }

  @Test("A change of time alone renews the record and reads nothing into the index")
  func touched() throws {
    var archive = Archive()
    archive.write("甲乙", to: "a.txt")
    let path = archive.folder.file("texts/a.txt")
    Files.setModified(path, seconds: 1_000_000)
    try archive.run()
    let size = try SourceCatalog.open(index: archive.index)["texts/a.txt"]?.size
    #expect(size == 6)
    Files.setModified(path, seconds: 2_000_000)
    let progress = try archive.run()
    #expect(progress.unchangedFiles == 1 && progress.documents == 0)
    let record = try SourceCatalog.open(index: archive.index)["texts/a.txt"]
    let expected: Int64 = 2_000_000 * 1_000_000_000
    #expect(record?.modified == expected)
    // A file of the same size and time counts as unchanged: it is not opened.
    archive.write("丙丁", to: "a.txt")
    Files.setModified(path, seconds: 2_000_000)
    #expect(try archive.run().unchangedFiles == 1)
    #expect(try archive.run(readsAll: true).changedFiles == 1)
    var random = SeededRandom(seed: 1)
    try archive.check(&random, "forced")
  }

  @Test("Files that were read with other settings are read again")
  func settings() throws {
    var archive = Archive()
    archive.write("甲乙", to: "a.txt")
    archive.write("{\"id\":\"j\",\"text\":\"甲乙\"}", to: "b.jsonl")
    try archive.run()
    #expect(try archive.run().unchangedFiles == 2)
    // 1 is what programs wrote that did not know the dates of issues.
    let catalog = try SourceCatalog.open(index: archive.index)
    #expect(catalog["texts/a.txt"]?.settings == 3 && catalog["texts/b.jsonl"]?.settings == 0)
    #expect(try archive.run(splitsIssues: false).changedFiles == 1)
    #expect(try archive.run(splitsIssues: false).unchangedFiles == 2)
  }

  @Test("The time of a file that was just written is not relied on")
  func racy() throws {
    var archive = Archive()
    archive.write("甲乙", to: "a.txt")
    try archive.run()
    #expect(try SourceCatalog.open(index: archive.index)["texts/a.txt"]?.modified == 0)
    archive.write("丙丁", to: "a.txt")
    #expect(try archive.run().changedFiles == 1)
  }

  @Test("A file that becomes shorter loses its documents, with all ids")
  func linesFile() throws {
    var archive = Archive()
    archive.write(
      (0..<5).map { "{\"id\":\"j\($0)\",\"text\":\"甲乙\"}" }.joined(separator: "\n"), to: "a.jsonl")
    try archive.run()
    archive.write("{\"id\":\"j3\",\"text\":\"甲乙\"}\n{\"id\":\"j7\",\"text\":\"甲乙\"}", to: "a.jsonl")
    #expect(try archive.run().deletedDocuments == 5)
    let searcher = try Searcher(path: archive.index)
    #expect(try searcher.ids(fulfilling: Query([.literal("甲乙")])) == ["j3", "j7"])
  }

  @Test("Only what is gone below the path given is removed")
  func gone() throws {
    var archive = Archive()
    for name in ["deep/a.txt", "deep-er/b.txt", "c.txt"] { archive.write("甲", to: name) }
    try archive.run()
    for name in ["deep/a.txt", "deep-er/b.txt", "c.txt"] { archive.remove(name) }
    archive.write("乙", to: "deep/new.txt")
    #expect(try archive.run("texts/deep").goneFiles == 1)
    let searcher = try Searcher(path: archive.index)
    #expect(
      try searcher.ids(fulfilling: Query([.filter(.path("*"))]))
        == ["texts/c.txt", "texts/deep-er/b.txt", "texts/deep/new.txt"])
    #expect(try archive.run(removesGone: false).goneFiles == 0)
    #expect(try archive.run().goneFiles == 2)
    var random = SeededRandom(seed: 2)
    try archive.check(&random, "gone")
  }

  @Test("The catalog holds what was put into it", arguments: Seeds.count(10))
  func catalog(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    var records: [String: SourceRecord] = [:]
    let catalog = SourceCatalog()
    for _ in 0..<random.below(200) {
      let path = RandomText(rarity: 3).text(1 + random.below(8), &random)
      let record = SourceRecord(
        size: random.next() >> UInt64(random.below(64)),
        modified: Int64(truncatingIfNeeded: random.next()),
        hash: random.next(), settings: random.next() >> UInt64(random.below(64)))
      records[path] = random.chance(4) ? nil : record
      catalog[path] = records[path]
    }
    #expect(catalog.count == records.count)
    let file = try IndexFileWriter(
      folder: directory.path, name: SourceCatalog.fileName(3), kind: .sources, segment: 3)
    try catalog.write(to: file)
    let read = try SourceCatalog.open(folder: directory.path, generation: 3)
    #expect(read.count == records.count && !read.hasChanges)
    for (path, record) in records { #expect(read[path] == record) }
  }
}
