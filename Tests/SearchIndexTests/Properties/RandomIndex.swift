import SearchIndex
import TestSupport

@testable import SearchIndex

/// A random corpus, and the same documents in an oracle and an index.
struct RandomIndex {
  var naive: NaiveIndex
  let folding: Folding
  let directory = TemporaryDirectory()

  var path: String { directory.file("index") }

  static func document(_ number: Int, _ random: inout SeededRandom) -> Document {
    let text = RandomText(rarity: random.pick([2, 4, 12]))
    let title = random.chance(3) ? "" : text.text(random.below(8), &random)
    let body = text.text(random.chance(10) ? random.below(400) : random.below(40), &random)
    let path = random.pick(["", "2021/03/26.txt", "2021/晋城.jsonl", "a", "p"])
    let date = random.pick(["", "2021-03-26", "2021-03-27", "2021-03", "2021", "2020年2月29日", "?"])
    return Document(id: "d\(number)", title: title, text: body, path: path, date: date)
  }

  /// Adds, replaces and deletes at random, with commits in between.
  init(
    seed: Int, documents: Int, commits: Int = 1, replaces: Bool = true, mergeFactor: Int = 3,
    documentMemory: Int? = nil, threads: Int = 1, segmenter: Segmenter = .fast
  ) throws {
    folding = seed % 3 == 2 ? .none : .hans
    naive = NaiveIndex(folding: folding)
    var random = SeededRandom(seed: seed)
    // Apart, so that the documents do not depend on when they are committed.
    var commitRandom = SeededRandom(seed: seed &+ 31)
    var options = IndexWriter.Options()
    options.documentMemory = documentMemory
    options.threads = threads
    options.spreadLength = [0, 1, 1000][abs(seed) % 3]
    options.segmenter = segmenter
    options.folding = folding
    let writer = try IndexWriter(path: directory.file("index"), options: options)
    writer.mergePolicy.factor = mergeFactor
    for number in 0..<documents {
      let id = replaces && random.chance(5) ? random.below(number + 1) : number
      let document = RandomIndex.document(id, &random)
      naive.add(document)
      try writer.add(document)
      if replaces, random.chance(8) {
        let victim = "d\(random.below(number + 1))"
        let wasThere = naive.ids.contains(victim)
        naive.delete(id: victim)
        let wasDeleted = try writer.delete(id: victim)
        precondition(wasThere == wasDeleted, "delete of \(victim) says \(wasDeleted)")
      }
      if commits > 1, commitRandom.chance(max(1, documents / commits)) { try writer.commit() }
    }
    try writer.commit()
  }

  func searcher() throws -> Searcher { try Searcher(path: path) }

  /// A string of 1 to 8 units cut from a document, or one that is likely nowhere.
  func literal(_ random: inout SeededRandom) -> String {
    let documents = naive.documents
    if random.chance(6) || documents.isEmpty {
      return RandomText(rarity: 3).text(1 + random.below(4), &random)
    }
    let document = random.pick(documents)
    let field = random.chance(4) ? document.title : document.text
    let scalars = Array(field.unicodeScalars)
    guard !scalars.isEmpty else { return "安全" }
    let start = random.below(scalars.count)
    let end = min(scalars.count, start + 1 + random.below(8))
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }
}

extension RandomIndex {
  /// A query of a few parts of any kind.
  func query(_ random: inout SeededRandom) -> Query {
    var parts: [Query.Part] = []
    for _ in 0..<1 + random.below(3) {
      let boost = random.pick([1, 1, 1, 0.5, 3]) as Float
      switch random.below(8) {
      case 0, 1: parts.append(.filter(filter(depth: 3, &random)))
      case 2: parts.append(.literal(literal(&random)))
      case 3: parts.append(.pattern(pattern(&random), boost: boost))
      default: parts.append(.text(literal(&random) + literal(&random), boost: boost))
      }
    }
    return Query(parts)
  }

  private func filter(depth: Int, _ random: inout SeededRandom) -> Query.Filter {
    func filters() -> [Query.Filter] {
      (0..<random.below(4)).map { _ in filter(depth: depth - 1, &random) }
    }
    func inner() -> Query.Filter { filter(depth: depth - 1, &random) }
    switch depth == 0 ? 5 + random.below(9) : random.below(14) {
    case 0: return .all(filters())
    case 1: return .any(filters())
    case 2: return .not(inner())
    case 3: return .within(random.pick(Query.Field.allCases), inner())
    case 4: return .boosted(inner(), by: random.pick([0.5, 2]))
    case 5: return .pattern(pattern(&random))
    case 6, 7:
      let strings = (0..<1 + random.below(3)).map { _ in
        random.chance(10) ? "，" : literal(&random)
      }
      return .near(strings, distance: random.below(12), ordered: random.chance(2))
    case 8:
      let text = random.pick([
        "2021", "2021-03", "2020-02-29..2021-03-26", "..2020", "2021-03-27..",
      ])
      return DateRange(text).map { .date($0) } ?? .all([])
    case 9: return .path(random.pick(["2021", "晋城", "2021/*", "*.txt", "p", "没有", "*a*"]))
    case 10: return .id(random.pick(["d1", "d2*", "*3", "d*1*", "e", ""]))
    default: return .literal(random.chance(15) ? "，" : literal(&random))
    }
  }

  private func pattern(_ random: inout SeededRandom) -> WordPattern {
    random.chance(2)
      ? .wildcard(random.pick(["a*", "L*G", "g*", "2*", "Ｃa*é", "s*s*", "燃*", "x*1", "*", "a"]))
      : .fuzzy(
        random.pick(["LNG", "gdq", "cafe", "Ａi", "strase", "x", "燃气", "25", "fl"]),
        distance: random.below(3))
  }
}
