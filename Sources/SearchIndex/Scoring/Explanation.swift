/// Why a document has its score: what each part of the query is worth in it.
///
/// See “Ranking” in <doc:QueryLanguage> for the formula.
public struct Explanation: Equatable, Sendable {
  /// What a part of a query is looked for as.
  public enum Kind: String, CaseIterable, Sendable {
    /// A word in the words lane.
    case word
    /// A term of the grams lane: a pair of characters, or a word of a script with spaces.
    case gram
    /// An unquoted string as it stands: a whole text, the forms of its numbers, or a single character.
    case string
    /// A string that was required, or that an operator touched.
    case literal
    /// Strings near each other.
    case near
    /// Words of a kind.
    case pattern
  }

  /// A part of the query that the document holds.
  public struct Part: Equatable, Sendable {
    /// The part, folded; several forms are joined by `|`, separators are blanks, and `…` is any word of a
    /// script with spaces behind a character, or what is not asked for at an end.
    public let text: String
    /// What it is looked for as.
    public let kind: Kind
    /// The field that it has to be in; nil for both.
    public let field: Query.Field?
    /// What it weighs before its rarity, boosts included.
    public let weight: Double
    /// How rare it is in the whole index: the idf of BM25.
    public let inverseDocumentFrequency: Double
    /// How often it occurs in the document.
    public let frequency: Int
    /// How many documents of the whole index hold it, deleted ones included until they are merged
    /// away; of a whole text, how many hold its rarest term.
    public let documentFrequency: Int
    /// What it adds to the score.
    public let contribution: Double
  }

  /// The parts that the document holds, those that add most first.
  public let parts: [Part]
  /// Units in the document, as rounded for the ranking.
  public let length: Int
  /// Units in a document of the index, on average.
  public let averageLength: Double
  /// Documents of the whole index, deleted ones included until they are merged away.
  public let documentCount: Int

  /// The sum of all contributions: the score of the hit.
  public var score: Double { parts.reduce(0) { $0 + $1.contribution } }
}
