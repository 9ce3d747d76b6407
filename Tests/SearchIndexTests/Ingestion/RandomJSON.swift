import FoundationEssentials
import TestSupport

/// Any JSON value, as Foundation reads it.
///
/// All of it is decoded, because Foundation finds some errors only when a value is asked for.
struct AnyValue: Decodable {
  /// The string that it is, if it is one.
  var string: String?
  var isNull = false
  var isNumber = false

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      for key in container.allKeys { _ = try container.decode(AnyValue.self, forKey: key) }
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      while !container.isAtEnd { _ = try container.decode(AnyValue.self) }
      return
    }
    let container = try decoder.singleValueContainer()
    isNull = container.decodeNil()
    string = try AnyValue.ofType { try container.decode(String.self) }
    isNumber = try AnyValue.ofType { try container.decode(Double.self) } != nil
    guard !isNull, string == nil, !isNumber else { return }
    _ = try container.decode(Bool.self)
  }

  /// A value, or nil if the JSON holds another type; what is no JSON at all is an error.
  private static func ofType<Value>(_ decode: () throws -> Value) throws -> Value? {
    do {
      return try decode()
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      return nil
    }
  }
}

/// Lines that are JSON, and lines that nearly are.
enum RandomJSON {
  private static let known = ["id", "title", "text", "date"]

  static func object(_ random: inout SeededRandom) -> String {
    var keys: [String] = []
    for key in known + ["x", "y", "键"] where random.chance(2) { keys.append(key) }
    keys.shuffle(using: &random)
    let members = keys.map { key in
      let isText = known.contains(key) && !random.chance(8)
      let value = isText ? string(&random) : value(&random, depth: 0)
      return space(&random) + "\"\(key)\"" + space(&random) + ":" + space(&random) + value
        + space(&random)
    }
    return space(&random) + "{" + members.joined(separator: ",") + "}" + space(&random)
  }

  /// Whether each of the known members is of the kind that it must be.
  static func keys(_ members: [String: AnyValue]) -> [Bool] {
    known.map { key in
      guard let value = members[key] else { return true }
      return value.string != nil || (key == "id" ? value.isNumber : value.isNull)
    }
  }

  /// Changes a byte or a few.
  static func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    let characters = Array("{}[]:,\"\\u0e-+. \t\ntn1\u{1}".utf8)
    for _ in 0...random.below(2) where !bytes.isEmpty {
      let index = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes[index] = random.pick(characters)
      case 1: bytes.insert(random.pick(characters), at: index)
      case 2: bytes.remove(at: index)
      default: bytes.removeLast(random.below(bytes.count))
      }
    }
  }

  private static func space(_ random: inout SeededRandom) -> String {
    random.chance(4) ? random.pick([" ", "\t", "\r", "\n", "  "]) : ""
  }

  private static func value(_ random: inout SeededRandom, depth: Int) -> String {
    switch random.below(depth > 4 ? 4 : 6) {
    case 0: return random.pick(["true", "false", "null"])
    case 1: return random.pick(["0", "-1", "2.50", "1e3", "-0.1E-2", "9007199254740993", "10"])
    case 2, 3: return string(&random)
    case 4:
      let values = (0..<random.below(4)).map { _ in value(&random, depth: depth + 1) }
      return "[" + values.joined(separator: "," + space(&random)) + "]"
    default:
      let members = (0..<random.below(4)).map { number in
        "\"\(number)\":" + value(&random, depth: depth + 1)
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private static func string(_ random: inout SeededRandom) -> String {
    var result = "\""
    for scalar in RandomText(rarity: 2).text(random.below(12), &random).unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || random.chance(8) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: random.chance(2))
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if random.chance(6) { result += random.pick(["\\n", "\\\"", "\\\\", "\\/", "\\t", "\\b"]) }
    return result + "\""
  }
}
