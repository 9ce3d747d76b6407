import SearchIndex
import TestSupport

/// Any string as a query: it is understood or refused, and finds what a scan finds.
final class Queries: FuzzTrial {
  private let index: SampleIndex
  private let searcher: Searcher

  init() throws {
    index = try SampleIndex()
    searcher = try Searcher(path: index.path)
  }

  let seeds = [
    "燃气安全", "“平城区” -检查", "「安全」 OR (燃气 AND NOT 政府)", "title:燃气 date:2021-03..2022 path:2021/*",
    "NEAR/5(燃气 安全) 政府^2.5", "L*G gdq~1 caf?", "第五届 25 二十五 ２０２１", "\"燃气", "（燃气　安全）｜检查",
    "id:d1 -id:d2 title:(平城 OR 安全)^0.5",
  ].map { Array($0.utf8) }

  func run(_ input: [UInt8]) throws {
    let string = String(decoding: input.prefix(1 << 10), as: UTF8.self)
    let query = Query(string)
    do throws(QueryError) {
      _ = try Query(validating: string)
    } catch {
      let length = string.unicodeScalars.count
      guard error.range.lowerBound >= 0, error.range.upperBound <= length + 1,
        !error.description.isEmpty
      else { throw FuzzFinding("an error of the query \(string) is at \(error.range)") }
    }
    let results = try searcher.search(query, limit: 1000)
    // The oracle knows no other forms of numbers.
    var plain = query
    plain.numbers = .none
    let found = try searcher.search(plain, limit: 1000)
    let expected = Set(index.naive.scores(plain).keys)
    guard Set(found.hits.map(\.id)) == expected, found.total == expected.count else {
      throw FuzzFinding("the query \(string) does not find what a scan finds")
    }
    guard expected.isSubset(of: results.hits.map(\.id)) else {
      throw FuzzFinding("the query \(string) misses what it finds without forms of numbers")
    }
    let top = try searcher.search(query, limit: 2)
    guard top.hits.map(\.id) == results.hits.prefix(2).map(\.id) else {
      throw FuzzFinding("the best hits of the query \(string) are others")
    }
    for hit in top.hits {
      _ = hit.places(of: hit.snippet())
      _ = hit.highlightedTitle
    }
    _ = try searcher.report(on: query)
    if input.count < 16 {
      _ = try searcher.suggestions(for: string)
      _ = try searcher.alternatives(to: string)
    }
  }
}
