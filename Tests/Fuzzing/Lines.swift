import SearchIndex
import TestSupport

/// Any bytes as a file of JSON Lines: each line is a document or a problem, and the index is sound.
final class Lines: FuzzTrial {
  private let source = IndexedSource(named: "lines.jsonl")

  init() {}

  let seeds = [
    #"{"id":"a","title":"燃气","text":"平城区\n安全检查","date":"2021-03-26"}"#,
    "\u{FEFF}{\"text\":\"一\"}\r\n\n{}",
    #"{"text":"\u71c3\ud83d\ude00\ud800","x":[1,-2.5e+3,null,{"y":true}]}"#,
    "{\"id\":\"a\",\"text\":\"一\"}\n{\"id\":\"a\",\"text\":\"二\"}\n[]\n{\"text\":1}",
  ].map { Array($0.utf8) }

  func run(_ input: [UInt8]) throws {
    let progress = try source.index(input)
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0d]
    var lines = input.split(separator: 0x0a).map { $0.filter { !blanks.contains($0) } }
    if input.starts(with: [0xef, 0xbb, 0xbf]), !lines.isEmpty { lines[0].removeFirst(3) }
    let count = lines.count { !$0.isEmpty }
    let skipped = progress.problems.count { $0.isSkipped }
    guard progress.documents + skipped == count else {
      throw FuzzFinding(
        "\(count) lines became \(progress.documents) documents and \(skipped) problems")
    }
    try source.check()
  }
}

/// One source file and the index of it.
final class IndexedSource {
  let directory = TemporaryDirectory()
  let path: String
  private(set) var index = ""
  private var runs = 0

  init(named name: String) { path = directory.file(name) }

  /// Indexes contents of the file into a new index.
  func index(_ bytes: [UInt8]) throws -> Ingester.Progress {
    if !index.isEmpty { Files.remove(index) }
    index = directory.file("index-\(runs)")
    runs += 1
    Files.write(bytes, to: path)
    let writer = try IndexWriter(path: index)
    let ingester = try Ingester(writer: writer, root: directory.path)
    try ingester.add(path: path)
    try writer.commit()
    return ingester.progress
  }

  /// The index is sound, and strings cut from its texts are found where a scan finds them.
  func check() throws {
    if let problem = try IndexVerifier(path: index).verify().problems.first {
      throw FuzzFinding("the index is not sound: \(problem)")
    }
    var check = LiteralCheck(try Searcher(path: index), seed: 1)
    for difference in try check.run(strings: 5).differences {
      throw FuzzFinding("the literal \(difference.string) is not found as a scan finds it")
    }
  }
}
