/// A part of the engine that takes bytes from outside.
///
/// The same targets are run by libFuzzer (`make fuzz`) and, over what it found and over random bytes, by the
/// tests.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Files of an index, damaged in ways that their checksums do not show.
  case files
  /// Query strings, against a scan.
  case queries
  /// Files of JSON Lines.
  case lines
  /// Text files in any encoding.
  case texts
  /// Files that are more than text, by their first byte.
  case formats
  /// The fast segmenter against ICU's iterator.
  case words

  /// Sets the target up.
  public func makeTrial() throws -> any FuzzTrial {
    switch self {
    case .files: try DamagedFiles()
    case .queries: try Queries()
    case .lines: Lines()
    case .texts: Texts()
    case .formats: Formats()
    case .words: try Words()
    }
  }
}

/// A target that was set up once and is tried with many inputs.
public protocol FuzzTrial: AnyObject {
  /// Inputs to begin with, of which others are made.
  var seeds: [[UInt8]] { get }

  /// Tries one input: it ends without a trap, or finds something.
  ///
  /// - Throws: ``FuzzFinding`` if the answer is wrong.
  func run(_ input: [UInt8]) throws
}

/// An answer that is wrong.
public struct FuzzFinding: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Reads numbers and strings off the bytes of an input; what it lacks is zero.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// Of two bytes.
  mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

  mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}
