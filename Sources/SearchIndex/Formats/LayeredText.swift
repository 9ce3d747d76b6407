/// Text in which something may stand beside: text boxes and notes, which come behind the paragraph that
/// they are anchored in.
struct LayeredText {
  /// The text, and what stands beside it, innermost last.
  private var layers = [RunningText()]
  /// What stood beside the paragraph that is open.
  private var asides: [UInt8] = []

  /// What text is added to.
  var running: RunningText {
    get { layers[layers.count - 1] }
    set { layers[layers.count - 1] = newValue }
    _modify { yield &layers[layers.count - 1] }
  }

  /// All that was added.
  var bytes: [UInt8] { layers[0].bytes }

  /// Begins something beside.
  mutating func beginAside() { layers.append(RunningText()) }

  /// Ends it.
  mutating func endAside() {
    guard layers.count > 1, var aside = layers.popLast() else { return }
    aside.endLine()
    asides += aside.bytes
  }

  /// Ends a paragraph.
  mutating func endParagraph() {
    running.endLine()
    guard layers.count == 1, !asides.isEmpty else { return }
    running.appendLines(asides)
    asides = []
  }
}
