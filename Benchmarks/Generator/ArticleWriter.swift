/// Writes articles as lines of JSON: papers, topics, paragraphs, sentences, clauses, words.
struct ArticleWriter: ~Copyable {
  let language: Language
  let papers: [Newspaper]
  let seed: UInt64
  var output = Output()
  var random = Random(0, 0)
  /// The words of the article so far.
  private var written: [Int] = []
  /// How many more words are copied from where in `written`.
  private var copying = 0
  private var copyFrom = 0
  /// The place in a set phrase.
  private var phrase = 0
  private var phraseWord = 0
  private var phraseEnd = 0
  private var previous = 0
  private var topic = 0
  private var paper = 0
  private var people: [Term] = []
  private var places: [Term] = []
  private var day = Day(0)

  /// Issues have this many articles.
  private static let articlesOfDay = 60

  init(seed: UInt64) throws(GeneratorError) {
    self.seed = seed
    language = Language(vocabulary: try Vocabulary())
    // The papers belong to the language: another seed gives other articles of the same papers.
    var random = Random(0, 1)
    papers = (0..<12).map { _ in Newspaper(&random) }
  }

  /// The article of a number, whatever was written before it.
  mutating func write(_ number: Int) throws(GeneratorError) {
    begin(number)
    output.append("{\"id\":\"")
    output.append(Int(truncatingIfNeeded: seed))
    output.append("-")
    output.append(number, digits: 8)
    output.append("\",\"title\":\"")
    clause(words: random.between(3, 5))
    if random.chance(400) {
      output.append(random.chance(500) ? "　" : " ")
      clause(words: random.between(3, 5))
    }
    output.append("\",\"text\":\"")
    body()
    output.append("\",\"date\":\"")
    output.append(day.year)
    output.append("-")
    output.append(day.month, digits: 2)
    output.append("-")
    output.append(day.day, digits: 2)
    output.append("\"}")
    try output.endLine()
  }

  /// The headline and the paragraphs of the article of a number, as they are.
  mutating func plain(_ number: Int) -> (title: String, paragraphs: [String]) {
    begin(number)
    clause(words: random.between(3, 5))
    if random.chance(300) {
      output.append("　")
      clause(words: random.between(3, 5))
    }
    let title = output.take()
    body()
    let paragraphs = output.take().split(separator: "\\n").map { text in
      String(text.drop { $0 == "　" })
    }
    return (title, paragraphs)
  }

  private mutating func begin(_ number: Int) {
    random = Random(seed, UInt64(number))
    written.removeAll(keepingCapacity: true)
    copying = 0
    phraseEnd = 0
    previous = 0
    day = Day(number / ArticleWriter.articlesOfDay)
    paper = random.below(papers.count)
    topic = random.skewed(bits: 9) % Language.topics
    people.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for _ in 0..<random.between(1, 4) {
      let known = papers[paper].people
      people.append(
        random.chance(450) ? known[random.below(known.count)] : Newspaper.person(&random))
    }
    let known = papers[paper].places
    for _ in 0..<random.between(1, 4) {
      places.append(known[random.skewed(bits: 7) % known.count])
    }
  }

  /// About 670 characters, log-normal.
  private mutating func body() {
    let bytes = 1_490 * ArticleWriter.powerOfTwo(random.normal() * 1.0)
    let end = output.count + Int(min(max(bytes, 160), 60_000))
    var isFirst = true
    while output.count < end {
      output.append(isFirst ? "　　" : "\\n　　")
      if isFirst { opening() }
      isFirst = false
      for _ in 0..<random.between(2, 5) {
        sentence()
        if output.count >= end { break }
      }
    }
    if random.chance(120) {
      output.append("（记者")
      output.append(random.chance(500) ? " " : "　")
      reporter()
      output.append("）")
    }
  }

  private mutating func opening() {
    guard random.chance(550) else { return }
    output.append(random.chance(800) ? "本报讯（记者" : "本报讯（通讯员")
    output.append(random.chance(500) ? " " : "　")
    reporter()
    if random.chance(300) {
      output.append(random.chance(500) ? "　" : " 通讯员 ")
      reporter()
    }
    output.append("）")
    if random.chance(400) {
      date()
      output.append("，")
    }
  }

  /// 2 to the power of a number between -9 and 9; square roots are exact, other powers are not
  /// everywhere the same.
  private static func powerOfTwo(_ exponent: Double) -> Double {
    let steps = Int((exponent + 9) * 64)
    var result = 1.0 / 512
    for _ in 0..<(steps / 64) { result *= 2 }
    var root = 2.0
    for bit in [32, 16, 8, 4, 2, 1] {
      root = root.squareRoot()
      if steps & bit != 0 { result *= root }
    }
    return result
  }

