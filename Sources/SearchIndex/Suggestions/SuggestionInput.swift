/// What has been typed, cut into what stays and what is completed.
struct SuggestionInput {
  /// What stays as it was typed: all up to the last blank, and marks, `title:` or `text:` behind
  /// it.
  var head: String
  /// What is completed.
  var part: String
  /// The units of ``part`` before those that are replaced by completions.
  var lead = ""
  /// The end of ``part`` if it can be pinyin.
  var letters: String?
  /// The last word of another script in ``part``, if it ends with one.
  var word: String?

  /// Nil if nothing behind the last blank can be completed: no date, path or id can.
  init?(_ typed: String, by analyzer: Analyzer) {
    let scalars = typed.unicodeScalars
    let blank = scalars.lastIndex(where: \.properties.isWhitespace)
    let wordStart = blank.map(scalars.index(after:)) ?? scalars.startIndex
    guard let start = QueryLexer.stringStart(ofWord: scalars[wordStart...]) else { return nil }
    let last = String(scalars[start...])
    let text = AnalyzedText(last, wantsWords: false, by: analyzer)
    guard let first = text.units.first, let end = text.units.last else { return nil }
    let bytes = Array(last.utf8)
    let begin = text.source(first.range).lowerBound
    head = String(scalars[..<start]) + String(decoding: bytes[..<begin], as: UTF8.self)
    part = text.string(first.range.lowerBound..<end.range.upperBound)
    guard !end.isCharacter else { return }

    // Letters behind characters alone are pinyin; apostrophes part its syllables.
    let firstLetters = text.units.lastIndex(where: \.isCharacter).map { $0 + 1 } ?? 0
    let letters = text.units[firstLetters].range.lowerBound..<end.range.upperBound
    let characters = text.units[..<firstLetters]
    if characters.allSatisfy(\.isCharacter),
      zip(characters, characters.dropFirst()).allSatisfy({ $0.position + 1 == $1.position }),
      characters.last.map({ $0.position + 1 == text.units[firstLetters].position }) ?? true
    {
      let string = text.string(letters)
      self.letters = PinyinSpelling.isPossible(string) ? string : nil
    }
    if firstLetters == text.units.count - 1 || self.letters == nil {
      word = text.string(end.range)
      lead = text.string(first.range.lowerBound..<end.range.lowerBound)
    } else {
      lead = text.string(first.range.lowerBound..<letters.lowerBound)
    }
  }
}
