import TestSupport
import Testing

@testable import SearchIndex

/// Where the texts of Markdown and HTML stand in their sources.
@Suite struct SourcePlaceTests {
  @Test("Every character of Markdown is where its place says", arguments: Seeds.count(200))
  func markdown(seed: Int) throws {
    var markup = RandomMarkup(seed: seed)
    let bytes = Array(markup.markdown().utf8)
    let text = MarkdownExtractor.text(
      of: SourceText(bytes: bytes, encoding: .utf8, isDecoded: false))
    try PlaceOracle(bytes).check(text, seed: seed)
  }

  @Test("Every character of HTML is where its place says", arguments: Seeds.count(200))
  func html(seed: Int) throws {
    var markup = RandomMarkup(seed: seed)
    let bytes = Array(markup.html().utf8)
    let text = try HTMLExtractor.text(of: bytes, decoder: SourceDecoder()).text
    try PlaceOracle(bytes).check(text, references: markup.references, seed: seed)
  }
}
