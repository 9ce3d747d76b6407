import TestSupport
import Testing

/// The generator of large corpora, `Benchmarks/generate`.
@Suite struct GeneratorTests {
  @Test("A seed gives the same bytes, another seed others")
  func isDeterministic() throws {
    let folder = TemporaryDirectory()
    let result = try Command.shell(
      """
      set -e
      generate=$(dirname "$SEARCH")/generate
      "$generate" --megabytes 0.3 --seed 5 > first
      "$generate" --megabytes 0.3 --seed 5 > second
      "$generate" --megabytes 0.3 --seed 6 > other
      cmp first second && ! cmp -s first other && [ $(wc -c < first) -ge 300000 ]
      """, directory: folder.path)
    #expect(result.status == 0, "\(result.stderr)")
  }

  @Test("Every line is a document, and archives of two seeds are one archive")
  func isIndexed() throws {
    let folder = TemporaryDirectory()
    let result = try Command.shell(
      """
      set -e
      generate=$(dirname "$SEARCH")/generate
      "$generate" --megabytes 0.2 --seed 1 > corpus.jsonl
      "$generate" --megabytes 0.2 --seed 2 >> corpus.jsonl
      "$SEARCH" index --strict --json --index index corpus.jsonl > index.json
      "$SEARCH" verify --index index --literals 50 > verified
      lines=$(wc -l < corpus.jsonl)
      grep -q "\\"documents\\":$lines," index.json || { cat index.json; exit 1; }
      "$SEARCH" stats --index index --json | grep -q "\\"documents\\":$lines,"
      """, directory: folder.path)
    #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
  }
}
