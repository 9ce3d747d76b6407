import SearchIndex

/// What a query that finds nothing may have meant, as it is printed.
extension [Alternative] {
  /// Asks on standard error, if there is anything to ask.
  func printQuestion() {
    guard !isEmpty else { return }
    let queries = map {
      "\($0.text) (\(Format.count($0.documents, "document")))"
    }
    Terminal.write("did you mean: \(queries.joined(separator: ", "))?\n", toStandardError: true)
  }

  var json: JSON {
    .array(map { .object([("text", .string($0.text)), ("documents", .int($0.documents))]) })
  }
}
