/// Texts that look little like language and much like trouble: few characters, so that strings recur;
/// all scripts, marks, widths, separators, characters beyond the BMP.
public struct RandomText {
  private static let han = Array("的燃气安全平城区市检查人民政府网格治理社会一二三〇谁什么")
  private static let rare = Array("𠮷𬭼𠀀㐀㳇々〆氣區檢會網裏裡㑳")
  private static let kana = Array("のがかきガギー゛゜ﾊﾟｶﾞ")
  private static let hangul = Array("한국어가각")
  private static let latin = [
    "a", "b", "AI", "GDP", "Café", "ﬁ", "Straße", "LNG", "x1", "ＡＢ", "ｇ５",
  ]
  private static let digits = ["1", "25", "２０２１", "3", "①", "㎏"]
  private static let separators = [
    "，", "。", "、", " ", "　", "\n", "\r\n", "\t", "！", "“", "”", "(", ")", "-", "．", "·", "\u{0}",
    "\u{FFFD}", "+", "《", "》", "　　",
  ]
  private static let odd = [
    "\u{301}", "\u{200D}", "\u{FE0F}", "\u{3099}", "\u{20DD}", "👨‍👩‍👧", "😀", "🇨🇳", "\u{AD}", "\u{E000}",
    "ภาษา", "ไทย", "हिन्दी", "ｱ", "㍿", "ㄅㄆ", "ꀀ", "\u{1100}\u{1161}", "\u{FFFF}", "İ", "ſ", "ς",
  ]

  /// How often odd things come: 1 is always, larger is rarer.
  private let rarity: Int

  /// A source of texts; with a `rarity` of 4, every fourth piece is not plain Han.
  public init(rarity: Int = 4) { self.rarity = rarity }

  /// A text of about `length` pieces.
  public func text(_ length: Int, _ random: inout SeededRandom) -> String {
    var result = ""
    for _ in 0..<length { result += piece(&random) }
    return result
  }

  /// A text of `length` of twelve characters, of which the first are frequent.
  public static func ofFewCharacters(_ length: Int, _ random: inout SeededRandom) -> String {
    let characters = Array("安全检查燃气第一公司平城")
    return String((0..<length).map { _ in characters[min(random.below(12), random.below(12))] })
  }

  private func piece(_ random: inout SeededRandom) -> String {
    if !random.chance(rarity) { return String(random.pick(RandomText.han)) }
    switch random.below(10) {
    case 0: return String(random.pick(RandomText.rare))
    case 1: return String(random.pick(RandomText.kana))
    case 2: return String(random.pick(RandomText.hangul))
    case 3: return random.pick(RandomText.latin)
    case 4: return random.pick(RandomText.digits)
    case 5: return random.pick(RandomText.odd)
    case 6: return random.pick(RandomText.latin) + " "
    default: return random.pick(RandomText.separators)
    }
  }
}