  private mutating func reporter() {
    let known = papers[paper].reporters
    output.append(known[random.skewed(bits: 5) % known.count])
  }

  private mutating func sentence() {
    if random.chance(170) { output.append(Phrases.openings[random.below(Phrases.openings.count)]) }
    let isSpeech = random.chance(60)
    if isSpeech {
      person()
      output.append(Phrases.speech[random.below(Phrases.speech.count)])
    }
    let clauses = 1 + random.skewed(bits: 2) + random.below(3)
    for place in 0..<clauses {
      clause(words: random.between(3, 8), marked: !isSpeech)
      if place < clauses - 1 { output.append(random.chance(820) ? "，" : "、") }
    }
    let end = random.below(1000)
    output.append(end < 930 ? "。" : end < 955 ? "！" : end < 980 ? "？" : "；")
    if isSpeech { output.append("”") }
  }

  private mutating func clause(words: Int, marked: Bool = false) {
    let marks = marked ? random.below(1000) : 500
    let quotes = marks < 25
    let title = marks >= 985
    if quotes { output.append("“") }
    if title { output.append("《") }
    for _ in 0..<words {
      let kind = random.below(1000)
      if kind < 940 {
        word()
      } else if kind < 962 {
        number()
      } else if kind < 978 {
        output.append(places[random.below(places.count)])
        if random.chance(250) {
          output.append(Phrases.offices[random.below(Phrases.offices.count)])
        }
      } else if kind < 992 {
        person()
      } else if kind < 996 {
        date()
      } else {
        output.append(Phrases.latin[random.skewed(bits: 6) % Phrases.latin.count])
      }
    }
    if quotes { output.append("”") }
    if title { output.append("》") }
  }

  private mutating func person() {
    output.append(people[random.below(people.count)])
    if random.chance(120) { output.append("先生") }
  }

  /// A word: again one of the article, a successor, one of the topic, or any.
  private mutating func word() {
    let choice = random.below(1000)
    var word = previous
    if copying > 0 {
      copying -= 1
      word = written[copyFrom]
      copyFrom += 1
    } else if phraseWord + 1 < phraseEnd {
      phraseWord += 1
      word = language.word(phraseWord, ofPhrase: phrase)
    } else if choice < 200, written.count > 20 {
      copyFrom = random.below(written.count - 8)
      if written[copyFrom] < Language.firstContentWord { copyFrom += 1 }
      copying = random.skewed(bits: 3)
      connect()
      word = written[copyFrom]
      copyFrom += 1
    } else if choice < 240 {
      phrase = random.skewed(bits: Language.phraseBits)
      phraseWord = 0
      phraseEnd = random.between(3, 6)
      connect()
      word = language.word(phraseWord, ofPhrase: phrase)
    } else if choice < 790 {
      word = language.successor(of: previous, &random)
    } else if choice < 900 {
      connect()
      word = language.word(ofTopic: topic, &random)
    } else {
      connect()
      word = language.vocabulary.word(random.next())
    }
    output.append(language.vocabulary.terms[word])
    written.append(word)
    previous = word
  }

  /// A function word between words that have nothing to do with each other.
  private mutating func connect() {
    guard previous >= Language.firstContentWord, random.chance(800) else { return }
    let functions = language.vocabulary.functions
    output.append(language.vocabulary.terms[functions[random.below(functions.count)]])
  }

  private mutating func number() {
    let kind = random.below(100)
    if kind < 55 {
      output.append(random.between(1, 99))
    } else if kind < 80 {
      output.append(random.skewed(bits: 14))
    } else {
      output.append(random.below(100))
      output.append(".")
      output.append(random.between(1, 99))
    }
    output.append(Phrases.units[random.skewed(bits: 5) % Phrases.units.count])
  }

  private mutating func date() {
    let kind = random.below(10)
    if kind < 3 {
      output.append(day.year - random.skewed(bits: 3))
      output.append("年")
    }
    if kind < 2 || kind >= 3 {
      output.append(random.chance(700) ? day.month : random.between(1, 12))
      output.append("月")
      output.append(random.between(1, 28))
      output.append("日")
    }
    if kind == 9 {
      output.append("上午")
      output.append(random.between(8, 12))
      output.append("时")
    }
  }
}
