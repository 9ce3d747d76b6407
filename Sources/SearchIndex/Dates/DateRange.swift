/// The days from one to another, both included.
public struct DateRange: Equatable, Sendable, CustomStringConvertible {
  /// Codes of days: what lies between is within.
  private let first: UInt32
  private let last: UInt32
  /// The range as a query states it.
  public let description: String

  /// The days from the beginning of one date to the end of another; nil where either is no date or
  /// the range is empty.
  ///
  /// - Parameters:
  ///   - from: a day, a month or a year, such as `2021-03-26`, `2021-03` or `2021`; from the beginning
  ///     of time if nil.
  ///   - to: the same; without end if nil.
  public init?(from: String?, to: String?) {
    var first: UInt32 = 0
    var last = UInt32.max
    if let from {
      guard let date = PartialDate(from) else { return nil }
      first = date.firstDay.code
    }
    if let to {
      guard let date = PartialDate(to) else { return nil }
      last = date.lastDay.code
    }
    guard first <= last else { return nil }
    self.first = first
    self.last = last
    description = from == to ? from ?? ".." : "\(from ?? "")..\(to ?? "")"
  }

  /// Reads `2021-03`, `2021-03..2021-04`, `2021..` or `..2021`.
  public init?(_ text: String) {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: self.init(from: text, to: text)
    case 2 where text.count > 2:
      self.init(
        from: parts[0].isEmpty ? nil : parts[0], to: parts[1].isEmpty ? nil : parts[1])
    default: return nil
    }
  }

  /// True if all days of the date are within: what is dated by a year alone is found by its year, and
  /// not by one of its months.
  func contains(_ date: PartialDate) -> Bool {
    date.firstDay.code >= first && date.lastDay.code <= last
  }
}
