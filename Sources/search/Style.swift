/// Text styles on a terminal; nothing elsewhere.
///
/// Until ``Terminal`` writes it a style is a noncharacter, which Unicode keeps for what a program has
/// within itself: so the commands of a style are told from those that come with a text. A text with such
/// a noncharacter is coloured, and does no other harm.
enum Style: UInt32 {
  case plain = 0xfdd0
  case bold
  case dim
  case match
  case path
  case bar

  func callAsFunction(_ text: some StringProtocol) -> String {
    Terminal.usesColour ? "\(mark)\(text)\(Style.plain.mark)" : String(text)
  }

  private var mark: String { String(decoding: [rawValue], as: UTF32.self) }

  /// What has a terminal show the text behind it so.
  var command: String {
    switch self {
    case .plain: "\u{1b}[0m"
    case .bold: "\u{1b}[1m"
    case .dim: "\u{1b}[2m"
    case .match: "\u{1b}[1;31m"
    case .path: "\u{1b}[35m"
    case .bar: "\u{1b}[34m"
    }
  }
}
