/// How much all that is in an archive may unpack to, or what is read of it for a document.
///
/// Text is packed to a third or a tenth. What unpacks to thousands of times as much was made to fill memory
/// and disks, and what overlaps in an archive is unpacked again and again.
final class UnpackingBudget {
  private static let factor = 100

  let total: Int
  private var left: Int

  /// - Parameters:
  ///   - packed: the length of the archive.
  ///   - free: how much the smallest archive may unpack to.
  init(packed: Int, free: Int = 1 << 30) {
    total = packed * UnpackingBudget.factor + free
    left = total
  }

  var isExhausted: Bool { left < 0 }

  /// - Throws: that too much was unpacked.
  func spend(_ count: Int) throws(IndexError) {
    left -= count
    guard !isExhausted else {
      throw .unreadable(
        "the archive unpacks to more than \(total) bytes, which text does not: no more of it is read"
      )
    }
  }
}

/// A stream that spends a budget.
final class BoundedStream: ByteStream {
  private let source: any ByteStream
  private let budget: UnpackingBudget

  init(_ source: any ByteStream, _ budget: UnpackingBudget) {
    self.source = source
    self.budget = budget
  }

  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let got = try source.read(count, into: &buffer)
    try budget.spend(got)
    return got
  }
}
