/// How much each sign speaks for each part that a paragraph may be, and how much each part for the next.
///
/// The weights of a conditional random field: after Lafferty, McCallum and Pereira (2001).
final class BoundaryModel: Sendable {
  /// A number for each ``ArticlePart``.
  typealias Parts = SIMD8<Float>
  /// The same in hundredths, which weights are written in: they take half the room, and sums of them are exact in
  /// whatever order.
  typealias Hundredths = SIMD8<Int16>

  private let slots: SignSlots<BoundarySign>
  /// For each value of each sign the place of its weights; most have none, and share the first place.
  ///
  /// All weights in a row would be half a megabyte, which no near cache keeps between two issues.
  private let places: FixedTable<UInt16>
  private let weights: FixedTable<Hundredths>
  /// How much each part speaks for each behind it.
  let steps: PartSteps

  static let shared = BoundaryModel(BoundaryWeights.text)

  /// Reads lines of a part, a sign and pairs of a value and its weight behind it; or of a part, `follows` and pairs of
  /// another part and the weight of the first one's standing behind that.
  init(_ text: String) {
    var lines: [(part: Int, line: SignLine<BoundarySign>)] = []
    var steps = [Parts](repeating: Parts(), count: ArticlePart.allCases.count)
    let (parts, signs) = (ArticlePart.byName, BoundarySign.byName)
    for words in SignText.lines(text) {
      guard let part = parts[words[0]]?.rawValue else { continue }
      if let line = SignLine(words.dropFirst(), signs) {
        lines.append((part, line))
      } else {
        for index in stride(from: 2, to: words.count - 1, by: 2) {
          guard let above = parts[words[index]] else { continue }
          steps[above.rawValue][part] = Float(words[index + 1]) ?? 0
        }
      }
    }
    let slots = SignSlots(lines.map(\.line))
    var places = [UInt16](repeating: 0, count: slots.count)
    var weights = [Hundredths()]
    for (part, line) in lines {
      for (value, weight) in line.weights {
        guard let slot = slots.place(line.sign, value) else { continue }
        if places[slot] == 0 {
          places[slot] = UInt16(weights.count)
          weights.append(Hundredths())
        }
        weights[Int(places[slot])][part] = Int16((weight * 100).rounded())
      }
    }
    self.slots = slots
    self.places = FixedTable(places)
    self.weights = FixedTable(weights)
    self.steps = PartSteps(steps)
  }

  @inline(__always)
  subscript(sign: BoundarySign, value: Int) -> Hundredths {
    weights[Int(places[slots.place(sign, value)])]
  }

  @inline(__always)
  subscript(sign: BoundarySign, unit unit: UInt16) -> Hundredths {
    weights[Int(places[slots.place(sign, unit: unit)])]
  }
}

/// Adds up the weights of signs for each part.
struct PartSum: SignSink {
  private let model: BoundaryModel
  private var sums = BoundaryModel.Hundredths()

  init(_ model: BoundaryModel) { self.model = model }

  /// The sums.
  var parts: BoundaryModel.Parts {
    var parts = BoundaryModel.Parts()
    for part in 0..<BoundaryModel.Parts.scalarCount { parts[part] = Float(sums[part]) }
    return parts * 0.01
  }

  @inline(__always)
  mutating func add(_ sign: BoundarySign, _ value: Int) { sums &+= model[sign, value] }

  @inline(__always)
  mutating func add(_ sign: BoundarySign, unit: UInt16) { sums &+= model[sign, unit: unit] }
}
