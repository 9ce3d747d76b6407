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

  func append(
    id: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer,
    origin: UnsafeRawBufferPointer
  ) {
    func add(_ part: UnsafeRawBufferPointer) {
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

  /// Adds the documents to a segment in their order, and calls `added` after each.
  func add(
    to builder: () throws(IndexError) -> SegmentBuilder,
    added: (SegmentBuilder) throws(IndexError) -> Void
  ) throws(IndexError) {
    try bytes.withSpanOfBytes(bytes.count) { all throws(IndexError) in
      func part(_ number: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: all[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
      }
      for first in stride(from: 0, to: ends.count, by: DocumentBatch.parts) {
        let builder = try builder()
        try builder.add(
          id: part(first), title: part(first + 1), text: part(first + 2), path: part(first + 3),
          date: part(first + 4), origin: part(first + 5))
        try added(builder)
      }
    }
  }
}
