/// What documents are counted by.
public enum CountingUnit: String, CaseIterable, Sendable {
  /// The year of the date of issue.
  case year
  /// The month of it.
  case month
  /// The day.
  case day
  /// The file that a document came from.
  case issue
  /// The folder of that file.
  case folder

  /// A date as far as the unit tells; what is dated by a year alone has no month to be counted in.
  func period(_ date: PartialDate) -> PartialDate {
    var period = date
    if self == .year { period.month = 0 }
    if self != .day { period.day = 0 }
    return period
  }

  /// The period behind one; nil behind the last, and behind one that is no whole year, month or day.
  func next(_ period: PartialDate) -> PartialDate? {
    switch self {
    case .year: return PartialDate(year: period.year + 1)
    case .month:
      guard period.month > 0 else { return nil }
      return period.month < 12
        ? PartialDate(year: period.year, month: period.month + 1)
        : PartialDate(year: period.year + 1, month: 1)
    case .day:
      guard period.day > 0 else { return nil }
      return PartialDate(year: period.year, month: period.month, day: period.day + 1)
        ?? CountingUnit.month.next(period).flatMap {
          PartialDate(year: $0.year, month: $0.month, day: 1)
        }
    case .issue, .folder: return nil
    }
  }

  /// The first whole period of a date: the first month of a year, the first day of a month.
  func first(_ date: PartialDate) -> PartialDate { period(date.firstDay) }
}
