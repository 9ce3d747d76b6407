import SearchIndex
import TestSupport

@testable import SearchIndex

/// A random corpus, and the same documents in an oracle and an index.
struct RandomIndex {
  var naive = NaiveIndex()
  let directory = TemporaryDirectory()

  var path: String { directory.file("index") }

  static func document(_ number: Int, _ random: inout SeededRandom) -> Document {
    let text = RandomText(rarity: random.pick([2, 4, 12]))
    let title = random.chance(3) ? "" : text.text(random.below(8), &random)
    let body = text.text(random.chance(10) ? random.below(400) : random.below(40), &random)
    return Document(id: "d\(number)", title: title, text: body, path: "p", date: "2021-03-26")
  }

  /// Adds, replaces and deletes at random, with commits in between.
  init(
    seed: Int, documents: Int, commits: Int = 1, replaces: Bool = true, mergeFactor: Int = 3,
    documentMemory: Int? = nil, threads: Int = 1, segmenter: Segmenter = .fast
  ) throws {
    var random = SeededRandom(seed: seed)
    // Apart, so that the documents do not depend on when they are committed.
    var commitRandom = SeededRandom(seed: seed &+ 31)
    var options = IndexWriter.Options()
    options.documentMemory = documentMemory
    options.threads = threads
    options.spreadLength = [0, 1, 1000][abs(seed) % 3]
    options.segmenter = segmenter
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
