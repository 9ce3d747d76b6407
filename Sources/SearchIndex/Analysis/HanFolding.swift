/// Which ideographs are taken for others: traditional forms, and variants that ICU knows, for the
/// simplified ones.
///
/// One character stands for one, so nothing moves. The pairs are kept in the index that was made with
/// them: texts and queries are folded alike, whatever ICU runs.
struct HanFolding: Equatable, Sendable {
  /// The characters that are folded, rising; all are ideographs of the BMP.
  private(set) var sources: [UInt16] = []
  /// By source: what it is folded to, which is no source.
  private(set) var targets: [UInt16] = []

  /// The ideographs that may be folded: those of the BMP that NFKC leaves as they are.
  static let range: ClosedRange<UInt16> = 0x3400...0x9fff

  /// No character is folded.
  static let none = HanFolding()

  /// What ICU's rules from traditional to simplified say of single characters; read once.
  static func simplified() throws(IndexError) -> HanFolding { try simplifiedForms.get() }

  private static let simplifiedForms: Result<HanFolding, IndexError> = {
    do throws(IndexError) {
      return .success(HanFolding(try Transliterator("Traditional-Simplified")))
    } catch {
      return .failure(error)
    }
  }()

  private init() {}

  private init(_ transliterator: Transliterator) {
    var forms: [UInt16: UInt16] = [:]
    // Characters by lines, for a call takes longer than a character; no rule goes across lines.
    let lineEnd: UInt16 = 0x0a
    for first in stride(
      from: HanFolding.range.lowerBound, through: HanFolding.range.upperBound, by: 256)
    {
      let characters = first...min(first + 255, HanFolding.range.upperBound)
      let text = transliterator.transliterate(characters.flatMap { [$0, lineEnd] })
      let lines = text.split(separator: lineEnd, omittingEmptySubsequences: false)
      for (character, form) in zip(characters, lines) where form.count == 1 {
        if let form = form.first, form != character, HanFolding.range.contains(form) {
          forms[character] = form
        }
      }
    }
    self.init(forms)
  }

  /// Follows forms of forms to their end.
  private init(_ forms: [UInt16: UInt16]) {
    for source in forms.keys.sorted() {
      var seen: Set<UInt16> = [source]
      var target = source
      while let next = forms[target], seen.insert(next).inserted { target = next }
      // Two that stand for each other are left alone.
      guard forms[target] == nil else { continue }
      sources.append(source)
      targets.append(target)
    }
  }
}

extension HanFolding {
  /// Writes the pairs: `count:varint (source - previous source:varint target:u16)…`.
  func write(to writer: inout ByteWriter) {
    writer.append(varint: sources.count)
    var previous: UInt16 = 0
    for (source, target) in zip(sources, targets) {
      writer.append(varint: Int(source - previous))
      writer.append(fixed: target)
      previous = source
    }
  }

  /// Reads what ``write(to:)`` wrote; nil if it is not well formed.
  init?(_ reader: inout ByteReader) {
    let count = reader.count()
    var source = 0
    for _ in 0..<count {
      source += reader.count()
      let target = reader.fixed(UInt16.self)
      guard !reader.overrun, let character = UInt16(exactly: source),
        HanFolding.range.contains(character), HanFolding.range.contains(target),
        character > sources.last ?? 0
      else { return nil }
      sources.append(character)
      targets.append(target)
    }
    guard !reader.overrun, Set(sources).isDisjoint(with: targets) else { return nil }
  }
}

/// Which characters an index takes for one another, beside width and case.
public enum Folding: String, CaseIterable, Sendable {
  /// Traditional and simplified forms.
  case hans
  /// None.
  case none

  func forms() throws(IndexError) -> HanFolding {
    self == .hans ? try .simplified() : .none
  }
}
