/// Standard output, gathered so that a page of hits is one write.
enum Output {
  nonisolated(unsafe) private static var buffer = ""

  static func line(_ text: String = "") {
    buffer += text
    buffer += "\n"
    if buffer.utf8.count > 1 << 16 { flush() }
  }

  static func flush() {
    guard !buffer.isEmpty else { return }
    let text = buffer
    buffer = ""
    Terminal.write(text, toStandardError: false)
  }
}

/// A progress line on standard error, if that is a terminal.
struct ProgressLine {
  private var shown = 0.0
  private var isVisible = false

  mutating func show(_ text: @autoclosure () -> String) {
    guard Terminal.errorIsTerminal else { return }
    let now = Terminal.now
    guard now - shown > 0.1 else { return }
    shown = now
    isVisible = true
    Terminal.eraseLine()
    Terminal.write(text(), toStandardError: true)
  }

  mutating func clear() {
    guard isVisible else { return }
    isVisible = false
    Terminal.eraseLine()
  }
}

/// Numbers for people.
enum Format {
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    var value = Double(count)
    var unit = ""
    for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
      value /= 1000
      unit = next
    }
    return "\(decimal(value, value < 10 ? 2 : 1)) \(unit)"
  }

  static func count(_ number: Int) -> String {
    var digits = Array(String(abs(number)))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// Hours, minutes and seconds: 1:02:03, 2:03, 0:03.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "?" }
    let whole = Int(seconds.rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = whole / 60
    if minutes < 60 { return "\(minutes):\(two(whole % 60))" }
    return "\(minutes / 60):\(two(minutes % 60)):\(two(whole % 60))"
  }

  /// A number with its noun in the right form.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  static func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return "0" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 1e15 else { return "\(value)" }
    let whole = Int(rounded)
    let sign = value < 0 && whole > 0 ? "-" : ""
    if places == 0 { return "\(sign)\(whole)" }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(whole / Int(scale)).\(zeros)\(fraction)"
  }
}
