/// A query, cut into its parts.
///
/// Quoted parts are literals: a document must hold each of them as it stands, folding apart. Filters
/// say what else every hit fulfils. The other parts are optional, and rank documents by how much of
/// them they hold.
public struct Query: Equatable, Sendable {
  /// A part of a query.
  public enum Part: Equatable, Sendable {
    /// Words or whole sentences, in any language; no document has to hold all of it. What they are
    /// worth is multiplied by the boost, within ``Query/boosts``.
    case text(String, boost: Float = 1)
    /// Any word of a kind; optional like text.
    case pattern(WordPattern, boost: Float = 1)
    /// A string that every hit holds.
    case literal(String)
    /// What every hit fulfils.
    case filter(Filter)
  }

  /// What a document fulfils or not.
  public indirect enum Filter: Equatable, Sendable {
    /// It holds a string.
    case literal(String)
    /// It holds a word of a kind.
    case pattern(WordPattern)
    /// It holds strings near each other, in one field: at most `distance` units between neighbours,
    /// in the order given or in any. Those behind the first ``Query/maximumNear`` may stand anywhere.
    case near([String], distance: Int, ordered: Bool)
    /// Its title, or its text, fulfils what is asked of strings and words inside; an inner field
    /// overrules an outer one.
    case within(Field, Filter)
    /// Strings and words inside are worth so many times as much, within ``Query/boosts``.
    case boosted(Filter, by: Float)
    /// All days of its date are in a range.
    case date(DateRange)
    /// Its path holds a string; or, if that has a `*`, is like it as a whole.
    case path(String)
    /// It has an id; or, if that has a `*`, one like it.
    case id(String)
    /// It fulfils all of them.
    case all([Filter])
    /// It fulfils one of them at least.
    case any([Filter])
    /// It does not fulfil it.
    case not(Filter)
  }

  /// The parts of a document that can be searched alone.
  public enum Field: String, CaseIterable, Sendable {
    /// The headline.
    case title
    /// The text without the headline.
    case text
  }

  /// Where 2021年3月26日 and 二〇二一年三月二十六日 are the same.
  public enum NumberFolding: String, CaseIterable, Sendable {
    /// Nowhere.
    case none
    /// In text, which is optional anyway; literals are exact.
    case text
    /// In text and in literals.
    case all
  }

  /// How many strings can be near each other: each order of them is tried.
  public static let maximumNear = 4
  /// What boosts may come to, one within the other: what is beyond counts as the nearest of these, and what is no
  /// number as 1.
  public static let boosts: ClosedRange<Float> = 0...1_000_000

  static func limited(_ boost: Float) -> Float {
    boost.isNaN ? 1 : min(max(boost, boosts.lowerBound), boosts.upperBound)
  }

  /// The parts in the order in which they were typed.
  public var parts: [Part]
  /// Where numbers before 年, 月, 日 and the like stand for their other forms.
  public var numbers = NumberFolding.text
  /// Why operators of what was typed were taken as text, if they were.
  public var note: String?

  /// Makes a query of parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// Reads what a person typed; see <doc:QueryLanguage>.
  ///
  /// No string is an error: what cannot be read is text, and ``note`` says so.
  public init(_ string: String) {
    do throws(QueryError) {
      self = try QueryParser.parse(string)
    } catch {
      self = QueryParser.text(string, note: error.message)
    }
  }

  /// Reads what a person typed, and wants fields that have values to have proper ones.
  ///
  /// - Throws: ``QueryError`` for a field such as `date:` with a value that it cannot have.
  public init(validating string: String) throws(QueryError) { self = try QueryParser.parse(string) }
}

/// Words of scripts with spaces that are like one another.
public enum WordPattern: Equatable, Hashable, Sendable {
  /// Words that are like this one, in which `*` stands for any letters or digits, or none.
  case wildcard(String)
  /// Words that differ from this one by so many letters or digits at most: one more, one less, or
  /// another.
  case fuzzy(String, distance: Int)
}

extension Query.Filter {
  /// The filters that are not made of others, of those that a document may be found for fulfilling.
  var positiveLeaves: [Query.Filter] {
    switch self {
    case .all(let filters), .any(let filters): filters.flatMap(\.positiveLeaves)
    case .boosted(let filter, _): filter.positiveLeaves
    case .within(let field, let filter):
      filter.positiveLeaves.map {
        switch $0 {
        case .literal, .pattern, .near: .within(field, $0)
        default: $0
        }
      }
    case .not: []
    case .literal, .pattern, .near, .date, .path, .id: [self]
    }
  }

  /// The filter without its field.
  var withoutField: Query.Filter {
    if case .within(_, let filter) = self { filter } else { self }
  }

  /// True if only documents fulfil it that hold something it asks for, which ranks them.
  var isPositive: Bool {
    switch self {
    case .literal, .pattern, .near: true
    case .date, .path, .id, .not: false
    case .within(_, let filter), .boosted(let filter, _): filter.isPositive
    case .all(let filters): filters.contains(where: \.isPositive)
    case .any(let filters): !filters.isEmpty && filters.allSatisfy(\.isPositive)
    }
  }
}

extension WordPattern: CustomStringConvertible {
  /// The pattern as it is typed.
  public var description: String {
    switch self {
    case .wildcard(let word): word
    case .fuzzy(let word, let distance): "\(word)~\(distance)"
    }
  }
}
