/// The weights of all signs of a kind: how much each speaks for something.
///
/// Their sum is the logarithm of the odds, as logistic regression has it.
final class SignWeights<Kind: Sign>: Sendable {
  /// The sum where nothing is known.
  let bias: Float
  private let slots: SignSlots<Kind>
  private let weights: FixedTable<Float>

  /// Reads lines of a sign's name with pairs of a value and its weight behind it.
  init(_ text: String) {
    let words = SignText.lines(text)
    let signs = Kind.byName
    let lines = words.compactMap { SignLine($0, signs) }
    let slots = SignSlots(lines)
    var weights = [Float](repeating: 0, count: slots.count)
    for line in lines {
      for (value, weight) in line.weights {
        if let place = slots.place(line.sign, value) { weights[place] = weight }
      }
    }
    bias = words.first { $0[0] == "bias" }.flatMap { $0.count > 1 ? Float($0[1]) : nil } ?? 0
    self.slots = slots
    self.weights = FixedTable(weights)
  }

  @inline(__always)
  subscript(sign: Kind, value: Int) -> Float { weights[slots.place(sign, value)] }

  @inline(__always)
  subscript(sign: Kind, unit unit: UInt16) -> Float { weights[slots.place(sign, unit: unit)] }

  /// The least and the most that a sign can add.
  func range(of sign: Kind) -> ClosedRange<Float> {
    let all = slots.places(of: sign).map { weights[$0] }
    return (all.min() ?? 0)...(all.max() ?? 0)
  }
}
