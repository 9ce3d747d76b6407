/// What stands at the head of an issue and says which it is: name of the paper, date, number.
struct IssueMasthead {
  /// The lines, the first ones of an issue that has many pages.
  private(set) var lines: [String] = []

  /// So many lines tell what can be told.
  private static let maximumCount = 8
  /// Lines of this many bytes are no masthead.
  private static let maximumLength = 400
  /// A line that is nothing but a date counts among the first ones that are not blank.
  private static let headLength = 12

  /// The masthead of an issue whose lines are known.
  init(_ bytes: UnsafeRawBufferPointer, _ layout: IssueLayout) {
    var count = 0
    for line in layout.lines where line.role != .blank {
      // Nearly all lines are neither.
      guard line.role == .masthead || count < Self.headLength else { continue }
      add(bytes, line.content, isMasthead: line.role == .masthead, isFirst: count < Self.headLength)
      count += 1
      if lines.count == Self.maximumCount { return }
    }
  }

  /// The masthead at the beginning of a text.
  init(ofText text: String) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var classifier = LineClassifier()
      var count = 0
      for line in LineScanner.lines(of: bytes) where !line.isBlank {
        let role = classifier.role(of: line, in: bytes)
        add(bytes, line.content, isMasthead: role == .masthead, isFirst: count < Self.headLength)
        count += 1
      }
    }
  }

  private mutating func add(
    _ bytes: UnsafeRawBufferPointer, _ content: Range<Int>, isMasthead: Bool, isFirst: Bool
  ) {
    guard isMasthead || isFirst, content.count <= Self.maximumLength else { return }
    // Most of the first lines are none, and are not made strings.
    guard
      isMasthead ? !IssueMasthead.isText(bytes, content) : IssueMasthead.mayBeDate(bytes, content)
    else { return }
    let line = String(decoding: bytes[content], as: UTF8.self)
    if isMasthead || IssueMasthead.isDate(line) { lines.append(line) }
  }

  /// The lines as a text.
  var text: String { lines.joined(separator: "\n") }

  /// True for a line with a full stop.
  private static func isText(_ bytes: UnsafeRawBufferPointer, _ content: Range<Int>) -> Bool {
    var index = content.lowerBound
    while index < content.upperBound {
      let (scalar, length) = LineText.scalar(bytes, index, content.upperBound)
      if scalar == 0x3002 { return true }
      index += length
    }
    return false
  }

  /// False if the first character of a line is none that is written in dates or besides them.
  private static func mayBeDate(_ bytes: UnsafeRawBufferPointer, _ content: Range<Int>) -> Bool {
    guard content.count <= maximumDate, !content.isEmpty else { return false }
    let (scalar, _) = LineText.scalar(bytes, content.lowerBound, content.upperBound)
    guard let first = Unicode.Scalar(scalar) else { return false }
    return dates.contains(scalar: DateText.plain(first).value)
  }

  /// In bytes.
  private static let maximumDate = 80

  /// What a line may begin with that is nothing but a date.
  private static let dates = UnitSet(
    besides.union("〇○零两七八九十百千廿卅元民国年月Oo".unicodeScalars).map { UInt16($0.value) })

  /// True for a line with a date and nothing else but what says so, such as 出版日期：2021-03-26.
  private static func isDate(_ line: String) -> Bool {
    let text = DateText(line)
    guard let match = DateReader(text).best, match.precision == 3 else { return false }
    return (0..<text.count).allSatisfy { match.range.contains($0) || besides.contains(text[$0]) }
  }

  private static let besides = Set<Unicode.Scalar>(
    " 0123456789:-./()[]|<>【】《》〔〕星期周週礼拜禮拜一二三四五六日天出版发發布行表时時间間报報刊登第号总".unicodeScalars)

  /// The name of the paper in the first line that has one, such as 青溪日报; nil if there is none.
  var paper: String? { lines.lazy.compactMap(IssueMasthead.paper).first }

  /// The name of a paper within a line, or within the name of a file.
  static func paper(in line: String) -> String? {
    let dates = DateReader(DateText(line)).matches.map(\.range)
    var run = String.UnicodeScalarView()
    for (place, scalar) in line.unicodeScalars.enumerated() {
      if scalar.properties.isIdeographic, !"第期号號".unicodeScalars.contains(scalar),
        !dates.contains(where: { $0.contains(place) })
      {
        run.append(scalar)
      } else {
        if let name = paper(inRun: run) { return name }
        run.removeAll()
      }
    }
    return paper(inRun: run)
  }

  /// What of a run of ideographs ends as names of papers do.
  private static func paper(inRun run: String.UnicodeScalarView) -> String? {
    guard run.count >= 3 else { return nil }
    var text = LineText()
    Array(String(run).utf8).withUnsafeBytes { text.read($0, 0..<$0.count) }
    var end = text.ends(with: Words.shared.periodicals) ? text.count : nil
    for start in text.units.indices.dropFirst() {
      guard let length = text.starts(with: Words.shared.papers, at: start) else { continue }
      end = start + length
      break
    }
    guard let end, end <= maximumName else { return nil }
    return String(String.UnicodeScalarView(run.prefix(end)))
  }

  /// In ideographs.
  private static let maximumName = 12
}
