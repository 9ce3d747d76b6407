/// The ids, or the paths, of the documents in memory: finds a document that is being replaced.
struct IdentifierTable {
  private var slots: [UInt32]
  private var mask: Int
  private var arena: [UInt8] = []
  /// By entry: where the id stands in the arena, its hash, and its newest document.
  private var entries: [(range: Range<Int>, hash: UInt64, doc: DocID)] = []

  private static let free = UInt32.max

  init() {
    slots = [UInt32](repeating: IdentifierTable.free, count: 1024)
    mask = 1023
  }

  var count: Int { entries.count }

  /// About how many bytes the table takes.
  var memory: Int { slots.capacity * 4 + arena.capacity + entries.capacity * 32 }

  /// Sets the document of an id and returns the one that it had.
  mutating func set(_ id: UnsafeRawBufferPointer, to doc: DocID) -> DocID? {
    let known = entries.count
    let entry = insert(id, doc: doc)
    guard entry < known else { return nil }
    defer { entries[entry].doc = doc }
    return entries[entry].doc
  }

  /// The number of the id's entry, in the order of first appearance; a new one gets the document.
  mutating func insert(_ id: UnsafeRawBufferPointer, doc: DocID = 0) -> Int {
    let hash = Checksum.of(id)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != IdentifierTable.free {
      let entry = Int(slots[index])
      if isEntry(entry, id, hash) { return entry }
      index = (index + 1) & mask
    }
    slots[index] = UInt32(entries.count)
    let start = arena.count
    arena.append(contentsOf: id)
    entries.append((start..<arena.count, hash, doc))
    if entries.count * 2 > mask { grow() }
    return entries.count - 1
  }

  /// The document of an id.
  func document(_ id: UnsafeRawBufferPointer) -> DocID? {
    let hash = Checksum.of(id)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != IdentifierTable.free {
      let entry = Int(slots[index])
      if isEntry(entry, id, hash) { return entries[entry].doc }
      index = (index + 1) & mask
    }
    return nil
  }

  private func isEntry(_ entry: Int, _ id: UnsafeRawBufferPointer, _ hash: UInt64) -> Bool {
    entries[entry].hash == hash
      && arena.withUnsafeBytes { arena in
        TermKey.compare(UnsafeRawBufferPointer(rebasing: arena[entries[entry].range]), id) == 0
      }
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    slots = [UInt32](repeating: IdentifierTable.free, count: mask + 1)
    for (number, entry) in entries.enumerated() {
      var index = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[index] != IdentifierTable.free { index = (index + 1) & mask }
      slots[index] = UInt32(number)
    }
  }

  /// Calls `body` with all ids in byte order, each with its document and the number of its entry.
  func forEachSorted(
    _ body: (UnsafeRawBufferPointer, DocID, _ entry: Int) throws(IndexError) -> Void
  ) throws(IndexError) {
    try arena.withSpanOfBytes(arena.count) { arena throws(IndexError) in
      func id(_ entry: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: arena[entries[entry].range])
      }
      for entry in entries.indices.sorted(by: { TermKey.precedes(id($0), id($1)) }) {
        try body(id(entry), entries[entry].doc, entry)
      }
    }
  }
}
