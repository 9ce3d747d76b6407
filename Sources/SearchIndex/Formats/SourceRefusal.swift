/// Why nothing can be made of a file.
struct SourceRefusal: Error, Equatable {
  enum Kind { case unreadable, tooLong, encoding, malformed }
  var kind: Kind
  var reason: String

  init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

extension SourceDecoder {
  func decode(_ file: [UInt8], as encoding: SourceEncoding?) throws(SourceRefusal) -> SourceText {
    if let text = try? decode(file) { return text }
    throw SourceRefusal(.encoding, "its encoding is not certain")
  }
}
