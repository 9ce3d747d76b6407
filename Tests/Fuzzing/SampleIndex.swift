import SearchIndex
import TestSupport

/// A small index with all kinds of file, and the oracle of the same documents.
final class SampleIndex {
  let directory = TemporaryDirectory()
  private(set) var naive = NaiveIndex()
  var path: String { directory.file("index") }

  init() throws {
    var random = SeededRandom(seed: 4)
    let articles = directory.file("articles.jsonl")
    for round in 0..<2 {
      let writer = try IndexWriter(path: path)
      for number in 0..<12 {
        let document = SampleIndex.document(round * 8 + number, &random)
        naive.add(document)
        try writer.add(document)
      }
      if round == 1 {
        Files.write(Array(#"{"id":"line","title":"燃气安全","text":"平城区检查 GDP"}"#.utf8), to: articles)
        let ingester = try Ingester(writer: writer, root: directory.path)
        try ingester.add(path: articles)
        naive.add(
          Document(
            id: "line", title: "燃气安全", text: "平城区检查 GDP", path: "articles.jsonl", date: ""))
      }
      try writer.commit()
    }
  }

  private static func document(_ number: Int, _ random: inout SeededRandom) -> Document {
    let text = RandomText(rarity: random.pick([2, 4, 12]))
    return Document(
      id: "d\(number)", title: text.text(random.below(6), &random),
      text: text.text(random.below(40), &random), path: random.pick(["", "2021/03/26.txt", "p"]),
      date: random.pick(["", "2021-03-26", "2021-03", "2020年2月29日"]))
  }
}
