/// Accounts for every character of a text: each is in a document, or was left out for a reason.
///
/// The three sums, of the text, of its documents and of what lies between the parts of these, are
/// counted apart, so that they can be compared.
struct TextAccount {
  private let bytes: UnsafeRawBufferPointer
  private let hasBroken: Bool
  /// The bytes that stand in documents.
  private var used: [Range<Int>] = []

  init(_ bytes: UnsafeRawBufferPointer, hasBroken: Bool) {
    self.bytes = bytes
    self.hasBroken = hasBroken
  }

  /// Takes note of a document of the text.
  mutating func note(_ document: IssueDocument) -> FileReading.Note {
    used += document.sources
    var note = FileReading.Note()
    if hasBroken {
      for range in document.sources {
        note.broken += UnsafeRawBufferPointer(rebasing: bytes[range]).replacementCount
      }
    }
    note.characters = document.characters - note.broken
    return note
  }

  /// What was read, and what is in no document.
  mutating func counts(hasMark: Bool) -> CharacterCounts {
    var counts = CharacterCounts()
    counts.marks = hasMark ? 1 : 0
    counts.read = bytes.scalarCount + counts.marks
    used.sort { $0.lowerBound < $1.lowerBound }
    var end = 0
    for range in used {
      countGap(end..<max(end, range.lowerBound), &counts)
      end = max(end, range.upperBound)
    }
    countGap(end..<bytes.count, &counts)
    return counts
  }

  private func countGap(_ range: Range<Int>, _ counts: inout CharacterCounts) {
    var index = range.lowerBound
    while index < range.upperBound {
      // Mostly the ends of lines.
      if bytes[index] == 0x0a || bytes[index] == 0x20 {
        counts.whiteSpace += 1
        index += 1
        continue
      }
      let (scalar, length) = LineText.scalar(bytes, index, range.upperBound)
      index += length
      if LineCharacters.isSpace(scalar) { counts.whiteSpace += 1 } else { counts.lost += 1 }
    }
  }
}
