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
    self.distance = UInt32(distance)
    let order = Array(patterns.indices)
    orders = ordered ? [order] : NearMatcher.permutations(order)
  }

  /// The documents, each with the number of places of the first literal that others are near to.
  func matches(_ selection: PlaceSelection) -> MatchList {
    // The rarest literal first: the others are looked for in its documents only.
    let matcher = LiteralMatcher(selection)
    let bounds = patterns.map { matcher.bound($0) }
    var lists = [MatchList](repeating: MatchList(), count: patterns.count)
    var selection = selection
    let keepsPlaces = selection.keepsPlaces
    selection.keepsPlaces = true
    for number in patterns.indices.sorted(by: { bounds[$0] < bounds[$1] }) {
      lists[number] = LiteralMatcher(selection).matches(patterns[number])
      selection.among = lists[number].docs
    }
    let common = selection.among ?? []
    let places = lists.map { NearMatcher.places($0, of: common) }
    var result = MatchList()
    for (index, doc) in common.enumerated() {
      let titleEnd = selection.segment.columns.titleEnd(doc)
      let all = places.map { $0[index] }
      // Nothing in the title is near to anything in the text.
      let found =
        near(all.map { $0.filter { $0 < titleEnd } })
        + near(all.map { $0.filter { $0 >= titleEnd } })
      guard !found.isEmpty else { continue }
      result.append(doc, frequency: found.count)
      if keepsPlaces { result.places += found }
    }
    return result
  }

  /// The places of some documents, which the list holds all.
  private static func places(_ list: MatchList, of docs: [DocID]) -> [ArraySlice<UInt32>] {
    var result: [ArraySlice<UInt32>] = []
    list.forEachPlaces { doc, places in
      if result.count < docs.count, docs[result.count] == doc { result.append(places) }
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
        reached.append(places[next].filter { place in isNear(sources, length, place) })
      }
      var alive = reached[order.count - 1]
      for step in order.indices.reversed() {
        if order[step] == 0 { found.formUnion(alive) }
        guard step > 0 else { break }
        let length = patterns[order[step - 1]].length
        let targets = alive
        alive = reached[step - 1].filter { source in
          targets.contains { isNear(source, length, $0) }
        }
      }
    }
    return found.sorted()
  }

  private func isNear(_ sources: [UInt32], _ length: UInt32, _ target: UInt32) -> Bool {
    sources.contains { isNear($0, length, target) }
  }

  private func isNear(_ source: UInt32, _ length: UInt32, _ target: UInt32) -> Bool {
    target >= source + length && target - (source + length) <= distance
  }

  private static func permutations(_ numbers: [Int]) -> [[Int]] {
    guard numbers.count > 1 else { return [numbers] }
    return numbers.flatMap { first in
      permutations(numbers.filter { $0 != first }).map { [first] + $0 }
    }
  }
}
