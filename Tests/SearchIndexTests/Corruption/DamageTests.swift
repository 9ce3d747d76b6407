import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Damaged files: a clear error or the same answer, never a trap, never another answer; and `verify`
/// always sees it.
@Suite struct DamageTests {
  private static let queries: [Query] = [
    Query("燃气安全 市政府"), Query("\"安全\""), Query("\"的\""), Query("“平城” GDP"), Query("一"),
    Query("title:安全 -“的安全平”"), Query("NEAR/9(安 全)"), Query("“安全，燃”"),
  ]

  private typealias Answer = [(id: String, title: String, text: String, score: Double)]

  private func answers(_ path: String) throws -> [Answer] {
    let searcher = try Searcher(path: path)
    var answers: [Answer] = try DamageTests.queries.map { query in
      try searcher.search(query, limit: 200).hits.map { ($0.id, $0.title, $0.text, $0.score) }
    }
    for unit in [CountingUnit.month, .issue] {
      let counts = try searcher.counts(DamageTests.queries[1], by: unit)
      answers.append(
        (counts.rows + [counts.rest]).map {
          ($0.name, $0.date ?? "", "\($0.all)", Double($0.documents))
        })
    }
    return answers
  }

  private func makeIndex(_ path: String) throws {
    let writer = try IndexWriter(path: path)
    writer.mergePolicy.factor = 100
    var random = SeededRandom(seed: 5)
    for commit in 0..<2 {
      for number in 0..<100 {
        try writer.add(RandomIndex.document(commit * 80 + number, &random))
      }
      let text = "安全，燃气、安 GDP，的全。GDP安"
      try writer.add(Document(id: "fixed\(commit)", title: "安全", text: text))
      try writer.commit()
    }
  }

  private func check(_ damage: Damage, _ name: String, _ expected: [Answer], _ path: String) throws
  {
    guard let bytes = Files.read(path + "/" + name) else {
      Issue.record("\(name) is missing")
      return
    }
    let damaged = damage.applied(to: bytes)
    guard damaged != bytes else { return }
    Files.write(damaged, to: path + "/" + name)
    defer { Files.write(bytes, to: path + "/" + name) }
    do {
      let found = try answers(path)
      for (answer, right) in zip(found, expected) {
        let isEqual = answer.elementsEqual(right) { $0 == $1 }
        #expect(isEqual, "\(name), \(damage): another answer")
      }
    } catch let error as IndexError {
      let isClear: Bool
      switch error {
      case .damaged(let file, _), .unsupportedVersion(let file, _, _):
        isClear = file.hasSuffix(name)
      default: isClear = false
      }
      #expect(isClear, "\(name), \(damage): \(error)")
    }
    let report = try IndexVerifier(path: path).verify()
    #expect(!report.problems.isEmpty, "\(name), \(damage): verify sees nothing")
    #expect(report.problems.allSatisfy { $0.description.contains(name) }, "\(name), \(damage)")
  }

  @Test("Every file cut, flipped and zeroed", arguments: Seeds.count(2))
  func everyFile(seed: Int) throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try makeIndex(path)
    let expected = try answers(path)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    #expect(expected.allSatisfy { !$0.isEmpty })
    var random = SeededRandom(seed: seed)
    let names = Files.names(in: path).filter { $0 != "write.lock" }
    #expect(names.count == 21)
    for name in names {
      let length = Files.read(path + "/" + name)?.count ?? 0
      let cuts = [
        0, 1, 15, 16, 47, 48, length / 2, length - 49, length - 48, length - 8, length - 1,
      ]
      for cut in cuts where cut >= 0 && cut < length {
        try check(.truncated(cut), name, expected, path)
      }
      for _ in 0..<6 { try check(.truncated(random.below(length)), name, expected, path) }
      for _ in 0..<20 { try check(.flipped(bit: random.below(length * 8)), name, expected, path) }
      for byte in max(0, length - 60)..<length where random.chance(4) {
        try check(.flipped(bit: byte * 8 + random.below(8)), name, expected, path)
      }
      for byte in 0..<16 {
        try check(.flipped(bit: byte * 8 + random.below(8)), name, expected, path)
      }
      for _ in 0..<3 { try check(.zeroed(from: random.below(length)), name, expected, path) }
    }
  }

  /// An index as small as one with all kinds of file can be.
  private func makeSmallIndex(_ path: String) throws {
    var options = IndexWriter.Options()
    options.folding = Folding.none
    let writer = try IndexWriter(path: path, options: options)
    writer.mergePolicy.factor = 100
    try writer.add(
      Document(id: "a", title: "燃气安全", text: "市政府的 GDP 报告", path: "a.txt", date: "2021"))
    try writer.add(Document(id: "b", text: "平城的燃气，平城的平安"))
    try writer.sources()["a.txt"] = SourceRecord(size: 1, modified: 2, hash: 3)
    try writer.commit()
    try writer.add(Document(id: "b", text: "平城一二三"))
    try writer.commit()
  }

  @Test("Every byte of every file changed, every file cut at every length")
  func everyByte() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try makeSmallIndex(path)
    let expected = try answers(path)
    var random = SeededRandom(seed: 3)
    var bytes = 0
    for name in Files.names(in: path) where name != "write.lock" {
      let length = Files.read(path + "/" + name)?.count ?? 0
      bytes += length
      for byte in 0..<length {
        for bit in 0..<8 where Seeds.factor > 1 || random.chance(4) {
          try check(.flipped(bit: byte * 8 + bit), name, expected, path)
        }
        try check(.flipped(bit: byte * 8 + random.below(8)), name, expected, path)
        try check(.truncated(byte), name, expected, path)
      }
    }
    #expect(bytes > 1500 && bytes < 4000, "\(bytes)")
  }

  @Test("A file that is missing is named, and one of another index is told from ours")
  func wrongFiles() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try makeIndex(path)
    let optional = ["write.lock", Manifest.copyName]
    for name in Files.names(in: path) where !optional.contains(name) {
      let copy = directory.file("copy-\(name)")
      Files.copyFolder(path, to: copy)
      Files.remove(copy + "/" + name)
      #expect { try Searcher(path: copy) } throws: { "\($0)".contains(name) }
      if name == Manifest.fileName {
        Files.remove(copy + "/" + Manifest.copyName)
        #expect(throws: IndexError.noIndex(path: copy)) { try Searcher(path: copy) }
      }
      // The same kind of file of the other segment.
      let ending = name.drop { $0 != "." }
      let other = Files.names(in: path).first { $0 != name && $0.hasSuffix(ending) } ?? name
      if !ending.isEmpty, let bytes = Files.read(path + "/" + other), other != name {
        Files.write(bytes, to: copy + "/" + name)
        #expect { try Searcher(path: copy) } throws: { "\($0)".contains("not the file") }
      }
    }
  }

  @Test("A newer format says so")
  func newerVersion() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try makeIndex(path)
    var bytes = Files.read(path + "/manifest") ?? []
    bytes[5] = FileFormat.version + 1
    bytes[bytes.count - 48 + 25] = FileFormat.version + 1
    Files.write(bytes, to: path + "/manifest")
    #expect { try Searcher(path: path) } throws: { error in
      guard case IndexError.unsupportedVersion(_, let found, let supported) = error else {
        return false
      }
      return found == supported + 1
    }
  }
}
