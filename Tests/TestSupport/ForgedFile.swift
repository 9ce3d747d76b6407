private import CXXHash

/// A file of an index taken apart, so that it can be changed and given checksums that are right.
///
/// Written after the File Format article, not with the code of the library.
public struct ForgedFile {
  /// Header and payload.
  public var payload: [UInt8]
  /// What the footer states beside lengths and checksums.
  public var metadata: [UInt8]
  private let footer: [UInt8]

  private static let pageLength = 32 << 10
  private static let footerLength = 48

  /// Takes a file apart; nil if it is too short for what it states.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count >= ForgedFile.footerLength else { return nil }
    footer = Array(bytes.suffix(ForgedFile.footerLength))
    let payloadEnd = footer.number(at: 0, bytes: 8)
    let metadataLength = footer.number(at: 8, bytes: 4)
    guard payloadEnd + metadataLength + ForgedFile.footerLength <= bytes.count else { return nil }
    payload = Array(bytes[..<payloadEnd])
    metadata = Array(bytes[payloadEnd..<payloadEnd + metadataLength])
  }

  /// The file with the present contents and the checksums of these.
  public var bytes: [UInt8] {
    var table: [UInt8] = []
    for start in stride(from: 0, to: payload.count, by: ForgedFile.pageLength) {
      let page = payload[start..<min(start + ForgedFile.pageLength, payload.count)]
      table += ForgedFile.checksum(Array(page)).littleEndianBytes
    }
    let end = metadata + table
    var footer =
      UInt64(payload.count).littleEndianBytes + UInt32(metadata.count).littleEndianBytes
      + UInt32(table.count / 8).littleEndianBytes + ForgedFile.checksum(end).littleEndianBytes
      + self.footer[24..<40]
    footer += ForgedFile.checksum(footer).littleEndianBytes
    return payload + end + footer
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt64 { XXH3_64bits(bytes, bytes.count) }
}

extension [UInt8] {
  fileprivate func number(at offset: Int, bytes: Int) -> Int {
    Int(
      truncatingIfNeeded: self[offset..<offset + bytes].reversed().reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }) & .max
  }
}

extension FixedWidthInteger {
  fileprivate var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
