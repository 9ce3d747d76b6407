/// Conversions between UTF-8, UTF-16 and scalars.
enum UTF16Text {
  @inline(__always)
  static func isSurrogate(_ unit: UInt16) -> Bool { unit & 0xf800 == 0xd800 }

  @inline(__always)
  static func isLead(_ unit: UInt16) -> Bool { unit & 0xfc00 == 0xd800 }

  @inline(__always)
  static func isTrail(_ unit: UInt16) -> Bool { unit & 0xfc00 == 0xdc00 }

  @inline(__always)
  static func scalar(lead: UInt16, trail: UInt16) -> UInt32 {
    0x10000 + (UInt32(lead & 0x3ff) << 10 | UInt32(trail & 0x3ff))
  }

  /// Appends a scalar's one or two units.
  @inline(__always)
  static func append(_ scalar: UInt32, to units: inout [UInt16]) {
    if scalar <= 0xffff {
      units.append(UInt16(scalar))
    } else {
      units.append(UInt16(0xd800 + ((scalar - 0x10000) >> 10)))
      units.append(UInt16(0xdc00 + (scalar & 0x3ff)))
    }
  }

  /// Appends the UTF-8 of well-formed units; an unpaired surrogate becomes U+FFFD.
  static func appendUTF8(_ units: UnsafeBufferPointer<UInt16>, to writer: inout ByteWriter) {
    var index = 0
    while index < units.count {
      var scalar = UInt32(units[index])
      index += 1
      if isSurrogate(UInt16(scalar)) {
        if isLead(UInt16(scalar)), index < units.count, isTrail(units[index]) {
          scalar = UTF16Text.scalar(lead: UInt16(scalar), trail: units[index])
          index += 1
        } else {
          scalar = 0xfffd
        }
      }
      if scalar < 0x80 {
        writer.append(UInt8(scalar))
      } else if scalar < 0x800 {
        writer.append(UInt8(0xc0 | scalar >> 6))
        writer.append(UInt8(0x80 | scalar & 0x3f))
      } else if scalar < 0x10000 {
        writer.append(UInt8(0xe0 | scalar >> 12))
        writer.append(UInt8(0x80 | scalar >> 6 & 0x3f))
        writer.append(UInt8(0x80 | scalar & 0x3f))
      } else {
        writer.append(UInt8(0xf0 | scalar >> 18))
        writer.append(UInt8(0x80 | scalar >> 12 & 0x3f))
        writer.append(UInt8(0x80 | scalar >> 6 & 0x3f))
        writer.append(UInt8(0x80 | scalar & 0x3f))
      }
    }
  }
}
