import TestSupport
import Testing

@testable import SearchIndex

/// Books that name more than they have.
@Suite struct BookExtractorTests {
  private static let chapter = "<html><body><p>河东区检查燃气安全</p></body></html>"

  private var stored: ZipBuilder.Options {
    var options = ZipBuilder.Options()
    options.isDeflated = false
    return options
  }

  /// A book whose package has these items, all of them read in this order.
  private func book(
    _ paths: [String], spine: [Int]? = nil, title: String = "", encrypted: [String] = []
  ) -> ZipBuilder {
    var zip = ZipBuilder()
    zip.add(
      "META-INF/container.xml",
      "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>")
    let items = paths.enumerated().map { "<item id=\"c\($0)\" href=\"\($1)\"/>" }
    let references = (spine ?? Array(paths.indices)).map { "<itemref idref=\"c\($0)\"/>" }
    zip.add(
      "a.opf",
      "<package><metadata><title>\(title)</title></metadata><manifest>\(items.joined())</manifest>"
        + "<spine>\(references.joined())</spine></package>")
    if !encrypted.isEmpty {
      let names = encrypted.map { "<CipherReference URI=\"\($0)\"/>" }
      zip.add("META-INF/encryption.xml", "<encryption>\(names.joined())</encryption>")
    }
    return zip
  }

  private func names(
    _ zip: ZipBuilder, budget: UnpackingBudget? = nil
  ) throws(SourceRefusal) -> [String] {
    let bytes = zip.archive
    let archive = try SourceRefusal.malformed { () throws(IndexError) in
      try ZipArchive(ArrayAccess(bytes), SourceDecoder(), budget: budget)
    }
    return try BookExtractor.chapters(of: archive, SourceDecoder()).map(\.name)
  }

  private func refusal(_ zip: ZipBuilder, budget: UnpackingBudget? = nil) -> SourceRefusal? {
    do throws(SourceRefusal) {
      _ = try names(zip, budget: budget)
      return nil
    } catch {
      return error
    }
  }

  @Test("A chapter that is named again, in whatever way, is read once")
  func repeated() throws {
    var zip = book(
      ["a.html", "b.html", "a.html#2", "x/../a.html", "%61.html"],
      spine: [0, 1, 2, 3, 4, 0, 0, 1])
    zip.add("a.html", BookExtractorTests.chapter)
    zip.add("b.html", BookExtractorTests.chapter)
    #expect(try names(zip) == ["a.html", "b.html"])
  }

  @Test("What chapters without a word unpack to is bounded")
  func emptyChapters() throws {
    let paths = (0..<20).map { "\($0).html" }
    var zip = book(paths)
    for path in paths {
      zip.add(path, "<html><!--" + String(repeating: " ", count: 20_000) + "--></html>")
    }
    zip.add("none.html", BookExtractorTests.chapter)
    #expect(refusal(zip)?.reason == "it has no chapter with text")
    let budget = UnpackingBudget(packed: 0, free: 300_000)
    #expect(refusal(zip, budget: budget)?.reason.contains("unpacks to more than 300000") == true)
    #expect(budget.isExhausted)
  }

  @Test("A book of very many chapters is refused, not cut off")
  func manyChapters() throws {
    let paths = (0...10_000).map { "\($0).html" }
    var most = book(Array(paths.dropFirst()))
    most.add("10000.html", BookExtractorTests.chapter)
    #expect(try names(most) == ["10000.html"])
    var many = book(paths)
    many.add("0.html", BookExtractorTests.chapter)
    let found = try #require(refusal(many))
    #expect(found.kind == .tooLong && found.reason.contains("10001 chapters"))
  }

  @Test("So is one that names very many files, of which some would not be read")
  func manyReferences() throws {
    var zip = book(["a.html", "b.html"], spine: Array(repeating: 0, count: 100_001) + [1])
    zip.add("a.html", BookExtractorTests.chapter)
    zip.add("b.html", BookExtractorTests.chapter)
    #expect(refusal(zip)?.reason.contains("more than 100000 files") == true)
  }

  @Test("Of encrypted files only chapters matter")
  func encrypted() throws {
    func book(_ encrypted: [String]) -> ZipBuilder {
      var zip = self.book(["a.html"], encrypted: encrypted)
      zip.add("a.html", BookExtractorTests.chapter)
      return zip
    }
    #expect(try names(book(["b.otf", "c.otf"])) == ["a.html"])
    #expect(refusal(book(["b.otf", "x/../%61.html"]))?.reason == "it is encrypted")
  }

  @Test("The title of a book counts in every chapter that has it")
  func longTitle() throws {
    let paths = (0..<260).map { "\($0).html" }
    var zip = book(paths, title: String(repeating: "a", count: 1 << 20))
    for path in paths { zip.add(path, BookExtractorTests.chapter) }
    #expect(refusal(zip)?.kind == .tooLong)
  }

  @Test("Books with very many names take linear time")
  func manyNames() throws {
    let fonts = (0..<20_000).map { "\($0).otf" }
    var zip = book((1...10_000).map { "\($0).html" }, encrypted: fonts)
    for font in fonts { zip.add(font, "", stored) }
    zip.add("1.html", BookExtractorTests.chapter)
    var found: [String] = []
    let time = try ContinuousClock().measure { found = try names(zip) }
    #expect(found == ["1.html"])
    // It takes a second; looked up one by one in a list, they took many minutes.
    #expect(time < .seconds(30))
  }
}
