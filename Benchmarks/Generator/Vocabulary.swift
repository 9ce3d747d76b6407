internal import Glibc
import SearchIndex

/// Up to five Chinese characters in UTF-8; the last byte is the count of bytes.
struct Term {
  var bytes: SIMD16<UInt8>

  @inline(__always)
  var count: Int { Int(bytes[15]) }

  init(_ text: String) {
    bytes = SIMD16(repeating: 0)
    for (index, byte) in text.utf8.prefix(15).enumerated() { bytes[index] = byte }
    bytes[15] = UInt8(min(15, text.utf8.count))
  }
}

/// The words of ICU's dictionary that are written with simplified characters, by falling frequency.
///
/// The dictionary mixes Chinese and Japanese in both scripts; the characters of GB 2312 are those of
/// a newspaper of the mainland. It gives each word a cost near the negative logarithm of its
/// frequency. ``decay`` was chosen so that 38 MB have about as many different words as real news.
struct Vocabulary {
  /// How much rarer a word is for each unit of cost.
  private static let decay = 0.9
  /// Costs from here on are of words whose frequency was not known.
  private static let highestCost = 214
  /// Function words with relative weights: the dictionary's costs flatten their frequencies.
  private static let functionWords: KeyValuePairs = [
    "的": 450, "在": 110, "了": 100, "是": 90, "和": 90, "一": 60, "有": 55, "为": 50, "不": 50,
    "对": 40, "到": 40, "也": 40, "等": 40, "将": 35, "与": 30, "上": 35, "中": 45, "从": 25, "并": 25,
    "这": 30, "他": 25, "人": 35, "就": 25, "都": 25, "说": 25, "要": 25, "以": 25, "后": 22, "还": 22,
    "个": 25, "我们": 15, "被": 15, "而": 15, "但": 15, "把": 12, "以及": 10, "进行": 12, "一个": 12,
  ]

  private(set) var terms: [Term] = []
  /// Function words, each as often as it is frequent.
  private(set) var functions: [Int] = []
  /// Walker's alias method: a draw takes its place or, above the threshold, the place's other word.
  private var alias: [(threshold: UInt32, other: UInt32)] = []

  var count: Int { terms.count }

  init() throws(GeneratorError) {
    let simplified = try Vocabulary.simplifiedCharacters()
    let functions = Dictionary(uniqueKeysWithValues: Vocabulary.functionWords.map { ($0, $1) })
    var words: [(units: [UInt16], cost: Int)] = []
    DictionaryWords.forEach { units, cost in
      guard units.count <= 5, cost <= Vocabulary.highestCost else { return }
      if units.allSatisfy({ simplified[Int($0)] }) { words.append((units, Int(cost))) }
    }
    guard words.count > 10_000 else {
      throw GeneratorError(message: "ICU has no Chinese dictionary, or one of another format")
    }
    // Words of one cost stay in the order of the dictionary.
    var places = Array(words.indices)
    places.sort { (words[$0].cost, $0) < (words[$1].cost, $1) }
    var powers = [1.0]
    for _ in 0..<Vocabulary.highestCost {
      powers.append(powers[powers.count - 1] * Vocabulary.decay)
    }
    var weights: [Double] = []
    for place in places {
      let text = String(decoding: words[place].units, as: UTF16.self)
      if let share = functions[text] {
        self.functions += Array(repeating: terms.count, count: share / 5)
      }
      terms.append(Term(text))
      weights.append(functions[text].map { Double($0) / 15_000 } ?? powers[words[place].cost])
    }
    makeAlias(weights)
  }

  private mutating func makeAlias(_ weights: [Double]) {
    var sum = 0.0
    for weight in weights { sum += weight }
    var shares = weights.map { $0 / sum * Double(weights.count) }
    alias = weights.indices.map { (UInt32.max, UInt32($0)) }
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let low = small.popLast(), let high = large.last {
      alias[low] = (UInt32(shares[low] * 4_294_967_295), UInt32(high))
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
  }

  /// The word of a random number, by frequency.
  @inline(__always)
  func word(_ random: UInt64) -> Int {
    let place = Int(truncatingIfNeeded: ((random >> 32) &* UInt64(alias.count)) >> 32)
    let entry = alias[place]
    return UInt32(truncatingIfNeeded: random) <= entry.threshold ? place : Int(entry.other)
  }

  /// True by UTF-16 unit for the 6,763 characters of GB 2312.
  private static func simplifiedCharacters() throws(GeneratorError) -> [Bool] {
    let converter = iconv_open("UTF-16LE", "GB2312")
    guard converter != iconv_t(bitPattern: -1) else {
      throw GeneratorError(message: "the C library cannot convert GB2312")
    }
    defer { iconv_close(converter) }
    var result = [Bool](repeating: false, count: 65536)
    for row in UInt8(0xb0)...0xf7 {
      for cell in UInt8(0xa1)...0xfe {
        var source: [CChar] = [CChar(bitPattern: row), CChar(bitPattern: cell)]
        var target: [CChar] = [0, 0]
        let converted = source.withUnsafeMutableBufferPointer { source in
          target.withUnsafeMutableBufferPointer { target in
            var input = source.baseAddress
            var output = target.baseAddress
            var inputCount = 2
            var outputCount = 2
            return iconv(converter, &input, &inputCount, &output, &outputCount)
          }
        }
        guard converted == 0 else {
          iconv(converter, nil, nil, nil, nil)
          continue
        }
        result[Int(UInt8(bitPattern: target[0])) | Int(UInt8(bitPattern: target[1])) << 8] = true
      }
    }
    return result
  }
}
