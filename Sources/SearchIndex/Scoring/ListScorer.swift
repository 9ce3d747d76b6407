/// Scores documents that are known beforehand: those of a match list, or of a posting list of few documents.
///
/// The documents of a list of several blocks are read when windows are bound: a search that asks for few of them
/// does not need all.
final class ListScorer: WindowScorer {
  let documentFrequency: Int
  let weight: Score
  let maxScore: Score
  /// Nil until all documents are read.
  private var read: ScoredDocuments?
  private var columns: ScoredDocuments.Columns?
  /// Where they are read; nil for a match list.
  private let list: List?
  /// The first document that is not before what was asked for.
  private var index = 0
  /// The same for the last group.
  private var groupIndex = 0

  private struct List {
    let cursor: PostingsCursor
    let saturation: Saturation
    let lengths: UnsafePointer<UInt8>
  }

  /// `weight` is in ``Score`` units.
  init(
    _ matches: MatchList, weight: Float, saturation: Saturation, lengths: UnsafePointer<UInt8>
  ) {
    let weight = Score(weight)
    let documents = ScoredDocuments(capacity: matches.count)
    for (doc, frequency) in zip(matches.docs, matches.frequencies) {
      documents.append(
        doc,
        .contribution(weight: weight, saturation: saturation[Int(frequency), lengths[Int(doc)]]))
    }
    self.weight = weight
    documentFrequency = documents.count
    maxScore = documents.most
    read = documents
    columns = documents.columns
    list = nil
  }

  /// `weight` is in ``Score`` units.
  init(
    _ cursor: PostingsCursor, weight: Float, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    let weight = Score(weight)
    self.weight = weight
    documentFrequency = cursor.documentFrequency
    list = List(cursor: cursor, saturation: saturation, lengths: lengths)
    if cursor.isOneBlock {
      let documents = ScoredDocuments(
        cursor, atLeast: 0, weight: weight, saturation: saturation, lengths: lengths)
      maxScore = documents.most
      read = documents
      columns = documents.columns
    } else {
      var most: Score = 0
      // What is damaged the file remembers, so that the search throws.
      _ = cursor.forEachBound(weight: weight, saturation) { most = max(most, $2) }
      maxScore = most
    }
  }

  func prepare() { _ = all() }

  /// Those of all documents.
  @inline(__always)
  private func all() -> ScoredDocuments.Columns { columns ?? readAll().columns }

  @inline(never)
  private func readAll() -> ScoredDocuments {
    let documents = unread(atLeast: 0)
    read = documents
    columns = documents.columns
    return documents
  }

  func documents(atLeast minimum: Score) -> ScoredDocuments {
    if let read { return read }
    // Of few blocks the rest would be read again, should windows come.
    return minimum < maxScore / 2 ? readAll() : unread(atLeast: minimum)
  }

  private func unread(atLeast minimum: Score) -> ScoredDocuments {
    guard let list else { return ScoredDocuments(capacity: 0) }
    list.cursor.rewind(toBlock: 0)
    return ScoredDocuments(
      list.cursor, atLeast: minimum, weight: weight, saturation: list.saturation,
      lengths: list.lengths)
  }

  func firstDoc(from doc: DocID) -> DocID {
    let all = all()
    seek(to: doc, all)
    return all.docs[index]
  }

  /// The documents ahead are probed at doubling distances, then halved: near targets cost little.
  private func seek(to target: DocID, _ all: ScoredDocuments.Columns) {
    let (docs, count) = (all.docs, all.count)
    var step = 1
    var index = index
    var high = index
    while high < count, docs[high] < target {
      index = high + 1
      high += step
      step *= 2
    }
    high = min(high, count)
    while index < high {
      let middle = (index + high) / 2
      if docs[middle] < target { index = middle + 1 } else { high = middle }
    }
    self.index = index
  }

  func bound(_ group: WindowGroup, _ bounds: StretchScores) -> UInt64 {
    let first = firstDoc(from: group.start)
    groupIndex = index
    guard first < group.end else { return 0 }
    bounds.clear()
    let all = all()
    let (docs, scores) = (all.docs, all.scores)
    var windows: UInt64 = 0
    var index = index
    while docs[index] < group.end {
      let place = group.place(of: docs[index])
      bounds[place] = max(bounds[place], scores[index])
      windows |= WindowGroup.window(of: place)
      index &+= 1
    }
    return windows
  }

  func rewind() { index = groupIndex }

  func score(_ window: ScoreWindow, in stretches: UInt64) {
    let all = all()
    let (docs, scores) = (all.docs, all.scores)
    seek(to: window.start, all)
    var index = index
    while docs[index] < window.end {
      window.add(scores[index], to: docs[index])
      index &+= 1
    }
  }

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    let all = all()
    for doc in candidates {
      seek(to: doc, all)
      if all.docs[index] == doc { window.add(all.scores[index], to: doc) }
    }
  }

  func add(to scores: UnsafeMutablePointer<Score>, of docs: UnsafeBufferPointer<DocID>) {
    if let columns {
      for number in docs.indices {
        seek(to: docs[number], columns)
        if columns.docs[index] == docs[number] { scores[number] &+= columns.scores[index] }
      }
    } else if let list {
      let cursor = list.cursor
      cursor.forEachDocument(among: docs) { number in
        scores[number] &+= .contribution(
          weight: weight,
          saturation: list.saturation[cursor.frequency, list.lengths[Int(docs[number])]])
      }
    }
  }
}
