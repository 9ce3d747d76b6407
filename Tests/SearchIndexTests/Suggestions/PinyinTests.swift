import Testing

@testable import SearchIndex

@Suite struct PinyinTests {
  @Test(
    "Syllables of characters, simplified and traditional",
    arguments: [
      ("燃", ["ran"]), ("然", ["ran"]), ("气", ["qi"]), ("氣", ["qi"]), ("安", ["an"]),
      ("全", ["quan"]), ("双", ["shuang"]), ("雙", ["shuang"]), ("女", ["nv", "nu"]),
      ("绿", ["lv", "lu"]), ("略", ["lve", "lue"]), ("行", ["xing", "hang"]),
      ("長", ["zhang", "chang"]), ("地", ["de", "di"]), ("の", []),
    ])
  func syllables(character: String, expected: [String]) {
    let pinyin = Pinyin(character.characters)
    #expect(pinyin.syllables(of: character.characters[0]) == expected)
    for syllable in expected {
      #expect(pinyin.characters(of: syllable) == character.characters)
      #expect(
        pinyin.characters(withPrefix: String(syllable.prefix(1))).contains(character.characters))
    }
  }

  @Test("Homophones share a syllable, whatever their tones")
  func homophones() {
    let pinyin = Pinyin("燃然染气起氣全泉长常张".characters)
    func homophones(_ character: String) -> Set<UInt32> {
      pinyin.homophones(of: character.characters[0])
    }
    #expect(homophones("然") == Set("燃然染".characters))
    #expect(homophones("氣") == Set("气起氣".characters))
    #expect(homophones("长") == Set("长常张".characters))
    #expect(homophones("甲") == Set("甲".characters))
  }

  @Test("Other readings are syllables of Han characters, each once")
  func otherReadings() throws {
    let lines: [UInt16] = (UInt16(0x4e00)..<0x9fa6).flatMap { [$0, 0x0a] as [UInt16] }
    let latin = try Transliterator("Han-Latin; Latin-ASCII").transliterate(lines)
    let known = Set(latin.split(separator: 0x0a).map { String(decoding: $0, as: UTF16.self) })
    #expect(known.count > 350)
    #expect(OtherReadings.all.count > 200)
    for (character, syllables) in OtherReadings.all {
      #expect(0x4e00...0x9fff ~= character, "\(character)")
      #expect(Set(syllables).count == syllables.count, "\(String(characters: [character]))")
      for syllable in syllables {
        let typed = String(syllable.map { $0 == "v" ? "u" : $0 })
        let isKnown = known.contains(typed)
        #expect(isKnown, "\(syllable) of \(String(characters: [character]))")
      }
    }
  }

  @Test("A transliterator that ICU does not have is an error")
  func unknown() {
    #expect(throws: IndexError.self) { try Transliterator("No-Such") }
  }

  @Test("Traditional becomes simplified by the same means, and results may be longer")
  func general() throws {
    let simplified = try Transliterator("Traditional-Simplified")
    #expect(simplified.transliterate(Array("燃氣與安全".utf16)) == Array("燃气与安全".utf16))
    #expect(simplified.transliterate([]).isEmpty)
    let names = try Transliterator("Any-Name")
    let text = [UInt16](repeating: 0x71c3, count: 50)
    #expect(names.transliterate(text).count > 50 * 10)
  }

  private let pinyin: Pinyin

  init() { pinyin = Pinyin("燃气汽安全权西先现县然让人方凡干敢甘案中国".characters) }

  private func spellings(_ letters: String) -> [String] {
    PinyinSpelling.all(of: letters, pinyin).map { spelling in
      spelling.pieces.map { $0.isWhole ? $0.letters : $0.letters + "~" }.joined(separator: " ")
    }
  }

  @Test("Letters are cut into syllables, whole ones first")
  func spelling() {
    #expect(spellings("ranqi").first == "ran qi")
    #expect(spellings("rqaq") == ["r~ q~ a~ q~"])
    #expect(spellings("ranqaq").first == "ran q~ a~ q~")
    #expect(spellings("ranqianquan").first == "ran qi an quan")
    #expect(spellings("zhongg").first == "zhong g~")
    #expect(spellings("zg") == ["z~ g~"])
    #expect(spellings("zhg").first == "zh~ g~")
    #expect(spellings("xian").prefix(2) == ["xian", "xi an"])
    #expect(spellings("xi'an").first == "xi an")
    #expect(!spellings("xi'an").contains("xian"))
    #expect(spellings("xi’an") == spellings("xi'an"))
    #expect(spellings("fangan").prefix(2) == ["fang an", "fan gan"])
    #expect(spellings("qua") == ["qua~"])
  }

  @Test("What cannot be pinyin", arguments: ["", "'", "2", "ran2", "u", "ivu", "燃", "é"])
  func noSpelling(letters: String) { #expect(spellings(letters).isEmpty) }

  @Test("Long input is bounded")
  func long() {
    #expect(spellings(String(repeating: "ran", count: 16)).count == 8)
    #expect(spellings(String(repeating: "ran", count: 17)).isEmpty)
  }
}
