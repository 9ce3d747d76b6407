internal import Synchronization

/// One mapped file of an index, whose pages are checked when they are first touched.
///
/// Cursors walk the payload with raw pointers. Before they decode a range they call
/// ``check(_:_:)``, which costs a bit test once the pages are known to be good. A bad page is
/// remembered in ``damage``: cursors end, and the search as a whole throws; so no decoder has to
/// throw, and none ever sees bytes that differ from those written.
final class IndexFileReader: @unchecked Sendable {
  let kind: FileKind
  /// The version of the format that it was written in.
  let version: UInt8
  let metadata: UnsafeRawBufferPointer
  let payload: UnsafeRawBufferPointer
  private let file: MappedFile
  private let pageTable: UnsafeRawBufferPointer
  private let pageCount: Int
  /// One bit a page: its checksum was compared and is right.
  private let checked: UnsafeMutablePointer<Atomic<UInt64>>
  /// The number of the first bad page met plus one, or 0.
  private let badPage = Atomic<Int>(0)

  var path: String { file.path }
  var length: Int { file.bytes.count }

  init(folder: String, name: String, kind: FileKind, segment: UInt64) throws(IndexError) {
    let file = try MappedFile(path: folder + "/" + name)
    let bytes = file.bytes
    func damaged(_ reason: String) -> IndexError { .damaged(file: file.path, reason: reason) }

    let shortest = FileFormat.headerLength + FileFormat.footerLength
    guard bytes.count >= shortest else {
      throw damaged("it has \(bytes.count) bytes, fewer than a header and a footer")
    }
    var header = ByteReader(bytes)
    guard header.fixed(UInt32.self) == FileFormat.magic else {
      throw damaged("it does not begin as an index file")
    }
    let headerKind = header.byte()
    let headerVersion = header.byte()
    header.skip(2)
    let headerSegment = header.fixed(UInt64.self)

    let footerStart = bytes.count - FileFormat.footerLength
    var footer = ByteReader(bytes, at: footerStart)
    let payloadEnd = footer.fixed(UInt64.self)
    let metadataLength = Int(footer.fixed(UInt32.self))
    let pageCount = Int(footer.fixed(UInt32.self))
    let tableChecksum = footer.fixed(UInt64.self)
    let footerKind = footer.byte()
    let footerVersion = footer.byte()
    footer.skip(2)
    let footerSegment = footer.fixed(UInt64.self)
    let footerMagic = footer.fixed(UInt32.self)
    let footerChecksum = footer.fixed(UInt64.self)

    // A newer version may have another footer, so it is told by the header, which no version will
    // change. A header that is damaged there stands before a footer of this version.
    if !FileFormat.readable.contains(headerVersion) {
      if footerMagic == FileFormat.footerMagic, FileFormat.readable.contains(footerVersion) {
        throw damaged("header and footer disagree about the version")
      }
      throw .unsupportedVersion(
        file: file.path, found: Int(headerVersion), supported: Int(FileFormat.version))
    }
    guard footerMagic == FileFormat.footerMagic else {
      throw damaged("it is cut short or overwritten at the end")
    }
    let covered = UnsafeRawBufferPointer(rebasing: bytes[footerStart..<bytes.count - 8])
    guard Checksum.of(covered) == footerChecksum else {
      throw damaged("the footer's checksum does not match")
    }
    guard headerVersion == footerVersion else {
      throw damaged("header and footer disagree about the version")
    }
    guard headerKind == footerKind, headerSegment == footerSegment,
      footerKind == kind.rawValue, footerSegment == segment
    else { throw damaged("it is not the file that its name says") }

    let expected = UInt64(footerStart - metadataLength - 8 * pageCount)
    guard metadataLength + 8 * pageCount <= footerStart - FileFormat.headerLength,
      payloadEnd == expected, payloadEnd >= FileFormat.headerLength,
      pageCount == (Int(payloadEnd) + FileFormat.pageLength - 1) >> FileFormat.pageShift
    else { throw damaged("its length is not the length that its footer states") }
    let end = Int(payloadEnd)
    let table = UnsafeRawBufferPointer(rebasing: bytes[end..<footerStart])
    guard Checksum.of(table) == tableChecksum else {
      throw damaged("the checksum of its metadata does not match")
    }

    self.file = file
    self.kind = kind
    version = footerVersion
    self.pageCount = pageCount
    payload = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    metadata = UnsafeRawBufferPointer(rebasing: table[..<metadataLength])
    pageTable = UnsafeRawBufferPointer(rebasing: table[metadataLength...])
    let words = (pageCount + 63) / 64
    checked = .allocate(capacity: words)
    for word in 0..<words { (checked + word).initialize(to: Atomic(0)) }
  }

  deinit {
    checked.deinitialize(count: (pageCount + 63) / 64)
    checked.deallocate()
  }

  /// True if the payload's bytes from `start` on, `length` of them, exist and are as written.
  @inline(__always)
  func check(_ start: Int, _ length: Int) -> Bool {
    guard start >= 0, length >= 0, start <= payload.count, length <= payload.count &- start else {
      noteOutside(start)
      return false
    }
    let first = start >> FileFormat.pageShift
    let last = (start &+ max(length, 1) &- 1) >> FileFormat.pageShift
    var page = first
    while page <= min(last, pageCount &- 1) {
      let word = checked[page >> 6].load(ordering: .relaxed)
      if word >> UInt64(page & 63) & 1 == 0, !checkPage(page) { return false }
      page &+= 1
    }
    return true
  }

  /// What was found to be wrong with this file so far.
  var damage: IndexError? {
    let bad = badPage.load(ordering: .relaxed)
    guard bad != 0 else { return nil }
    if bad < 0 {
      return .damaged(file: path, reason: "something refers to bytes outside of it")
    }
    let start = (bad - 1) << FileFormat.pageShift
    return .damaged(
      file: path, reason: "the checksum of the page at byte \(start) does not match")
  }

  /// Gives the memory of a part of the payload back that has been read and will not be soon.
  func forget(_ range: Range<Int>) { file.forget(range) }

  /// Gives the memory of the whole file back.
  func forgetAll() { file.forget(0..<file.bytes.count) }

  /// Compares every page with its checksum.
  func checkAllPages() -> IndexError? {
    file.willReadSequentially()
    for page in 0..<pageCount where !checkPage(page) { return damage }
    return nil
  }

  /// Records that the contents contradict each other although the checksums are right.
  func noteOutside(_ offset: Int) {
    _ = badPage.compareExchange(expected: 0, desired: -1 - max(0, offset), ordering: .relaxed)
  }

  @inline(never)
  private func checkPage(_ page: Int) -> Bool {
    let start = page << FileFormat.pageShift
    let bytes = payload[start..<min(start + FileFormat.pageLength, payload.count)]
    let expected = UInt64(
      littleEndian: pageTable.loadUnaligned(fromByteOffset: page * 8, as: UInt64.self))
    guard Checksum.of(UnsafeRawBufferPointer(rebasing: bytes)) == expected else {
      _ = badPage.compareExchange(expected: 0, desired: page + 1, ordering: .relaxed)
      return false
    }
    checked[page >> 6].bitwiseOr(1 << UInt64(page & 63), ordering: .relaxed)
    return true
  }
}
