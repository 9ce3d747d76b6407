/// Strings of which each place may hold one of several characters: a typed one, all of a sound, any.
///
/// A search through the pairs of the index finds those that may occur. A string is in no more
/// documents than the rarest of its pairs is, so paths are ordered by that bound; each change of
/// what was typed must be worth a factor in documents. Of each length only the best paths go on.
struct CharacterLattice {
  enum Place {
    case any
    /// Characters, each with how many changes it is of what was typed.
    case some([UInt32: Int])

    fileprivate func changes(_ character: UInt32) -> Int? {
      switch self {
      case .any: 0
      case .some(let characters): characters[character]
      }
    }
  }

  /// A string whose pairs all occur.
  struct Path: Equatable {
    var characters: [UInt32]
    /// No more documents than this hold it.
    var documents: Int
    var changes: Int

    /// What the string may be worth: ``CharacterLattice/value(documents:changes:)`` of the bound.
    var value: Double { CharacterLattice.value(documents: documents, changes: changes) }
  }

  var places: [Place]

  /// A changed character must make a string this many times as frequent.
  private static let changeFactor = 8.0
  /// How many paths go on from one place to the next.
  static let width = 256

  /// Documents, less for each change.
  static func value(documents: Int, changes: Int) -> Double {
    var value = Double(documents)
    for _ in 0..<changes { value /= changeFactor }
    return value
  }

  private struct Step {
    var parent: Int
    var character: UInt32
    var documents: Int
    var changes: Int
    var value: Double

    func precedes(_ other: Step) -> Bool {
      if value != other.value { return value > other.value }
      if parent != other.parent { return parent < other.parent }
      return character < other.character
    }
  }

  /// The best paths through all places, best first; equal ones by code points.
  ///
  /// There are none of fewer than two places, and none that begin with any character.
  ///
  /// - Complexity: O(width · followers of a character) for each place but the first.
  func paths(through pairs: PairTable, width: Int = CharacterLattice.width) -> [Path] {
    guard places.count >= 2, case .some(let first) = places[0] else { return [] }
    var levels = [
      first.sorted { $0.key < $1.key }.map {
        Step(parent: 0, character: $0.key, documents: .max, changes: $0.value, value: 0)
      }
    ]
    for place in places.dropFirst() {
      var steps: [Step] = []
      for (parent, step) in levels[levels.count - 1].enumerated() {
        for follower in pairs.followers(of: step.character) {
          guard let changes = place.changes(follower.character) else { continue }
          let documents = min(step.documents, follower.documents)
          let sum = step.changes + changes
          steps.append(
            Step(
              parent: parent, character: follower.character, documents: documents, changes: sum,
              value: CharacterLattice.value(documents: documents, changes: sum)))
        }
      }
      steps.sort { $0.precedes($1) }
      levels.append(Array(steps.prefix(width)))
    }
    return levels[places.count - 1].map { path($0, levels) }
  }

  private func path(_ last: Step, _ levels: [[Step]]) -> Path {
    var characters = [last.character]
    var parent = last.parent
    for level in levels.dropLast().reversed() {
      characters.append(level[parent].character)
      parent = level[parent].parent
    }
    characters.reverse()
    return Path(characters: characters, documents: last.documents, changes: last.changes)
  }
}
