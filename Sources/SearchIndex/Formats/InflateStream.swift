internal import CZlib

/// Unpacks what was packed with zlib: the members of a gzip file, or of a zip archive.
final class InflateStream: ByteStream {
  enum Format {
    /// One or more members with head and checksum, one behind the other.
    case gzip
    /// One run without anything around.
    case raw
  }

  private let source: any ByteStream
  private let format: Format
  private let library: Zlib
  /// In one place, for zlib remembers it.
  private let state: Zlib.Stream
  private var input: [UInt8] = []
  private var position = 0
  /// True from the first byte of a member to its last.
  private var isWithin = false
  private var isAtEnd = false
  /// True once there was a member.
  private var hasMember = false

  init(_ source: any ByteStream, _ format: Format) throws(IndexError) {
    self.source = source
    self.format = format
    library = try Zlib.library()
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // The window of 15 bits; 16 more for the head of gzip, less than none for no head.
    let window: Int32 = format == .gzip ? 15 + 16 : -15
    let code = library.inflateInit2(
      state, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .unreadable("zlib cannot be used (\(code))") }
  }

  deinit {
    _ = library.inflateEnd(state)
    state.deallocate()
  }

  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var produced = 0
    defer { buffer.removeLast(count - produced) }
    while produced == 0, count > 0, try hasInput() {
      let code = inflate(to: &buffer, from: start, &produced)
      switch code {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        isWithin = false
        isAtEnd = format == .raw
        _ = library.inflateReset(state)
      default: throw .unreadable("it is damaged: what is packed in it cannot be unpacked")
      }
    }
    return produced
  }

  /// Reads on if all was used; false at the end of what is packed.
  private func hasInput() throws(IndexError) -> Bool {
    if isAtEnd { return false }
    if position == input.count {
      input.removeAll(keepingCapacity: true)
      position = 0
      _ = try source.read(64 << 10, into: &input)
    }
    if isWithin {
      if input.isEmpty { throw .unreadable("it ends too early: a part of it is missing") }
    } else {
      // Behind the members of a gzip file there may be zeros, or anything else, as gzip allows.
      isAtEnd = input.isEmpty || format == .gzip && input[position] != 0x1f
      if isAtEnd, !hasMember, !input.isEmpty { throw .unreadable("it is no gzip file") }
      isWithin = !isAtEnd
      hasMember = true
    }
    return !isAtEnd
  }

  private func inflate(to buffer: inout [UInt8], from start: Int, _ produced: inout Int) -> Int32 {
    buffer.withUnsafeMutableBufferPointer { buffer in
      input.withUnsafeMutableBufferPointer { input in
        let target = UnsafeMutableBufferPointer(rebasing: buffer[start...])
        let source = UnsafeMutableBufferPointer(rebasing: input[position...])
        state.pointee.next_out = target.baseAddress
        state.pointee.avail_out = UInt32(target.count)
        state.pointee.next_in = source.baseAddress
        state.pointee.avail_in = UInt32(source.count)
        let code = library.inflate(state, Z_NO_FLUSH)
        produced = target.count - Int(state.pointee.avail_out)
        position += source.count - Int(state.pointee.avail_in)
        return code
      }
    }
  }
}
