/// The texts around a paragraph, to be compared.
struct ComparedTexts {
  var before: [Range<Int>] = []
  var own: [Range<Int>] = []
  var after: [Range<Int>] = []
  private var cohesion = Cohesion()

  /// How many characters above and below are compared.
  static let above = 200
  static let below = 120
  /// How many paragraphs are looked through for them: a file may be nothing but rules.
  static let reach = 16
  /// How many bytes of a line are: it may be a book.
  static let longest = 4096

  mutating func shares(in bytes: UnsafeRawBufferPointer) -> Cohesion.Shares {
    cohesion.shares(before: before, own: own, after: after, in: bytes)
  }
}

/// What the texts around a paragraph have in common.
extension BoundarySigns {
  /// The signs of cohesion.
  func collectCohesion(_ index: Int, into sink: inout some SignSink<BoundarySign>) {
    let isHeadline = kinds[index].isShort
    gather(index, isHeadline)
    let shares = compared.shares(in: repair.bytes)
    sink.add(.cohesion, BoundarySigns.shared(shares.texts))
    sink.add(.kindCohesion, BoundarySigns.shared(shares.texts) * ParagraphKind.count + kind(index))
    guard isHeadline else { return }
    sink.add(.headlineBelow, min(5, Int(shares.below * 10)))
    sink.add(.headlineAbove, min(5, Int(shares.above * 10)))
  }

  private func end(of content: Range<Int>) -> Range<Int> {
    var start = max(content.lowerBound, content.upperBound - ComparedTexts.longest)
    while start < content.upperBound, repair.bytes[start] & 0xc0 == 0x80 { start += 1 }
    return start..<content.upperBound
  }

  /// Finds the lines above and below a paragraph that are compared.
  private func gather(_ index: Int, _ isHeadline: Bool) {
    var count = 0
    var first = index
    while first > 0, count < ComparedTexts.above, index - first < ComparedTexts.reach {
      first -= 1
      if !kinds[first].isFurniture { count += paragraphs[first].characters }
    }
    compared.before.removeAll(keepingCapacity: true)
    for place in first..<index where !kinds[place].isFurniture {
      var line = paragraphs[place].first
      while line >= 0 {
        count -= repair.lines[line].count
        if count < ComparedTexts.above {
          compared.before.append(end(of: repair.lines[line].content))
        }
        line = following[line]
      }
    }
    compared.own.removeAll(keepingCapacity: true)
    if isHeadline { compared.own.append(repair.lines[paragraphs[index].first].content) }
    compared.after.removeAll(keepingCapacity: true)
    count = 0
    var place = isHeadline ? index + 1 : index
    let end = min(paragraphs.count, place + ComparedTexts.reach)
    while place < end, count < ComparedTexts.below {
      var line = kinds[place].isFurniture ? -1 : paragraphs[place].first
      while line >= 0, count < ComparedTexts.below {
        compared.after.append(repair.lines[line].content.prefix(ComparedTexts.longest))
        count += repair.lines[line].count
        line = following[line]
      }
      place += 1
    }
  }
}
