import TestSupport
import Testing

@testable import SearchIndex

/// The power fails behind each operation: no commit that was acknowledged is lost, none is half there.
@Suite struct PowerLossTests {
  @Test("After a power cut the last commit is there", arguments: Seeds.count(3))
  func cuts(seed: Int) throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let disk = SimulatedDisk()
    StorageProbes.add(disk, at: path)
    var life = IndexLife(path: path) { disk.acknowledge() }
    try life.live()
    StorageProbes.remove(disk)
    #expect(disk.eventCount > 100)

    var random = SeededRandom(seed: seed)
    for cut in 0...disk.eventCount {
      let copy = TemporaryDirectory()
      let target = copy.file("index")
      let acknowledged = disk.restore(after: cut, of: path, to: target, &random)
      let note = "seed \(seed), cut \(cut)"
      let commit = try IndexLife.check(target, acknowledged: acknowledged, note)
      if random.chance(4) { try IndexLife.checkRecovery(target, commit: commit, note) }
    }
  }
}
