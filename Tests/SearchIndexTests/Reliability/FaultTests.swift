import Glibc
import TestSupport
import Testing

@testable import SearchIndex

/// Every operation on the files of an index fails once: the last or the new commit is there, complete.
@Suite struct FaultTests {
  /// Remembers operations, and has one of them fail.
  private final class Fault: StorageProbe, @unchecked Sendable {
    private(set) var operations: [StorageOperation] = []
    private let place: Int?
    private let failure: StorageFailure

    init(at place: Int? = nil, _ failure: StorageFailure = .code(EIO)) {
      self.place = place
      self.failure = failure
    }

    func failure(of operation: StorageOperation) -> StorageFailure? {
      operations.append(operation)
      return operations.count - 1 == place ? failure : nil
    }

    func noteDone(_ operation: StorageOperation) {}
  }

  /// Whether the system may fail so.
  private func isPossible(_ failure: StorageFailure, _ operation: StorageOperation) -> Bool {
    switch (failure, operation) {
    case (.short, .write): true
    case (.short, _): false
    case (.code(EINTR), .rename), (.code(EINTR), .remove), (.code(EINTR), .makeFolder),
      (.code(EINTR), .list), (.code(EINTR), .map), (.code(EINTR), .lock):
      false
    case (.code(ENOSPC), .open), (.code(ENOSPC), .read), (.code(ENOSPC), .list),
      (.code(ENOSPC), .map), (.code(ENOSPC), .lock), (.code(ENOSPC), .remove):
      false
    default: true
    }
  }

  /// Lives with a probe in place; returns the commits acknowledged and what ended it, if anything did.
  private func live(_ probe: Fault, _ path: String) -> (acknowledged: Int, error: (any Error)?) {
    StorageProbes.add(probe, at: path)
    defer { StorageProbes.remove(probe) }
    var life = IndexLife(path: path)
    do {
      try life.live()
      return (life.acknowledged, nil)
    } catch {
      return (life.acknowledged, error)
    }
  }

  /// Which of the operations of a life may fail so.
  private func places(_ failure: StorageFailure) -> [Int] {
    let directory = TemporaryDirectory()
    let counter = Fault()
    let end = live(counter, directory.file("index"))
    #expect(end.error == nil && end.acknowledged == IndexLife.states.count - 1)
    #expect(counter.operations.count > 300)
    return counter.operations.indices.filter { isPossible(failure, counter.operations[$0]) }
  }

  @Test("An operation that fails loses nothing", arguments: [EIO, ENOSPC])
  func fails(code: Int32) throws {
    for place in places(.code(code)) {
      let directory = TemporaryDirectory()
      let path = directory.file("index")
      let fault = Fault(at: place, .code(code))
      let end = live(fault, path)
      let note = "operation \(place), \(fault.operations[place].path)"
      if let error = end.error {
        guard case IndexError.io(_, _, code) = error else {
          Issue.record("\(note): \(error)")
          continue
        }
      }
      if end.acknowledged == 0, !Files.exists(path) { continue }
      let commit = try IndexLife.check(path, acknowledged: end.acknowledged, note)
      try IndexLife.checkRecovery(path, commit: commit, note)
    }
  }

  @Test("A call that is interrupted is made again, and a short write goes on")
  func isRepeated() throws {
    for failure in [StorageFailure.code(EINTR), .short(1)] {
      for place in places(failure) {
        let directory = TemporaryDirectory()
        let path = directory.file("index")
        let fault = Fault(at: place, failure)
        let end = live(fault, path)
        #expect(end.error == nil, "operation \(place)")
        #expect(end.acknowledged == IndexLife.states.count - 1)
        try IndexLife.check(path, acknowledged: end.acknowledged, "operation \(place)")
      }
    }
  }

  @Test("A commit that has failed fails again: what it could not flush may be forgotten")
  func staysFailed() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try IndexWriter(path: path)
    try writer.add(Document(id: "a", text: "燃气"))
    try writer.commit()
    try writer.add(Document(id: "b", text: "燃气"))
    final class NoSync: StorageProbe {
      func failure(of operation: StorageOperation) -> StorageFailure? {
        if case .sync = operation { .code(EIO) } else { nil }
      }
      func noteDone(_ operation: StorageOperation) {}
    }
    let probe = NoSync()
    StorageProbes.add(probe, at: path)
    #expect(throws: IndexError.self) { try writer.commit() }
    StorageProbes.remove(probe)
    #expect(throws: IndexError.self) { try writer.commit() }
    #expect(try Searcher(path: path).documentCount == 1)
  }
}
