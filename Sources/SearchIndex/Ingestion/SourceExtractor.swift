/// Takes the texts out of the bytes of files: the one place that knows what each format holds.
///
/// Not to be shared between threads.
final class SourceExtractor {
  private let decoder = SourceDecoder()

  /// The texts of a file in their order; none for a file that holds none.
  ///
  /// - Throws: why nothing can be made of the bytes.
  func items(
    of bytes: [UInt8], _ format: SourceFile.Format, _ options: ReadingOptions
  ) throws(SourceRefusal) -> [SourceItem] {
    switch format {
    case .text: [SourceItem(content: .issue(try decoder.decode(bytes, as: options.encoding)))]
    case .jsonLines: [SourceItem(content: .lines(bytes))]
    }
  }
}
