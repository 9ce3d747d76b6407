/// What follows a string in the documents that are best for it, and their titles that hold it.
///
/// A pair of characters knows only one character of what stands before it: 气污 is frequent, 燃气污 is
/// not. So continuations are read from texts. The best documents are the same however documents are
/// spread over segments, they are about the string, and they are short.
struct Continuations {
  /// By string: how many of the documents read hold it where words begin and end.
  ///
  /// Each begins with the string asked for.
  private(set) var tallies: [String: Int] = [:]
  /// Titles that hold the string, best first.
  private(set) var titles: [String] = []
  /// How many documents were read.
  private(set) var documents = 0
  /// In how many of them the string begins where a word does.
  private(set) var beginnings = 0

  /// How many documents are read.
  static let sample = 64
  /// A continuation has no more units than this.
  private static let maximumLength = 8
  /// Of a longer field no more bytes than this are looked at.
  private static let maximumBytes = 32 << 10
  /// More places in a field are not looked at.
  private static let maximumPlaces = 4

  private let wanted: AnalyzedText
  private let analyzer: Analyzer
  /// The same as ``tallies`` where the string stands within words: used if it nowhere begins one.
  private var inner: [String: Int] = [:]
  /// Continuations by one word: the only ones that are told if one document holds them.
  private var next: Set<String> = []
  /// It begins a word in the current document.
  private var beginsWord = false

  init(of string: String, by analyzer: Analyzer) {
    wanted = AnalyzedText(string, wantsWords: false, by: analyzer)
    self.analyzer = analyzer
  }

  /// Reads a document.
  mutating func add(_ document: StoredDocument) {
    documents += 1
    beginsWord = false
    var found: Set<String> = []
    var foundInner: Set<String> = []
    let isInTitle = scan(document.title, &found, &foundInner)
    if isInTitle, !titles.contains(document.title) { titles.append(document.title) }
    _ = scan(document.text, &found, &foundInner)
    if beginsWord { beginnings += 1 }
    for string in found { tallies[string, default: 0] += 1 }
    for string in foundInner { inner[string, default: 0] += 1 }
  }

  /// Continuations that begin where a word begins, or all if there are none; most frequent first.
  ///
  /// Chance goes on after the string too: what only one document holds is left out, or if few
  /// documents were read, all of it but the next word.
  func best(_ limit: Int) -> [String] {
    let tallies = tallies.isEmpty ? inner : tallies
    let isSmall = documents < 8
    let kept = tallies.filter { $0.value > 1 || isSmall && next.contains($0.key) }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return kept.prefix(limit).map(\.key)
  }

  /// Gathers the continuations in a field; true if the string is in it.
  private mutating func scan(
    _ field: String, _ found: inout Set<String>, _ inner: inout Set<String>
  ) -> Bool {
    let length = wanted.units.count
    let cut =
      field.utf8.count <= Continuations.maximumBytes
      ? field : String(decoding: field.utf8.prefix(Continuations.maximumBytes), as: UTF8.self)
    let text = AnalyzedText(cut, wantsWords: false, by: analyzer)
    guard length > 0, text.units.count >= length else { return false }
    var places = 0
    for start in 0...text.units.count - length where isMatch(text, at: start) {
      places += 1
      if places > Continuations.maximumPlaces { break }
      gather(text, start, &found, &inner)
    }
    return places > 0
  }

  private func isMatch(_ text: AnalyzedText, at start: Int) -> Bool {
    for (index, unit) in wanted.units.enumerated() {
      let other = text.units[start + index]
      guard other.key == unit.key,
        other.position - text.units[start].position == unit.position - wanted.units[0].position
      else { return false }
    }
    return true
  }

  /// Cuts the surroundings of a place into words: the continuations end where these do.
  private mutating func gather(
    _ text: AnalyzedText, _ start: Int, _ found: inout Set<String>, _ inner: inout Set<String>
  ) {
    let units = text.units
    var first = start
    while first > 0, start - first < Continuations.maximumLength,
      units[first - 1].position + 1 == units[first].position
    {
      first -= 1
    }
    let last = start + wanted.units.count - 1
    var end = last
    // Twice as far as is shown: words behind the end move the borders before it.
    while end + 1 < units.count, end - last < 2 * Continuations.maximumLength,
      units[end + 1].isCharacter, units[end].position + 1 == units[end + 1].position
    {
      end += 1
    }
    let base = units[first].range.lowerBound
    let context = text.string(base..<units[end].range.upperBound)
    let words = AnalyzedText(context, by: analyzer).words
    let begin = units[start].range.lowerBound - base
    let least = units[last].range.upperBound - base
    let most =
      units[min(end, last + Continuations.maximumLength)].range.upperBound - base
    let begins = words.contains { $0.lowerBound == begin }
    if begins { beginsWord = true }
    var isNext = true
    for word in words where word.upperBound >= least && word.upperBound <= most {
      let string = text.string(base + begin..<base + word.upperBound)
      if isNext { next.insert(string) }
      if word.upperBound > least { isNext = false }
      if begins { found.insert(string) } else { inner.insert(string) }
    }
  }
}
