/// Documents that are read in parts, for together they may be larger than memory.
protocol DocumentStream {
  /// False once the source could not be read any further.
  var isSound: Bool { get }

  /// Reads documents until they have so many bytes; false at their end.
  mutating func read(_ length: Int, into reading: FileReading) -> Bool
}
