import SearchIndex

/// Any text: the fast segmenter cuts it as ICU's iterator does.
final class Words: FuzzTrial {
  private var trial: SegmentationTrial

  init() throws { trial = try SegmentationTrial() }

  let seeds = [
    "平城区燃气安全检查，市政府召开会议。", "ﾊﾟｿｺﾝのデータ한국어 ภาษาไทย", "GDP 3.5% a.b can't 2021-03-26 1,000.5",
    "\r\n\u{301}\u{200D}👨‍👩‍👧🇨🇳",
    "〇一二三々〆ー゛゜", "𠮷野家㍿①ＡＢＣ１２３",
  ].map { Array($0.utf8) }

  func run(_ input: [UInt8]) throws {
    trial.replaceText(input)
    let differences = trial.differences(limit: 1)
    if let first = differences.first.first {
      throw FuzzFinding("ICU cuts \(first.icu), the fast segmenter \(first.fast)")
    }
  }
}
