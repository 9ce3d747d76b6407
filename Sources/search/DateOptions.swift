import ArgumentParser
import SearchIndex

/// From when to when documents are.
struct DateOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("No documents from before this day, month or year.", valueName: "DATE"))
  var firstDate: String?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("None from after it.", valueName: "DATE"))
  var lastDate: String?

  /// The days of --from and --to; nil if neither is given.
  func range() throws -> DateRange? {
    guard firstDate != nil || lastDate != nil else { return nil }
    for (name, date) in [("--from", firstDate), ("--to", lastDate)] {
      if let date, DateRange(from: date, to: nil) == nil {
        throw ValidationError(
          "\(name) takes a day, a month or a year, such as 2021-03-26, 2021-03 or 2021, "
            + "not \(date)")
      }
    }
    guard let range = DateRange(from: firstDate, to: lastDate) else {
      throw ValidationError("--from is behind --to")
    }
    return range
  }
}
