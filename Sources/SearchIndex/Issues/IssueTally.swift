/// The documents of an issue, counted.
struct IssueTally {
  /// Where a document is.
  struct Place {
    var segment: Int
    var doc: DocID
  }

  var path = ""
  /// The ``PartialDate/code``; 0 for none.
  var date: UInt32
  var documents = 0
  /// One of them.
  var first: Place
  /// The first document of what belongs to none of the articles.
  var furniture: Place?
  /// How many such documents there are: one, but in an archive one for each of its files.
  var furnitureCount = 0

  /// The oldest first; those without a date last.
  func isBefore(_ other: IssueTally) -> Bool {
    if date != other.date { return date > 0 && (other.date == 0 || date < other.date) }
    return path.utf8.lexicographicallyPrecedes(other.path.utf8)
  }

  /// The issues of a segment.
  ///
  /// Reads its columns, its paths and its ids, each once from end to end.
  static func all(
    of segment: SegmentReader, _ number: Int, glob: Glob?, within dates: DateRange?
  ) -> [IssueTally] {
    let columns = segment.columns
    var tallies: [IssueTally] = []
    /// By path and date: the place among the tallies.
    var places: [UInt64: Int] = [:]
    // Documents of one issue mostly stand together.
    var last: (key: UInt64, place: Int)?
    let names = names(of: segment, glob)
    var isWithin: [UInt32: Bool] = [:]
    for doc in 0..<DocID(segment.documentCount) where !segment.live.isDeleted(doc) {
      let (path, date) = (columns.path(doc), columns.date(doc))
      guard Int(path) < names.count, let name = names[Int(path)], path > 0 || date > 0 else {
        continue
      }
      if let dates {
        let isIn = isWithin[date] ?? PartialDate(code: date).map { dates.contains($0) } ?? false
        isWithin[date] = isIn
        guard isIn else { continue }
      }
      let key = UInt64(path) << 32 | UInt64(date)
      let place: Int
      if let last, last.key == key {
        place = last.place
      } else {
        place = places[key] ?? tallies.count
        if place == tallies.count {
          places[key] = place
          tallies.append(
            IssueTally(path: name, date: date, first: Place(segment: number, doc: doc)))
        }
        last = (key, place)
      }
      tallies[place].documents += 1
    }
    findFurniture(of: segment) { doc, path in
      let key = UInt64(columns.path(doc)) << 32 | UInt64(columns.date(doc))
      guard let place = places[key] else { return }
      // Files within an archive have its path, and their own names behind it in their ids.
      let archive = tallies[place].path.utf8
      guard path.starts(with: archive),
        path.count == archive.count || path[path.startIndex + archive.count] == UInt8(ascii: "/")
      else { return }
      tallies[place].furnitureCount += 1
      tallies[place].furniture = tallies[place].furniture ?? Place(segment: number, doc: doc)
    }
    return tallies
  }

  /// By number, from 1 up, the paths that are asked for, nil for others; and 0 for no path.
  private static func names(of segment: SegmentReader, _ glob: Glob?) -> [String?] {
    var names: [String?] = [glob == nil ? "" : nil]
    names.reserveCapacity(segment.paths.termCount + 1)
    let cursor = TermCursor.over(segment.paths)
    while cursor.advance() {
      let isAsked = glob.map { $0.isLike(path: cursor.term) } ?? true
      names.append(isAsked ? String(decoding: cursor.term, as: UTF8.self) : nil)
    }
    return names
  }

  /// Calls `body` with each live document whose id is that of a text and `#0`.
  private static func findFurniture(
    of segment: SegmentReader, _ body: (DocID, _ path: Slice<UnsafeRawBufferPointer>) -> Void
  ) {
    let cursor = TermCursor.over(segment.identifiers)
    while cursor.advance() {
      let id = cursor.term
      guard id.count > 2, id[id.count - 1] == UInt8(ascii: "0"),
        id[id.count - 2] == UInt8(ascii: "#"), Int(cursor.info.onlyDoc) < segment.documentCount,
        !segment.live.isDeleted(cursor.info.onlyDoc)
      else { continue }
      body(cursor.info.onlyDoc, id.dropLast(2))
    }
  }

  /// Of issues that are in several segments one each.
  static func joined(_ tallies: [IssueTally]) -> [IssueTally] {
    var joined: [IssueTally] = []
    var places: [IssueKey: Int] = [:]
    for tally in tallies {
      let key = IssueKey(path: tally.path, date: tally.date)
      guard let place = places[key] else {
        places[key] = joined.count
        joined.append(tally)
        continue
      }
      joined[place].documents += tally.documents
      joined[place].furnitureCount += tally.furnitureCount
      joined[place].furniture = joined[place].furniture ?? tally.furniture
    }
    return joined
  }
}
