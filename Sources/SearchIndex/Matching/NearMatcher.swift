/// Finds the documents in which several literals stand near each other.
///
/// The places of all of them are put in a row, one each, so that each begins behind the end of the one
/// before, at most so many positions away; in the order given, or in any.
struct NearMatcher {
  private let patterns: [LiteralPattern]
  private let distance: UInt32
  /// The orders that count, as numbers of patterns.
  private let orders: [[Int]]

  init(_ patterns: [LiteralPattern], distance: Int, ordered: Bool) {
    self.patterns = patterns
    self.distance = UInt32(clamping: distance)
    let order = Array(patterns.indices)
    orders = ordered ? [order] : NearMatcher.permutations(order)
  }

  /// The documents, each with the number of places of the first literal that others are near to.
  ///
  /// Ordinals tell no distances: the texts of the documents that hold all literals are asked.
  func matches(_ scope: MatchScope) -> MatchList {
    // The rarest literal first: the others are looked for in its documents only.
    let matcher = LiteralMatcher(scope)
    let bounds = patterns.map { matcher.bound($0) }
    var common = scope
    for number in patterns.indices.sorted(by: { bounds[$0] < bounds[$1] }) {
      common.among = LiteralMatcher(common).matches(patterns[number]).docs
    }
    var result = MatchList()
    var texts = StoredUnits(scope)
    for doc in common.among ?? [] {
      // Nothing in the title is near to anything in the text.
      var count = 0
      texts.forEachField(of: doc) { units in
        var places = [[UInt32]](repeating: [], count: patterns.count)
        for (number, pattern) in patterns.enumerated() {
          units.forEachPlace(of: pattern) { places[number].append($0) }
        }
        count += near(places).count
      }
      if count > 0 { result.append(doc, frequency: count) }
    }
    return result
  }

  /// The places of the first literal that are in a row with places of all others.
  private func near(_ places: [[UInt32]]) -> [UInt32] {
    guard places.allSatisfy({ !$0.isEmpty }) else { return [] }
    var found: Set<UInt32> = []
    for order in orders {
      // Forwards those that can be reached, backwards those from which the end can be.
      var reached = [places[order[0]]]
      for (last, next) in zip(order, order.dropFirst()) {
        let sources = reached[reached.count - 1]
        let length = patterns[last].length
        reached.append(near(places[next], behind: sources, length))
      }
      var alive = reached[order.count - 1]
      for step in order.indices.reversed() {
        if order[step] == 0 { found.formUnion(alive) }
        guard step > 0 else { break }
        let length = patterns[order[step - 1]].length
        let targets = alive
        alive = near(reached[step - 1], length, before: targets)
      }
    }
    return found.sorted()
  }

  // All places rise, and so what one is near to is not before what the one before it is near to: each list is gone
  // through once, however often a text repeats a string.

  /// Those of some places to which one of the sources before them is near.
  private func near(_ places: [UInt32], behind sources: [UInt32], _ length: UInt32) -> [UInt32] {
    var first = 0
    return places.filter { place in
      while first < sources.count, UInt64(sources[first]) + reach(length) < place { first += 1 }
      return first < sources.count && sources[first] + length <= place
    }
  }

  /// Those of some places that are near to one of the targets behind them.
  private func near(_ places: [UInt32], _ length: UInt32, before targets: [UInt32]) -> [UInt32] {
    var first = 0
    return places.filter { place in
      while first < targets.count, targets[first] < place + length { first += 1 }
      return first < targets.count && UInt64(targets[first]) <= UInt64(place) + reach(length)
    }
  }

  /// How far behind the beginning of a string of such a length another may begin.
  private func reach(_ length: UInt32) -> UInt64 { UInt64(length) + UInt64(distance) }

  private static func permutations(_ numbers: [Int]) -> [[Int]] {
    guard numbers.count > 1 else { return [numbers] }
    return numbers.flatMap { first in
      permutations(numbers.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
