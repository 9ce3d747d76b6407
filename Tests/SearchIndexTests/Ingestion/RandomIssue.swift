import TestSupport

/// Invented issues whose lines are cut in columns, of characters that all encodings have.
struct RandomIssue {
  private static let characters = Array("的一人大中上下不之也了事他以作使主在地多女如子市平年方日月有本水江生理用社立自行")
  private static let names = ["市", "社", "江", "水"]

  var text = ""

  init(_ random: inout SeededRandom) {
    let end = random.pick(["\n", "\r\n", "\n\n"])
    let width = random.pick([12, 16, 23])
    if random.chance(2) { text += "　青山日報 2021年5月7日\(end)" }
    for _ in 0..<(1 + random.below(5)) {
      text += RandomIssue.words(4 + random.below(8), &random) + end
      if random.chance(3) { text += end }
      var body = "　　本報訊（記者 \(random.pick(RandomIssue.names))）"
      for _ in 0..<(2 + random.below(6)) {
        body += RandomIssue.words(6 + random.below(14), &random) + random.pick(["，", "。"])
      }
      var rest = Array(body + "。")[...]
      while !rest.isEmpty {
        text += String(rest.prefix(width)) + (random.chance(10) ? " \t" : "") + end
        rest = rest.dropFirst(width)
        if random.chance(10) { text += end }
      }
      if random.chance(5) { text += "\u{c}" }
    }
  }

  private static func words(_ count: Int, _ random: inout SeededRandom) -> String {
    String((0..<count).map { _ in random.pick(characters) })
  }
}
