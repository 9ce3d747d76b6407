/// The documents of a file that holds one a line or one a row, as they would be indexed.
package struct DocumentListing {
  private let path: String
  private let format: SourceFile.Format
  private let reader: FileReader
  private let name: SourceName
  /// What cannot be indexed, or not as it stands, as far as the file was read.
  package private(set) var problems: [IngestionProblem] = []
  /// How many documents were read.
  package private(set) var count = 0

  /// Nil if a path is not that of JSON Lines or a table, packed or not.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - storedPath: its path in an index, which ids may begin with; `path` if nil.
  ///   - options: how it is read: its columns, its encoding.
  package init?(path: String, storedPath: String? = nil, options: ReadingOptions) {
    guard ArchivePath(path) == nil, let format = DocumentListing.format(ofName: path) else {
      return nil
    }
    self.path = path
    self.format = format
    reader = FileReader(options)
    name = SourceName(shown: path, stored: storedPath ?? path)
  }

  /// Whether a name is that of JSON Lines or of a table, packed or not.
  package static func takes(fileNamed name: String) -> Bool { format(ofName: name) != nil }

  private static func format(ofName name: String) -> SourceFile.Format? {
    let format = SourceFile.format(ofName: name)
    return format?.isStreamed == true && format != .archive ? format : nil
  }

  /// Calls `body` with each document, and with its line where one is known, in bounded memory.
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if the file cannot be read.
  package mutating func forEach(_ body: (Document, _ line: Int?) -> Void) throws(IndexError) {
    var stream: any DocumentStream
    do throws(SourceRefusal) {
      let file = try reader.open(path)
      let packing = Packing(ofName: path)
      let bytes: any ByteStream
      if let packing { bytes = try reader.unpacked(file, packing) } else { bytes = file }
      stream = try reader.stream(of: bytes, format, name)
    } catch {
      throw .unacceptable(document: path, reason: error.reason)
    }
    let reading = FileReading(path: name.shown, storedPath: name.stored)
    var hasMore = true
    while hasMore {
      hasMore = stream.read(DocumentListing.partLength, into: reading)
      try reading.documents.forEach { number, parts throws(IndexError) in
        func text(_ part: UnsafeRawBufferPointer) -> String {
          String(decoding: part, as: UTF8.self)
        }
        body(
          Document(
            id: text(parts.id), title: text(parts.title), text: text(parts.text),
            path: text(parts.path), date: text(parts.date)),
          reading.notes[number].line)
      }
      count += reading.documents.count
      problems += reading.problems
      reading.removeAll()
    }
  }

  private static let partLength = 256 << 10
}
