import Foundation
import Testing

/// A JSON object whose members are read by type; a member that is missing or of another type fails
/// the test.
struct JSONObject {
  private let members: [String: Any]

  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    members = try #require(value as? [String: Any], "not a JSON object: \(text)")
  }

  private init(_ members: [String: Any]) { self.members = members }

  var keys: Set<String> { Set(members.keys) }

  func string(_ key: String) throws -> String { try member(key) }

  func int(_ key: String) throws -> Int { try member(key) }

  func number(_ key: String) throws -> Double { try member(key) }

  func bool(_ key: String) throws -> Bool { try member(key) }

  func isNull(_ key: String) -> Bool { members[key] is NSNull }

  func strings(_ key: String) throws -> [String] { try member(key) }

  func object(_ key: String) throws -> JSONObject {
    let members: [String: Any] = try member(key)
    return JSONObject(members)
  }

  func objects(_ key: String) throws -> [JSONObject] {
    let values: [[String: Any]] = try member(key)
    return values.map(JSONObject.init)
  }

  private func member<Value>(_ key: String) throws -> Value {
    try #require(members[key] as? Value, "\(key) of \(members)")
  }
}
