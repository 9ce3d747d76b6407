import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Damaged files: an error or the same suggestions.
@Suite struct SuggestionDamageTests {
  private struct Answer: Equatable {
    var suggestions: [[Suggestion]] = []
    var alternatives: [[Alternative]] = []
  }

  private func answer(_ path: String) throws -> Answer {
    let searcher = try Searcher(path: path)
    var answer = Answer()
    for prefix in ["燃", "anq", "g"] {
      answer.suggestions.append(try searcher.suggestions(for: prefix))
    }
    for query in ["\"燃汽\"", "\"GTP\"", "\"安全平城网格治理社会人民\""] {
      answer.alternatives.append(try searcher.alternatives(to: query))
    }
    return answer
  }

  @Test("Every file cut, flipped and zeroed", arguments: Seeds.count(2))
  func everyFile(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 80, commits: 2)
    let expected = try answer(index.path)
    #expect(expected.suggestions.allSatisfy { !$0.isEmpty })
    #expect(expected.alternatives.contains { !$0.isEmpty })
    var random = SeededRandom(seed: seed)
    for name in Files.names(in: index.path) where name != "write.lock" {
      let file = index.path + "/" + name
      guard let bytes = Files.read(file), !bytes.isEmpty else { continue }
      for _ in 0..<12 {
        let damage: Damage =
          switch random.below(3) {
          case 0: .truncated(random.below(bytes.count))
          case 1: .flipped(bit: random.below(bytes.count * 8))
          default: .zeroed(from: random.below(bytes.count))
          }
        let damaged = damage.applied(to: bytes)
        guard damaged != bytes else { continue }
        Files.write(damaged, to: file)
        do {
          #expect(try answer(index.path) == expected, "\(name), \(damage)")
        } catch let error as IndexError {
          #expect("\(error)".contains(name), "\(name), \(damage): \(error)")
        }
      }
      Files.write(bytes, to: file)
    }
  }
}
