internal import CXML

/// Takes the events of a document in XML or HTML.
protocol MarkupHandler: AnyObject {
  /// An element begins: its name without a prefix.
  func begin(_ name: String, _ attributes: MarkupAttributes)
  /// An element ends.
  func end(_ name: String)
  /// A part of the text; one text may come in several parts, cut anywhere between characters.
  func text(_ bytes: UnsafeRawBufferPointer)
  /// True if no more is wanted.
  var isDone: Bool { get }
}

/// The attributes of an element, while it begins.
struct MarkupAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  /// The value of an attribute, whose name is compared without its prefix; nil if there is none.
  subscript(name: String) -> String? {
    guard let pairs else { return nil }
    var index = 0
    while let key = pairs[index] {
      if MarkupParser.localName(key) == name {
        return pairs[index + 1].map { String(cString: $0) } ?? ""
      }
      index += 2
    }
    return nil
  }
}

/// Runs libxml2 over a document and tells a handler what it meets, without making a tree.
///
/// Entities that a document declares are not expanded, and nothing outside of it is read: neither can be
/// used to make a small document large. One use for one document.
final class MarkupParser {
  enum Language { case xml, html }

  /// Elements may be so deep in others: what ends them is looked for among all that are open.
  private static let maximumDepth = 10_000
  private static let chunk = 64 << 10

  private let library: MarkupLibrary
  private let functions: MarkupLibrary.Functions
  private let handler: any MarkupHandler
  private let language: Language
  private var parser: OpaquePointer?
  private var depth = 0
  private var isTooDeep = false
  private var isStopped = false

  init(_ language: Language, _ handler: any MarkupHandler) throws(IndexError) {
    library = try MarkupLibrary.library()
    functions = language == .xml ? library.xml : library.html
    self.handler = handler
    self.language = language
    var events = MarkupParser.events
    let user = Unmanaged.passUnretained(self).toOpaque()
    parser =
      language == .xml
      ? library.createXML(&events, user, nil, 0, nil)
      : library.createHTML(&events, user, nil, 0, nil, Int32(xml_UTF8))
    guard let parser else { throw .unreadable("libxml2 has no memory") }
    var options = xml_recover | xml_silent | xml_noNetwork
    if language == .html { options |= xml_noDoctype | xml_noEncoding }
    _ = functions.useOptions(parser, Int32(options))
  }

  deinit {
    if let parser { functions.free(parser) }
  }

  /// True if the document ended within an element, or what is no XML ended it; libxml2 itself passes over that.
  var isCutOff: Bool { !isStopped && depth > 0 }

  static func cutOff(_ name: String) -> IndexError {
    .unreadable("\(name) in it is damaged: it ends within an element, and what was behind is lost")
  }

  /// How many bytes the parser has passed: about where the text ends that it tells of.
  var consumed: Int { parser.map { library.consumed($0) } ?? 0 }

  /// Parses all that a stream has, at most `limit` bytes.
  func parse(_ stream: any ByteStream, limit: Int) throws(IndexError) {
    var buffer: [UInt8] = []
    var total = 0
    while !isStopped {
      buffer.removeAll(keepingCapacity: true)
      let count = try stream.read(min(max(8 << 10, total), MarkupParser.chunk), into: &buffer)
      if count == 0 { break }
      total += count
      if total > limit { throw .unreadable("its markup has more than \(limit) bytes") }
      try parse(buffer)
    }
    try finish()
  }

  /// Parses a whole document.
  func parse(whole bytes: [UInt8]) throws(IndexError) {
    var start = 0
    while start < bytes.count, !isStopped {
      let end = min(start + MarkupParser.chunk, bytes.count)
      try parse(bytes[start..<end])
      start = end
    }
    try finish()
  }

  private func parse(_ bytes: some Sequence<UInt8>) throws(IndexError) {
    _ = bytes.withContiguousStorageIfAvailable { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        functions.parse(parser, bytes.baseAddress, Int32(bytes.count), 0)
      }
    }
    try check()
  }

  private func finish() throws(IndexError) {
    if !isStopped { _ = functions.parse(parser, nil, 0, 1) }
    try check()
  }

  private func check() throws(IndexError) {
    guard isTooDeep else { return }
    throw .unreadable("its elements are more than \(MarkupParser.maximumDepth) deep in each other")
  }

  // MARK: Events

  private func begin(
    _ name: UnsafePointer<UInt8>, _ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    depth += 1
    if depth > MarkupParser.maximumDepth {
      isTooDeep = true
      stop()
    }
    guard !isStopped else { return }
    handler.begin(MarkupParser.localName(name), MarkupAttributes(pairs: pairs))
    if handler.isDone { stop() }
  }

  private func end(_ name: UnsafePointer<UInt8>) {
    depth -= 1
    guard !isStopped else { return }
    handler.end(MarkupParser.localName(name))
    if handler.isDone { stop() }
  }

  private func text(_ bytes: UnsafePointer<UInt8>, _ count: Int32) {
    guard !isStopped else { return }
    handler.text(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    if handler.isDone { stop() }
  }

  private func stop() {
    isStopped = true
    if let parser { library.stop(parser) }
  }

  fileprivate static func localName(_ name: UnsafePointer<UInt8>) -> String {
    var start = name
    var next = name
    while next.pointee != 0 {
      if next.pointee == UInt8(ascii: ":") { start = next + 1 }
      next += 1
    }
    return String(cString: start)
  }

  private static func parser(_ user: UnsafeMutableRawPointer?) -> MarkupParser? {
    user.map { Unmanaged<MarkupParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private static var events: xml_Handler {
    var events = xml_Handler()
    events.startElement = { user, name, pairs in
      if let name { MarkupParser.parser(user)?.begin(name, pairs) }
    }
    events.endElement = { user, name in
      if let name { MarkupParser.parser(user)?.end(name) }
    }
    let text: xml_Characters = { user, bytes, count in
      if let bytes { MarkupParser.parser(user)?.text(bytes, count) }
    }
    events.characters = text
    events.ignorableWhitespace = text
    events.cdataBlock = text
    events.initialized = 1
    return events
  }
}
