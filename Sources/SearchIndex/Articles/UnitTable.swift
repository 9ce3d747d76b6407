/// A number for each UTF-16 unit, most of which have the same.
///
/// Of blocks of 64 units that are alike one is kept: so all of it stays in a near cache, while the units of a text
/// are looked up one after the other.
struct UnitTable: Sendable {
  /// For each block which of those that are kept it is like.
  let blocks: [UInt16]
  /// The numbers of the blocks that are kept.
  let numbers: [UInt16]

  /// - Parameter all: the numbers of all units, in their order.
  init(_ all: [UInt16]) {
    var known: [ArraySlice<UInt16>: UInt16] = [:]
    var numbers: [UInt16] = []
    blocks = stride(from: 0, to: all.count, by: 64).map { start in
      let block = all[start..<start + 64]
      if let place = known[block] { return place }
      let place = UInt16(known.count)
      known[block] = place
      numbers += block
      return place
    }
    self.numbers = numbers
  }

  @inline(__always)
  subscript(unit: UInt16) -> UInt16 {
    numbers[Int(blocks[Int(unit &>> 6)]) &* 64 &+ Int(unit & 63)]
  }
}
