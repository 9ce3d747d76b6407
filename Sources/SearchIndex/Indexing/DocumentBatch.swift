/// Documents on their way to the thread that analyzes them, their parts side by side.
final class DocumentBatch {
  private var bytes: [UInt8] = []
  /// Where each part ends: id, title, text, path, date and origin of each document.
  private var ends: [Int] = []

  private static let parts = 6

  var byteCount: Int { bytes.count }
  var count: Int { ends.count / DocumentBatch.parts }

  /// Leaves the memory for the next documents, unless it is that of a very large one.
  func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
    ends.removeAll(keepingCapacity: true)
  }

  /// Makes room for so many bytes, so that nothing is moved while they are added.
  func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  func append<Bytes: Collection<UInt8>>(
    id: Bytes, title: Bytes, text: Bytes, path: Bytes, date: Bytes, origin: Bytes
  ) {
    func add(_ part: Bytes) {
      bytes.append(contentsOf: part)
      ends.append(bytes.count)
    }
    add(id)
    add(title)
    add(text)
    add(path)
    add(date)
    add(origin)
  }

  /// The parts of a document, by its number.
  typealias Parts = (
    id: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer, origin: UnsafeRawBufferPointer
  )

  /// Calls `body` with the number and the parts of each document in their order.
  func forEach(_ body: (Int, Parts) throws(IndexError) -> Void) throws(IndexError) {
    try bytes.withSpanOfBytes(bytes.count) { all throws(IndexError) in
      func part(_ number: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: all[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
      }
      for number in 0..<count {
        let first = number * DocumentBatch.parts
        try body(
          number,
          (
            part(first), part(first + 1), part(first + 2), part(first + 3), part(first + 4),
            part(first + 5)
          ))
      }
    }
  }

  /// Adds the documents to a segment in their order, and calls `added` after each.
  func add(
    to builder: () throws(IndexError) -> SegmentBuilder,
    added: (SegmentBuilder) throws(IndexError) -> Void
  ) throws(IndexError) {
    try forEach { _, parts throws(IndexError) in
      let builder = try builder()
      try builder.add(
        id: parts.id, title: parts.title, text: parts.text, path: parts.path, date: parts.date,
        origin: parts.origin)
      try added(builder)
    }
  }
}
