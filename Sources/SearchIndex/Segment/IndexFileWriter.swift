internal import Glibc

/// Writes one file of an index from start to end.
///
/// The bytes go to `NAME.tmp`; commit adds metadata, page table and footer and gives the file its
/// name. A writer that is dropped without commit removes what it wrote. The commit of the index makes
/// files durable, so that segments which are merged before never have to be. See ``FileFormat``
/// for the layout.
final class IndexFileWriter {
  let path: String
  /// The name that it has until it is whole.
  private let unfinished: String
  private let kind: FileKind
  private let segment: UInt64
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var pageChecksums: [UInt64] = []
  private var flushed = 0

  /// Several pages, so that the checksum of each is taken from memory and writes are few.
  private static let bufferLength = FileFormat.pageLength * 8

  init(folder: String, name: String, kind: FileKind, segment: UInt64) throws(IndexError) {
    path = folder + "/" + name
    unfinished = path + ".tmp"
    self.kind = kind
    self.segment = segment
    descriptor = try SystemCall.open(
      unfinished, flags: O_WRONLY | O_CREAT | O_TRUNC, operation: "create")
    buffer.reserveCapacity(IndexFileWriter.bufferLength * 2)
    buffer += FileFormat.header(kind: kind, segment: segment)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    try? SystemCall.remove(unfinished)
  }

  /// Where the next byte will stand in the file.
  var offset: Int { flushed + buffer.count }

  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= IndexFileWriter.bufferLength { try flushWholePages() }
  }

  func append(_ bytes: [UInt8]) throws(IndexError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= IndexFileWriter.bufferLength { try flushWholePages() }
  }

  /// Appends an array of fixed-width integers as it lies in memory (little-endian machines only).
  func append<Integer: FixedWidthInteger>(fixed values: [Integer]) throws(IndexError) {
    values.withUnsafeBytes { buffer.append(contentsOf: $0) }
    if buffer.count >= IndexFileWriter.bufferLength { try flushWholePages() }
  }

  /// Writes the end of the file and gives it its name, behind an fsync if it must be durable before
  /// it replaces another; returns the file's length.
  @discardableResult
  func commit(metadata: [UInt8] = [], isDurable: Bool = false) throws(IndexError) -> Int {
    let payloadEnd = offset
    try flushWholePages()
    if !buffer.isEmpty { pageChecksums.append(buffer.withUnsafeBytes { Checksum.of($0) }) }

    var end = ByteWriter()
    end.append(metadata)
    for checksum in pageChecksums { end.append(fixed: checksum) }
    let tableChecksum = end.bytes.withUnsafeBytes { Checksum.of($0) }
    var footer = ByteWriter()
    footer.append(fixed: UInt64(payloadEnd))
    footer.append(fixed: UInt32(metadata.count))
    footer.append(fixed: UInt32(pageChecksums.count))
    footer.append(fixed: tableChecksum)
    footer.append(kind.rawValue)
    footer.append(FileFormat.version)
    footer.append(fixed: UInt16(0))
    footer.append(fixed: segment)
    footer.append(fixed: FileFormat.footerMagic)
    footer.append(fixed: footer.bytes.withUnsafeBytes { Checksum.of($0) })
    buffer += end.bytes
    buffer += footer.bytes
    let length = flushed + buffer.count

    let rest = buffer
    buffer = []
    try write(rest, count: rest.count)
    if isDurable { try SystemCall.sync(descriptor, path: unfinished) }
    close(descriptor)
    descriptor = -1
    try SystemCall.rename(unfinished, to: path)
    return length
  }

  private func flushWholePages() throws(IndexError) {
    let whole = buffer.count & ~(FileFormat.pageLength - 1)
    guard whole > 0 else { return }
    buffer.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: whole, by: FileFormat.pageLength) {
        let page = UnsafeRawBufferPointer(rebasing: bytes[start..<start + FileFormat.pageLength])
        pageChecksums.append(Checksum.of(page))
      }
    }
    try write(buffer, count: whole)
    buffer.removeSubrange(..<whole)
    flushed += whole
  }

  private func write(_ bytes: [UInt8], count: Int) throws(IndexError) {
    try bytes.withSpanOfBytes(count) { all throws(IndexError) in
      try SystemCall.writeAll(descriptor, all, path: unfinished)
    }
  }
}
