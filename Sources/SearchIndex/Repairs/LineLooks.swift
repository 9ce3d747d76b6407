/// What a line by itself looks like.
struct LineLooks: OptionSet {
  let rawValue: UInt16

  static let row = LineLooks(rawValue: 1)
  static let headline = LineLooks(rawValue: 1 << 1)
  /// With a full stop at its end.
  static let flat = LineLooks(rawValue: 1 << 2)
  static let dateline = LineLooks(rawValue: 1 << 3)
  /// 下转第三版.
  static let jump = LineLooks(rawValue: 1 << 4)
  /// How many there are.
  static let count = 5
}

extension LineLooks {
  /// All looks of a line.
  init(_ line: SourceLine, in bytes: UnsafeRawBufferPointer, _ signs: inout LineSigns) {
    self = []
    if line.isBlank { return }
    if line.isRow { insert(.row) }
    if line.hasHeadlineLooks(in: bytes) { insert(.headline) }
    if line.endsFlat(in: bytes) { insert(.flat) }
    if signs.isDateline(line, in: bytes) { insert(.dateline) }
    if signs.isJump(line, in: bytes) { insert(.jump) }
  }
}
