import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct IndexWriterTests {
  private func ids(_ path: String, _ literal: String) throws -> [String] {
    try Searcher(path: path).search(Query([.literal(literal)]), limit: 100).hits.map(\.id).sorted()
  }

  @Test("The same id replaces: in memory, across commits, and with another text")
  func replacing() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try IndexWriter(path: path)
    try writer.add(Document(id: "1", text: "燃气"))
    try writer.add(Document(id: "1", text: "安全"))
    try writer.add(Document(id: "2", text: "燃气"))
    try writer.commit()
    #expect(try ids(path, "燃气") == ["2"] && ids(path, "安全") == ["1"])
    try writer.add(Document(id: "2", text: "安全"))
    try writer.commit()
    #expect(try ids(path, "燃气").isEmpty)
    #expect(try ids(path, "安全") == ["1", "2"])
    #expect(try Searcher(path: path).documentCount == 2)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
  }

  @Test("Deleting, and adding again")
  func deleting() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try IndexWriter(path: path)
    try writer.add(Document(id: "1", text: "燃气"))
    #expect(try writer.delete(id: "1"))
    #expect(try !writer.delete(id: "1"))
    try writer.add(Document(id: "1", text: "燃气 again"))
    try writer.commit()
    #expect(try ids(path, "again") == ["1"])
    #expect(try writer.delete(id: "1"))
    #expect(try !writer.delete(id: "nowhere"))
    try writer.commit()
    #expect(try ids(path, "燃气").isEmpty)
    #expect(try Searcher(path: path).documentCount == 0)
    try writer.mergeAll()
    try writer.commit()
    #expect(try IndexStatistics(path: path).segments.isEmpty)
    #expect(try Searcher(path: path).search(Query("燃气")).total == 0)
  }

  @Test("Nothing is seen before the commit, and what was not committed is gone")
  func commits() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    do {
      let writer = try IndexWriter(path: path)
      try writer.commit()
      try writer.add(Document(id: "1", text: "燃气"))
      #expect(try ids(path, "燃气").isEmpty)
      try writer.commit()
      let before = try Searcher(path: path)
      try writer.add(Document(id: "2", text: "燃气"))
      try writer.mergeAll()
      #expect(try ids(path, "燃气") == ["1"])
      try writer.commit()
      // A searcher keeps its commit, though its files are gone.
      #expect(try before.search(Query("燃气")).hits.map(\.id) == ["1"])
      #expect(try ids(path, "燃气") == ["1", "2"])
      try writer.add(Document(id: "3", text: "燃气"))
    }
    Files.write([1, 2, 3], to: path + "/000000ff.grams")
    Files.write([1, 2, 3], to: path + "/000000fe.words.tmp")
    Files.write([1, 2, 3], to: path + "/mine.txt")
    let writer = try IndexWriter(path: path)
    #expect(try ids(path, "燃气") == ["1", "2"])
    let left = Set(Files.names(in: path))
    let expected = try Manifest(folder: path).fileNames.union(["write.lock", "mine.txt"])
    #expect(left == expected)
    withExtendedLifetime(writer) {}
  }

  @Test("One writer at a time")
  func locking() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    do {
      let writer = try IndexWriter(path: path)
      #expect { try IndexWriter(path: path) } throws: { error in
        guard case IndexError.locked(_, let holder) = error else { return false }
        return holder.hasPrefix("process ")
      }
      try writer.commit()
    }
    try IndexWriter(path: path).commit()
  }

  @Test("The right to write ends with its writer, though a process that is starting has its files")
  func lockingAcrossFork() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    var writer: IndexWriter? = try IndexWriter(path: path)
    // What a child has between `fork` and `exec`: another descriptor of the same open file.
    let lock = directory.file("index/write.lock")
    let descriptor = Files.names(in: "/proc/self/fd").first { number in
      guard let file = realpath("/proc/self/fd/" + number, nil) else { return false }
      defer { free(file) }
      return String(cString: file) == lock
    }
    let copy = dup(try #require(descriptor.flatMap { Int32($0) }))
    defer { close(copy) }
    #expect(throws: IndexError.self) { try IndexWriter(path: path) }
    try writer?.commit()
    writer = nil
    try IndexWriter(path: path).commit()
  }

  @Test("Documents over the limits are refused, and the writer goes on")
  func limits() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try IndexWriter(path: path)
    #expect(throws: IndexError.self) { try writer.add(Document(id: "", text: "x")) }
    let longID = String(repeating: "x", count: Document.maximumIDLength + 1)
    #expect(throws: IndexError.self) { try writer.add(Document(id: longID, text: "x")) }
    let long = String(repeating: "x", count: Document.maximumLength + 1)
    #expect(throws: IndexError.self) { try writer.add(Document(id: "1", text: long)) }
    try writer.add(Document(id: String(longID.dropLast()), text: "燃气"))
    try writer.add(Document(id: "empty", text: ""))
    try writer.commit()
    #expect(try ids(path, "燃气").count == 1)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
  }

  @Test("Random histories verify", arguments: Seeds.count(15))
  func verifies(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 120, commits: 9, documentMemory: seed % 2 == 0 ? 1 : 1 << 30,
      threads: 1 + seed % 3)
    let report = try IndexVerifier(path: index.path).verify()
    #expect(report.problems.isEmpty)
    #expect(report.postings > 0 && report.terms > 0 && report.bytes > 0)
    for document in index.naive.documents {
      let hits = try index.searcher().search(Query([.literal(document.text)]), limit: 200).hits
      if let hit = hits.first(where: { $0.id == document.id }) {
        #expect(hit.title == document.title && hit.text == document.text)
        #expect(hit.date == document.date && hit.path == document.path)
      } else {
        #expect(NaiveText(document.text).unitCount == 0, "\(document.id)")
      }
    }
  }

  @Test("An id keeps its share when the input is spread over threads", arguments: [0, 1, 5, 20])
  func earlyDocuments(spreadLength: Int) throws {
    let directory = TemporaryDirectory()
    var options = IndexWriter.Options()
    options.threads = 4
    options.spreadLength = spreadLength
    let writer = try IndexWriter(path: directory.file("index"), options: options)
    for round in 0..<3 {
      for number in 0..<40 {
        try writer.add(Document(id: "\(number)", text: "第\(round)轮 燃气安全"))
      }
    }
    #expect(try writer.documentCount() == 40)
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    #expect(searcher.documentCount == 40)
    #expect(try searcher.search(Query("\"第2轮\"")).total == 40)
    #expect(try searcher.search(Query("\"第1轮\"")).total == 0)
  }

  @Test("A writer that is dropped leaves its threads no work and the next one a clean folder")
  func dropped() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    var options = IndexWriter.Options()
    options.threads = 4
    options.spreadLength = 0
    options.documentMemory = 1 << 16
    for round in 0..<10 {
      var writer: IndexWriter? = try IndexWriter(path: path, options: options)
      writer?.mergePolicy.factor = 2
      for number in 0..<40 {
        let text = String(repeating: "第\(round)轮燃气安全检查\(number)。", count: 2000)
        try writer?.add(Document(id: "\(round)-\(number)", text: text))
      }
      if round == 4 { try writer?.commit() }
      writer = nil
      #expect(!Files.names(in: path).contains { $0.hasSuffix(".tmp") })
    }
    let last = try IndexWriter(path: path, options: options)
    #expect(try last.documentCount() == 40)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    #expect(try Searcher(path: path).search(Query("\"第4轮\"")).total == 40)
  }

  @Test("What fails on another thread is thrown, and nothing hangs", arguments: [1, 4])
  func failure(threads: Int) throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    var options = IndexWriter.Options()
    options.threads = threads
    options.spreadLength = 0
    options.documentMemory = 1
    let writer = try IndexWriter(path: path, options: options)
    Files.remove(path)
    #expect(throws: IndexError.self) {
      for number in 0..<100 {
        let text = String(repeating: "燃气安全", count: 10_000)
        try writer.add(Document(id: "\(number)", text: text))
      }
      try writer.commit()
    }
    #expect(throws: IndexError.self) { try writer.commit() }
  }

  @Test("The merge policy keeps segments few and sizes apart")
  func mergePolicy() {
    let policy = MergePolicy()
    #expect(policy.next([]) == nil)
    #expect(policy.next([UInt64](repeating: 100, count: 9)) == nil)
    #expect(policy.next([UInt64](repeating: 100, count: 10)) == Array(0..<10))
    #expect(policy.next([1 << 30] + [UInt64](repeating: 100, count: 10)) == Array(1..<11))
    var sizes: [UInt64] = []
    for _ in 0..<2000 {
      sizes.append(1 << 20)
      while let chosen = policy.next(sizes) {
        let sum = chosen.reduce(0) { $0 + sizes[$1] }
        for index in chosen.reversed() { sizes.remove(at: index) }
        sizes.append(sum)
      }
      #expect(sizes.count <= 40)
    }
  }
}
