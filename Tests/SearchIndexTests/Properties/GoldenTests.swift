import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Indexes that earlier released versions wrote must be read by all later ones, with the same
/// answers.
///
/// `make golden` writes that of the present format anew: on purpose, after a change of the format.
@Suite(.serialized) struct GoldenTests {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    return parts.joined(separator: "/") + "/Golden"
  }()

  private static let documents: [Document] = [
    Document(
      id: "a1", title: "柳园社区开展燃气安全检查", text: "平城区柳园社区的网格员入户检查燃气安全，共查３００户。",
      path: "Corpus/a.txt", date: "2021-03-26"),
    Document(id: "a2", title: "平城区治理網絡", text: "織密社會治理網絡，𠮷祥街的 Wi-Fi 與 5G 覆蓋。"),
    Document(id: "a3", title: "Weather", text: "Heavy rain in 青溪市, PM2.5 falls to 35. 😀"),
    Document(id: "a4", text: "ガスの安全。한국어 문장도 있다."),
    Document(id: "a5", title: "通知", text: "安全第一。安全，安全！"),
    // Long enough for a codebook.
    Document(
      id: "a6", title: "詩經·伐檀",
      text: (1...400).map { "第\($0)章　河水清且漣漪，不稼不穡。\n" }.joined()),
  ]

  private static let expected: [(query: String, ids: [String])] = [
    ("\"燃气安全\"", ["a1"]), ("“平城”", ["a1", "a2"]), ("\"安\"", ["a1", "a4", "a5"]),
    ("\"pm2.5\"", ["a3"]),
    ("\"300户\"", ["a1"]), ("\"𠮷祥\"", ["a2"]), ("\"😀\"", ["a3"]), ("\"城市\"", []),
    ("「ｗｉ－ｆｉ」", ["a2"]), ("燃气安全", ["a1", "a4", "a5"]),
  ]

  private static func write(_ path: String) throws {
    var options = IndexWriter.Options()
    options.firstSegment = 1
    let writer = try IndexWriter(path: path, options: options)
    writer.mergePolicy.factor = 100
    for document in documents.prefix(3) { try writer.add(document) }
    try writer.add(Document(id: "a5", text: "an older text"))
    try writer.commit()
    for document in documents.dropFirst(3) { try writer.add(document) }
    try writer.commit()
  }

  private func check(_ path: String) throws {
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    let searcher = try Searcher(path: path)
    #expect(searcher.documentCount == GoldenTests.documents.count)
    for (query, ids) in GoldenTests.expected {
      let results = try searcher.search(Query(query))
      #expect(results.hits.map(\.id).sorted() == ids, "\(query)")
      #expect(results.total == ids.count)
      for hit in results.hits {
        let document = GoldenTests.documents.first { $0.id == hit.id }
        #expect(hit.title == document?.title && hit.text == document?.text)
        #expect(hit.path == document?.path && hit.date == document?.date)
      }
    }
    #expect(try searcher.search(Query("燃气安全")).hits.first?.id == "a1")
  }

  @Test("The golden index of every version is read")
  func everyVersion() throws {
    if environment("WRITE_GOLDEN") != nil {
      let path = GoldenTests.folder + "/index-v\(FileFormat.version)"
      Files.remove(path)
      try GoldenTests.write(path)
      Files.remove(path + "/write.lock")
    }
    // Versions 1 to 6 were never released.
    for version in 7...Int(FileFormat.version) {
      try check(GoldenTests.folder + "/index-v\(version)")
    }
  }

  @Test("The present code writes what the golden index of its version holds, byte for byte")
  func sameBytes() throws {
    let golden = GoldenTests.folder + "/index-v\(FileFormat.version)"
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try GoldenTests.write(path)
    let identity = try Manifest(folder: golden).identity
    // Another ICU may cut other words; another zstd may pack otherwise.
    guard identity == SegmenterIdentity.current else { return }
    for name in Files.names(in: golden) where !name.hasSuffix(".documents") {
      #expect(Files.read(golden + "/" + name) == Files.read(path + "/" + name), "\(name)")
    }
  }
}
