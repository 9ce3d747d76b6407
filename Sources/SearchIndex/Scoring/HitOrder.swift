/// What the best hits are.
public enum HitOrder: String, CaseIterable, Sendable {
  /// Those of the highest score.
  case score
  /// The oldest by their date of issue; a year or a month counts as its first day.
  case oldestFirst
  /// The newest.
  case newestFirst

  /// What comes before the score when documents are compared: higher is better, 0 for documents
  /// without a date.
  func key(date code: UInt32) -> UInt32 {
    switch self {
    case .score: return 0
    case .oldestFirst:
      guard let date = PartialDate(code: code) else { return 0 }
      return .max - date.firstDay.code
    case .newestFirst: return PartialDate(code: code)?.firstDay.code ?? 0
    }
  }
}
