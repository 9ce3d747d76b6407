import FoundationEssentials
import Testing

/// A JSON object whose members are read by type; a member that is missing or of another type fails
/// the test.
struct JSONObject {
  private enum Value: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .bool(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else if let value = try? container.decode(String.self) {
        self = .string(value)
      } else if let value = try? container.decode([Value].self) {
        self = .array(value)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }
  }

  private let members: [String: Value]

  init(_ text: String) throws {
    members = try JSONDecoder().decode([String: Value].self, from: Data(text.utf8))
  }

  private init(_ members: [String: Value]) { self.members = members }

  var keys: Set<String> { Set(members.keys) }

  func isNull(_ key: String) -> Bool {
    if case .null = members[key] { return true }
    return false
  }

  func bool(_ key: String) throws -> Bool {
    try read(key) { if case .bool(let value) = $0 { value } else { nil } }
  }

  func number(_ key: String) throws -> Double {
    try read(key) { if case .number(let value) = $0 { value } else { nil } }
  }

  func int(_ key: String) throws -> Int {
    try read(key) { if case .number(let value) = $0 { Int(exactly: value) } else { nil } }
  }

  func string(_ key: String) throws -> String { try read(key, JSONObject.string) }

  func strings(_ key: String) throws -> [String] {
    try values(key).map { try #require(JSONObject.string($0), "\(key) of \(members)") }
  }

  func object(_ key: String) throws -> JSONObject { try read(key, JSONObject.object) }

  func objects(_ key: String) throws -> [JSONObject] {
    try values(key).map { try #require(JSONObject.object($0), "\(key) of \(members)") }
  }

  private func values(_ key: String) throws -> [Value] {
    try read(key) { if case .array(let values) = $0 { values } else { nil } }
  }

  private static func string(_ value: Value) -> String? {
    if case .string(let string) = value { string } else { nil }
  }

  private static func object(_ value: Value) -> JSONObject? {
    if case .object(let members) = value { JSONObject(members) } else { nil }
  }

  private func read<Kind>(_ key: String, _ kind: (Value) -> Kind?) throws -> Kind {
    let value = members[key].flatMap(kind)
    return try #require(value, "\(key) of \(members)")
  }
}
