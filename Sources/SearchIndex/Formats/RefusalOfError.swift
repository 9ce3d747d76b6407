extension SourceRefusal {
  /// Runs `body`; what it throws is a reason why a source is not well-formed.
  static func malformed<Result>(
    _ body: () throws(IndexError) -> Result
  ) throws(SourceRefusal) -> Result {
    do throws(IndexError) { return try body() } catch {
      throw SourceRefusal(.malformed, error.reason)
    }
  }
}
