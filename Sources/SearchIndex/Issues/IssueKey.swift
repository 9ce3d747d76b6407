/// What makes documents those of one issue: the file that they came from, and their date.
///
/// A text file is one issue; a file of JSON Lines may hold the articles of many days.
struct IssueKey: Hashable {
  /// Empty for none.
  var path: String
  /// The ``PartialDate/code`` of the date, 0 for none.
  var date: UInt32
  /// Tells documents apart that have neither a file nor a date: each is for itself.
  var document: UInt64 = 0
}

/// Finds the issues of documents, and the documents of issues.
///
/// What is of one document is read from the columns and the dictionary of paths; no text is read.
struct IssueKeys {
  private struct Place: Hashable {
    var segment: Int
    var path: UInt32
  }

  private let segments: [SegmentReader]
  private var paths: [Place: String] = [:]

  init(_ segments: [SegmentReader]) { self.segments = segments }

  /// The issue of a document.
  mutating func key(ofSegment number: Int, _ doc: DocID) -> IssueKey {
    let columns = segments[number].columns
    let place = Place(segment: number, path: columns.path(doc))
    let key = IssueKey(path: path(place), date: columns.date(doc))
    guard key.path.isEmpty, key.date == 0 else { return key }
    return IssueKey(path: "", date: 0, document: UInt64(number) << 32 | UInt64(doc))
  }

  private mutating func path(_ place: Place) -> String {
    guard place.path > 0 else { return "" }
    if let known = paths[place] { return known }
    let cursor = TermCursor.over(segments[place.segment].paths)
    let isFound = cursor.seek(toOrdinal: Int(place.path) - 1)
    let path = isFound ? String(decoding: cursor.term, as: UTF8.self) : ""
    paths[place] = path
    return path
  }

  /// By segment: the documents of some issues, rising.
  ///
  /// Takes a look at the columns of every document.
  func documents(of keys: Set<IssueKey>) -> [[DocID]] {
    segments.enumerated().map { number, segment in
      /// By path: the dates that are asked for.
      var dates: [UInt32: Set<UInt32>] = [:]
      var single: Set<DocID> = []
      for key in keys {
        if key.path.isEmpty, key.date == 0 {
          if key.document >> 32 == UInt64(number) {
            single.insert(DocID(key.document & 0xffff_ffff))
          }
        } else if key.path.isEmpty {
          dates[0, default: []].insert(key.date)
        } else {
          var path = key.path
          let ordinal = path.withUTF8 { segment.paths.ordinal(of: UnsafeRawBufferPointer($0)) }
          if let ordinal { dates[UInt32(ordinal) + 1, default: []].insert(key.date) }
        }
      }
      var isAsked = [Bool](repeating: false, count: segment.paths.termCount + 1)
      for path in dates.keys { isAsked[Int(path)] = true }
      return (0..<DocID(segment.documentCount)).filter { doc in
        let path = segment.columns.path(doc)
        guard Int(path) < isAsked.count, isAsked[Int(path)] else { return single.contains(doc) }
        return dates[path]?.contains(segment.columns.date(doc)) ?? false || single.contains(doc)
      }
    }
  }
}
