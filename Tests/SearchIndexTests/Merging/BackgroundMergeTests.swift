import Glibc
import Synchronization
import TestSupport
import Testing

@testable import SearchIndex

/// Commits while a merge is under way on another thread.
@Suite struct BackgroundMergeTests {
  /// Holds back the first write of a segment's file until it is told to let it through.
  private final class Gate: StorageProbe, Sendable {
    private let segment: String
    private let isOpen = Atomic(false)
    private let hasArrived = Atomic(false)

    init(segment: UInt64) { self.segment = "/" + FileKind.number(segment) + "." }

    var isReached: Bool { hasArrived.load(ordering: .sequentiallyConsistent) }
    func open() { isOpen.store(true, ordering: .sequentiallyConsistent) }

    func failure(of operation: StorageOperation) -> StorageFailure? {
      guard case .create(let path) = operation, path.contains(segment) else { return nil }
      hasArrived.store(true, ordering: .sequentiallyConsistent)
      while !isOpen.load(ordering: .sequentiallyConsistent) { usleep(1000) }
      return nil
    }

    func noteDone(_ operation: StorageOperation) {}
  }

  @Test(
    "A commit does not wait for a merge, which forgets nothing that is deleted meanwhile",
    arguments: Seeds.count(6))
  func commits(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    var options = IndexWriter.Options()
    options.threads = 2
    let writer = try IndexWriter(path: path, options: options)
    writer.mergePolicy.factor = 3
    var texts: [String: String] = [:]
    func add(_ id: String, _ text: String) throws {
      try writer.add(Document(id: id, text: text))
      texts[id] = text
    }
    func isVisible() throws -> Bool {
      let searcher = try Searcher(path: path)
      let found = try searcher.ids(fulfilling: Query("\"燃气\""))
      guard Set(found) == Set(texts.keys), found.count == texts.count else { return false }
      return try texts.allSatisfy { try searcher.document(id: $0.key).text == $0.value }
    }
    for commit in 0..<2 {
      for number in 0..<4 { try add("\(commit)-\(number)", "燃气\(commit)") }
      try writer.commit()
    }
    // Two segments; the third commit has the next number for its segment, and the one behind it for the merge.
    let gate = Gate(segment: try Manifest(folder: path).nextSegment + 1)
    StorageProbes.add(gate, at: path)
    defer {
      gate.open()
      StorageProbes.remove(gate)
    }
    try add("2-0", "燃气2")
    try writer.commit()
    for _ in 0..<10_000 where !gate.isReached { usleep(1000) }
    try #require(gate.isReached)
    #expect(try isVisible())

    // Some, or all, of what is being merged is deleted or replaced, in one commit or several.
    let deletesAll = random.chance(2)
    for id in texts.keys.sorted() where deletesAll || random.chance(2) {
      if random.chance(3) {
        try add(id, "燃气，另一版")
      } else {
        try writer.delete(id: id)
        texts[id] = nil
      }
      if random.chance(3) { try writer.commit() }
    }
    try writer.commit()
    #expect(try isVisible(), "seed \(seed), while the merge waits")
    gate.open()
    try writer.finishMerges()
    #expect(try isVisible(), "seed \(seed), behind the merge")
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    let known = try Manifest(folder: path).fileNames
    #expect(
      Files.names(in: path).allSatisfy { known.contains($0) || $0 == IndexLock.fileName },
      "no file is left over")
  }
}
