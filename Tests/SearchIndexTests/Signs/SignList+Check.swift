import Testing

@testable import SearchIndex

extension SignList {
  /// Expects that each sign has a value that it may have, and has it once.
  func check() throws {
    for name in names {
      let parts = name.split(separator: " ")
      let sign = try #require(Kind.byName[parts[0]])
      if sign.count > 0 { #expect(try (0..<sign.count).contains(#require(Int(parts[1])))) }
    }
    #expect(Set(names).count == names.count)
  }
}
