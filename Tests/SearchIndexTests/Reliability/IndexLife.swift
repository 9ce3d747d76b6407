import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// The life of a small index, and what it must hold after each of its commits.
///
/// Small, for it is lived once for each operation that may fail; yet it has all that is done to files:
/// new segments, deletions, merges, lists of source files, several writers, readers.
struct IndexLife {
  /// By commit, from 0, when there is no index: the texts by id.
  static let states: [[String: String]] = [
    [:],
    ["a": "燃气安全", "b": "社区检查", "c": "春耕"],
    ["b": "社区又检查", "c": "春耕", "d": "公交线路"],
    ["b": "社区又检查", "c": "春耕", "d": "公交线路", "e": "燃气价格"],
    ["b": "社区又检查", "c": "春耕", "e": "燃气价格"],
  ]

  /// How many commits were acknowledged: their calls have returned.
  private(set) var acknowledged = 0
  let path: String

  private let onAcknowledge: () -> Void

  init(path: String, onAcknowledge: @escaping () -> Void = {}) {
    self.path = path
    self.onAcknowledge = onAcknowledge
  }

  private func writer() throws -> IndexWriter {
    var options = IndexWriter.Options()
    options.threads = 1
    options.folding = Folding.none
    let writer = try IndexWriter(path: path, options: options)
    writer.mergePolicy.factor = 2
    return writer
  }

  private mutating func commit(_ writer: IndexWriter) throws {
    try writer.commit()
    acknowledged += 1
    onAcknowledge()
  }

  private func document(_ id: String, _ state: Int) -> Document {
    Document(id: id, text: IndexLife.states[state][id] ?? "", path: "texts/\(id).txt")
  }

  mutating func live() throws {
    do {
      let writer = try writer()
      for id in ["a", "b", "c"] { try writer.add(document(id, 1)) }
      try writer.sources()["texts/a.txt"] = SourceRecord(size: 12, modified: 5, hash: 7)
      try commit(writer)
    }
    let reader = try Searcher(path: path)
    do {
      let writer = try writer()
      try writer.delete(id: "a")
      try writer.add(document("b", 2))
      try writer.add(document("d", 2))
      try writer.sources()["texts/a.txt"] = nil
      try commit(writer)
      // Merges, for the policy wants at most one segment a tier.
      try writer.add(document("e", 3))
      try commit(writer)
    }
    do {
      let writer = try writer()
      try writer.delete(id: "d")
      try writer.mergeAll()
      try commit(writer)
    }
    // A reader keeps what it has opened, whatever became of the files.
    try IndexLife.check(reader, is: IndexLife.states[1])
  }

  /// The index is as the last commit that was acknowledged left it, or as the one behind it would.
  ///
  /// - Returns: the number of that commit.
  @discardableResult
  static func check(_ path: String, acknowledged: Int, _ note: String) throws -> Int {
    if acknowledged == 0, !Files.exists(path + "/" + Manifest.fileName) { return 0 }
    let searcher = try Searcher(path: path)
    let texts = try texts(searcher)
    let possible = [acknowledged, acknowledged + 1].filter { states.indices.contains($0) }
    let found = possible.first { states[$0] == texts }
    let commit = try #require(found, "\(note): commit \(acknowledged) is lost, there is \(texts)")
    try check(searcher, is: texts)
    let problems = try IndexVerifier(path: path).verify().problems
    #expect(problems.isEmpty, "\(note): \(problems)")
    return commit
  }

  /// The next writer goes on from there.
  static func checkRecovery(_ path: String, commit: Int, _ note: String) throws {
    var options = IndexWriter.Options()
    options.threads = 1
    let writer = try IndexWriter(path: path, options: options)
    try writer.add(Document(id: "z", text: "最后"))
    try writer.commit()
    var expected = states[commit]
    expected["z"] = "最后"
    #expect(try texts(Searcher(path: path)) == expected, "\(note)")
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty, "\(note)")
    let known = try Manifest(folder: path).fileNames.union([IndexLock.fileName])
    #expect(Set(Files.names(in: path)) == known, "\(note)")
  }

  private static func texts(_ searcher: Searcher) throws -> [String: String] {
    var texts: [String: String] = [:]
    for id in ["a", "b", "c", "d", "e", "z"] where try searcher.hasDocument(id) {
      let results = try searcher.search(Query([.filter(.id(id))]))
      #expect(results.hits.map(\.id) == [id])
      texts[id] = results.hits.first?.text
    }
    #expect(searcher.documentCount == texts.count)
    return texts
  }

  /// Literals find what a scan of the texts does.
  private static func check(_ searcher: Searcher, is texts: [String: String]) throws {
    for literal in ["燃气", "检查", "社区检查", "春耕", "价"] {
      let expected = texts.filter { $0.value.contains(literal) }.keys.sorted()
      #expect(try searcher.ids(fulfilling: Query([.literal(literal)])) == expected)
    }
  }
}
