/// What is looked at to decide something: it takes one of a few values, and has a weight for each.
///
/// The weights are learned from marked issues by `Benchmarks/weights`.
protocol Sign: CaseIterable, RawRepresentable, Sendable where RawValue == UInt8 {
  /// How many values it may take; for characters, which are counted by those with weights, 0.
  var count: Int { get }
}

extension Sign {
  /// All of them by their names.
  static var byName: [Substring: Self] {
    Dictionary(uniqueKeysWithValues: allCases.map { (Substring($0.name), $0) })
  }

  var name: String { "\(self)" }

  /// Its place among all signs.
  @inline(__always) var index: Int { Int(rawValue) }
}

/// Takes the signs of a place.
protocol SignSink<Kind> {
  associatedtype Kind: Sign
  mutating func add(_ sign: Kind, _ value: Int)
  /// A sign whose value is a character.
  mutating func add(_ sign: Kind, unit: UInt16)
}

/// Adds up the weights of signs.
struct SignSum<Kind: Sign>: SignSink {
  private let weights: SignWeights<Kind>
  private(set) var value: Float

  init(_ weights: SignWeights<Kind>) {
    self.weights = weights
    value = weights.bias
  }

  @inline(__always)
  mutating func add(_ sign: Kind, _ value: Int) { self.value += weights[sign, value] }

  @inline(__always)
  mutating func add(_ sign: Kind, unit: UInt16) { value += weights[sign, unit: unit] }
}

/// The names and values of signs, to learn weights from.
struct SignList<Kind: Sign>: SignSink {
  private(set) var names: [String] = []

  mutating func add(_ sign: Kind, _ value: Int) { names.append("\(sign.name) \(value)") }

  mutating func add(_ sign: Kind, unit: UInt16) {
    guard let scalar = Unicode.Scalar(unit) else { return }
    names.append("\(sign.name) \(scalar)")
  }
}
