import ArgumentParser

/// A number of bytes as people write it: `268435456`, `256M`, `2G`, with units of 1,024.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let units: [Character: Int] = ["k": 10, "m": 20, "g": 30, "t": 40]
    var digits = argument.lowercased()
    if digits.hasSuffix("b") { digits.removeLast() }
    let shift = digits.last.flatMap { units[$0] } ?? 0
    if shift > 0 { digits.removeLast() }
    guard let number = Int(digits), number >= 0 else { return nil }
    let product = number.multipliedReportingOverflow(by: 1 << shift)
    guard !product.overflow else { return nil }
    bytes = product.partialValue
  }
}
