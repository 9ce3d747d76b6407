import Fuzzing
import TestSupport
import Testing

/// What fuzzing has found, and inputs at random, put to every part that takes bytes from outside.
@Suite struct FuzzTargetTests {
  private static let findings: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Fuzzing/Findings"
  }()

  @Test("Inputs that once failed", arguments: FuzzTarget.allCases)
  func findings(target: FuzzTarget) throws {
    let folder = "\(FuzzTargetTests.findings)/\(target)"
    let trial = try target.makeTrial()
    for name in Files.names(in: folder) {
      let input = try #require(Files.read("\(folder)/\(name)"))
      #expect(throws: Never.self, "\(target), \(name)") { try trial.run(input) }
    }
  }

  @Test("Changed inputs", arguments: FuzzTarget.allCases, Seeds.count(1))
  func changed(target: FuzzTarget, seed: Int) throws {
    let trial = try target.makeTrial()
    var random = SeededRandom(seed: seed)
    for seed in trial.seeds {
      #expect(throws: Never.self, "\(target), \(seed)") { try trial.run(seed) }
    }
    for _ in 0..<20 {
      var input = random.pick(trial.seeds)
      for _ in 0..<1 + random.below(4) {
        let place = random.below(input.count + 1)
        switch random.below(4) {
        case 0: input.insert(UInt8(random.below(256)), at: place)
        case 1: if place < input.count { input[place] = UInt8(random.below(256)) }
        case 2: if place < input.count { input[place] ^= 1 << UInt8(random.below(8)) }
        default:
          let other = random.pick(trial.seeds)
          let start = random.below(other.count + 1)
          input.insert(contentsOf: other[start...].prefix(random.below(20)), at: place)
        }
      }
      #expect(throws: Never.self, "\(target), seed \(seed), \(input)") { try trial.run(input) }
    }
  }
}
