import SearchIndex
import TestSupport

/// Articles of our own and their reprints.
enum ReprintTexts {
  private static let han = Array(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世界经济"
  )
  private static let traditional: [Character: Character] = [
    "国": "國", "气": "氣", "区": "區", "产": "產", "发": "發", "电": "電", "机": "機", "业": "業",
  ]

  /// A text of so many characters in sentences: chance, so that two have hardly anything in common.
  static func article(_ length: Int, _ random: inout SeededRandom) -> String {
    var text = ""
    for index in 0..<length {
      text.append(random.pick(han))
      if index % 17 == 16 { text += index % 51 == 50 ? "。\n　　" : "，" }
    }
    return text
  }

  /// A text with a share of its characters replaced, left out or doubled.
  static func edited(_ text: String, share: Double, _ random: inout SeededRandom) -> String {
    var result = ""
    for character in text {
      guard Double.random(in: 0..<1, using: &random) < share else {
        result.append(character)
        continue
      }
      switch random.below(3) {
      case 0: result.append(random.pick(han))
      case 1: break
      default: result += String([character, random.pick(han)])
      }
    }
    return result
  }

  /// The same with other line breaks, punctuation, width and traditional characters.
  static func reset(_ text: String) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      switch character {
      case "，": result += "、\n"
      case "\n", "　": break
      default: result.append(traditional[character] ?? character)
      }
      if index % 40 == 39 { result += " " }
    }
    return result
  }
}
