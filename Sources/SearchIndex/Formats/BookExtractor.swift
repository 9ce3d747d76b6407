/// Takes the chapters out of an `.epub` book (EPUB 3.3), in the order in which they are read.
enum BookExtractor {
  /// A book of more chapters is refused.
  private static let maximumChapters = 10_000

  /// The chapters that have text, each named by its place in the archive.
  static func chapters(
    of archive: ZipArchive, _ decoder: SourceDecoder
  ) throws(SourceRefusal) -> [ExtractedText] {
    let package = try SourceRefusal.malformed { () throws(IndexError) in try readPackage(archive) }
    guard package.chapters.count <= maximumChapters else {
      throw SourceRefusal(
        .tooLong,
        "it has \(package.chapters.count) chapters, a book at most \(maximumChapters): split it")
    }
    var chapters: [ExtractedText] = []
    var length = 0
    for name in package.chapters {
      let bytes = try SourceRefusal.malformed { () throws(IndexError) in
        try archive.content(name, limit: Document.maximumLength)
      }
      guard let bytes else { continue }
      var chapter = try HTMLExtractor.text(
        of: bytes, decoder: decoder, bookTitle: package.title
      ).text
      guard !chapter.text.isEmpty else { continue }
      if chapter.date.isEmpty { chapter.date = package.date }
      // Title and date of the book are in all chapters that have none.
      length += chapter.title.count + chapter.text.count + chapter.date.count
      guard length <= 4 * Document.maximumLength else {
        throw SourceRefusal(.tooLong, "its text has more than \(4 * Document.maximumLength) bytes")
      }
      chapter.name = name
      // The bytes are those of the chapter's file, which the path does not name.
      chapter.origin.isDecoded = true
      chapters.append(chapter)
    }
    guard !chapters.isEmpty else { throw SourceRefusal(.malformed, "it has no chapter with text") }
    return chapters
  }

  private struct Package {
    var title: [UInt8]
    var date: [UInt8]
    /// The names of the chapters in the archive, each once.
    var chapters: [String]
  }

  private static func readPackage(_ archive: ZipArchive) throws(IndexError) -> Package {
    // Some programs put all of a book into a folder within the archive.
    let container = "META-INF/container.xml"
    let found = archive.members.map(\.name).filter {
      $0 == container || $0.hasSuffix("/" + container)
    }
    .min { $0.utf8.count < $1.utf8.count }
    let base = String((found ?? container).dropLast(container.count))
    let encrypted = AttributeReader("CipherReference", ["URI"])
    if let bytes = try archive.content(base + "META-INF/encryption.xml", limit: 16 << 20) {
      try MarkupParser(.xml, encrypted).parse(whole: bytes)
    }
    let roots = AttributeReader("rootfile", ["full-path"])
    if let bytes = try archive.content(base + container, limit: 1 << 20) {
      try MarkupParser(.xml, roots).parse(whole: bytes)
    }
    guard let root = roots.found.first?.first.map({ base + $0 }),
      let bytes = try archive.content(root, limit: 16 << 20)
    else { throw .unreadable("it is no EPUB book: META-INF/container.xml names no package") }
    let package = PackageReader()
    try MarkupParser(.xml, package).parse(whole: bytes)
    guard !package.isDone else {
      throw .unreadable("its package lists more than \(PackageReader.maximumFiles) files")
    }
    // Fonts are often encrypted where texts are not.
    let secrets = Set(encrypted.found.map { resolved(base + PackageReader.decoded($0[0])) })
    let folder = root.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    var chapters: [String] = []
    var seen: Set<String> = []
    for id in package.spine {
      guard let item = package.items[id], !item.isNavigation else { continue }
      let path = PackageReader.decoded(item.path.prefix { $0 != "#" })
      let name = resolved(folder + path)
      // A file may be named again, as a whole or for another part of it.
      guard seen.insert(name).inserted else { continue }
      if secrets.contains(name) { throw .unreadable("it is encrypted") }
      chapters.append(name)
    }
    return Package(
      title: UTF8Repair.repaired(package.title.bytes),
      date: UTF8Repair.repaired(package.date.bytes), chapters: chapters)
  }

  /// A path without `..`.
  private static func resolved(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// Reads the package document of a book.
private final class PackageReader: MarkupHandler {
  /// No archive has more.
  static let maximumFiles = ZipArchive.maximumMembers

  struct Item {
    var path: String
    var isNavigation: Bool
  }

  private(set) var items: [String: Item] = [:]
  /// The ids of chapters in their order.
  private(set) var spine: [String] = []
  private(set) var title = RunningText()
  private(set) var date = RunningText()
  private enum Part { case title, date }
  private var part: Part?

  var isDone: Bool { max(items.count, spine.count) > PackageReader.maximumFiles }

  func begin(_ name: String, _ attributes: MarkupAttributes) {
    switch name {
    case "item":
      guard let id = attributes["id"], let path = attributes["href"] else { return }
      let properties = attributes["properties"] ?? ""
      items[id] = Item(path: path, isNavigation: properties.split(separator: " ").contains("nav"))
    case "itemref": if let id = attributes["idref"] { spine.append(id) }
    case "title" where title.bytes.isEmpty: part = .title
    case "date" where date.bytes.isEmpty: part = .date
    default: break
    }
  }

  func end(_ name: String) { part = nil }

  func text(_ bytes: UnsafeRawBufferPointer) {
    switch part {
    case .title: title.append(bytes)
    case .date: date.append(bytes)
    case nil: break
    }
  }

  /// A reference with its percent signs decoded.
  static func decoded(_ reference: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    let source = Array(reference.utf8)
    var index = 0
    while index < source.count {
      let digits = source[min(index + 1, source.count)..<min(index + 3, source.count)]
      if source[index] == UInt8(ascii: "%"), digits.count == 2,
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
