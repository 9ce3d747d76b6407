internal import CZstd

/// Unpacks the frames of a zstd file, or of a member of a zip archive.
final class ZstdStream: ByteStream {
  private let source: any ByteStream
  private let state: OpaquePointer
  private var input: [UInt8] = []
  private var position = 0
  /// True from the first byte of a frame to its last.
  private var isWithin = false
  /// The last call filled all the room that there was.
  private var mayHaveMore = false

  init(_ source: any ByteStream) throws(IndexError) {
    // The window, which a frame states, is bounded by zstd itself: 128 MiB.
    guard let state = ZSTD_createDStream() else { throw .unreadable("zstd has no memory") }
    self.source = source
    self.state = state
  }

  deinit { ZSTD_freeDStream(state) }

  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    var produced = 0
    defer { buffer.removeLast(count - produced) }
    while produced == 0, count > 0, try hasInput() {
      let code = unpack(to: &buffer, from: start, &produced)
      if ZSTD_isError(code) != 0 {
        let name = ZSTD_getErrorName(code).map { String(cString: $0) } ?? "error \(code)"
        throw .unreadable("what is packed in it cannot be unpacked: \(name)")
      }
      isWithin = code != 0
      mayHaveMore = isWithin && produced == count
    }
    return produced
  }

  /// Reads on if all was used; false at the end of what is packed.
  private func hasInput() throws(IndexError) -> Bool {
    if position == input.count, !mayHaveMore {
      input.removeAll(keepingCapacity: true)
      position = 0
      if try source.read(64 << 10, into: &input) == 0 {
        if isWithin { throw .unreadable("it ends too early: a part of it is missing") }
        return false
      }
    }
    return true
  }

  private func unpack(to buffer: inout [UInt8], from start: Int, _ produced: inout Int) -> Int {
    buffer.withUnsafeMutableBytes { buffer in
      input.withUnsafeBytes { input in
        let target = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
        var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: position)
        let code = ZSTD_decompressStream(state, &output, &source)
        produced = output.pos
        position = source.pos
        return code
      }
    }
  }
}
