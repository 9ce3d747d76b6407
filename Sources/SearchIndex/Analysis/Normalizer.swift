/// Normalized text as UTF-16, and, if asked for, where each unit comes from.
struct NormalizedText {
  var units: [UInt16] = []
  /// For each unit: the first byte of the source it was made from, and the byte behind the last.
  var sourceStarts: [UInt32] = []
  var sourceEnds: [UInt32] = []

  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    sourceStarts.removeAll(keepingCapacity: true)
    sourceEnds.removeAll(keepingCapacity: true)
  }
}

/// Folds text by NFKC_Casefold, and then ideographs by their forms, and keeps the way back to the
/// source.
///
/// Most characters fold to one character whatever stands around them; a table tells which, and
/// they are copied. For the others ICU normalizes the stretch between two normalization boundaries
/// (UAX #15, section 9): what comes out of it all maps to the whole stretch, so that a highlight
/// covers the characters that a fold joined. Not to be shared between threads.
final class Normalizer {
  let table: CharacterTable
  private let icu: CaseFoldingNormalizer
  private var stretch: [UInt16] = []
  private var folded: [UInt16] = []

  init(_ han: HanFolding) throws(IndexError) {
    icu = try CaseFoldingNormalizer()
    table = CharacterTable(normalizer: icu, han: han)
  }

  /// Appends the folded `source`, which is well-formed UTF-8, to `text`.
  ///
  /// `base` is where `source` begins in the whole text: the map counts from there.
  func append(
    _ source: UnsafeRawBufferPointer, base: Int, mapped: Bool, to text: inout NormalizedText
  ) {
    let count = source.count
    var index = 0
    var previousStart = 0
    while index < count {
      if !mapped {
        appendFolded(source, &index, &previousStart, to: &text)
        if index == count { return }
      }
      let start = index
      let scalar = Normalizer.decode(source, &index)
      if scalar >= 0x20000, scalar < 0x2f800 {
        UTF16Text.append(scalar, to: &text.units)
        if mapped { text.map(2, from: base + start, to: base + index) }
        previousStart = start
        continue
      }
      let folding = folding(scalar)
      if folding != 0 {
        text.units.append(folding)
        if mapped { text.map(1, from: base + start, to: base + index) }
        previousStart = start
        continue
      }

      // The stretch begins with the character before if this one may join it.
      var stretchStart = start
      if start > 0, previousStart < start, !icu.hasBoundary(before: scalar) {
        stretchStart = previousStart
        text.removeLastScalar(mapped: mapped)
      }
      while index < count {
        var next = index
        if icu.hasBoundary(before: Normalizer.decode(source, &next)) { break }
        index = next
      }
      appendStretch(
        UnsafeRawBufferPointer(rebasing: source[stretchStart..<index]), to: &text)
      if mapped {
        let added = text.units.count - text.sourceStarts.count
        text.map(added, from: base + stretchStart, to: base + index)
      }
      // What follows has a boundary before it, so nothing reaches back into this stretch.
      previousStart = index
    }
  }

  /// The one character that a scalar folds to, or 0 if it is not that simple.
  @inline(__always)
  private func folding(_ scalar: UInt32) -> UInt16 {
    guard scalar < 0x80 else { return scalar <= 0xffff ? table.folding(UInt16(scalar)) : 0 }
    // U+0000 is a separator like any control, but terms must not hold it.
    if scalar == 0 { return 0x20 }
    return scalar &- 0x41 < 26 ? UInt16(scalar) | 0x20 : UInt16(scalar)
  }

  /// Appends characters up to one that does not simply fold to one character.
  private func appendFolded(
    _ source: UnsafeRawBufferPointer, _ index: inout Int, _ previousStart: inout Int,
    to text: inout NormalizedText
  ) {
    let capacity = 512
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: capacity) { units in
      while index < source.count {
        var count = 0
        while count < capacity, index < source.count {
          var next = index
          let folding = folding(Normalizer.decode(source, &next))
          if folding == 0 { break }
          units[count] = folding
          count &+= 1
          previousStart = index
          index = next
        }
        text.units.append(contentsOf: units[..<count])
        if count < capacity { return }
      }
    }
  }

  private func appendStretch(_ source: UnsafeRawBufferPointer, to text: inout NormalizedText) {
    stretch.removeAll(keepingCapacity: true)
    var index = 0
    while index < source.count {
      let scalar = Normalizer.decode(source, &index)
      UTF16Text.append(scalar == 0 ? 0x20 : scalar, to: &stretch)
    }
    icu.normalize(stretch, into: &folded)
    for unit in folded { text.units.append(table.form(unit)) }
  }

  /// Decodes the scalar at `index` of well-formed UTF-8 and moves behind it.
  @inline(__always)
  static func decode(_ source: UnsafeRawBufferPointer, _ index: inout Int) -> UInt32 {
    let first = UInt32(source[index])
    if first < 0x80 {
      index &+= 1
      return first
    }
    if first < 0xe0 {
      defer { index &+= 2 }
      return (first & 0x1f) << 6 | UInt32(source[index &+ 1]) & 0x3f
    }
    if first < 0xf0 {
      defer { index &+= 3 }
      return (first & 0x0f) << 12 | (UInt32(source[index &+ 1]) & 0x3f) << 6
        | UInt32(source[index &+ 2]) & 0x3f
    }
    defer { index &+= 4 }
    return (first & 0x07) << 18 | (UInt32(source[index &+ 1]) & 0x3f) << 12
      | (UInt32(source[index &+ 2]) & 0x3f) << 6 | UInt32(source[index &+ 3]) & 0x3f
  }
}

extension NormalizedText {
  fileprivate mutating func map(_ count: Int, from start: Int, to end: Int) {
    for _ in 0..<count {
      sourceStarts.append(UInt32(truncatingIfNeeded: start))
      sourceEnds.append(UInt32(truncatingIfNeeded: end))
    }
  }

  fileprivate mutating func removeLastScalar(mapped: Bool) {
    let isPair = units.last.map(UTF16Text.isTrail) ?? false
    let count = min(isPair ? 2 : 1, units.count)
    units.removeLast(count)
    if mapped {
      sourceStarts.removeLast(count)
      sourceEnds.removeLast(count)
    }
  }
}
