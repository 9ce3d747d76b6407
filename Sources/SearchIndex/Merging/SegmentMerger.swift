/// Makes one segment of several: live documents are copied and renumbered, nothing is analyzed again.
///
/// The result equals the segment that would have come of indexing the live documents at once, in
/// the order of the sources.
struct SegmentMerger {
  struct Source {
    var reader: SegmentReader
    var live: LiveDocuments
  }

  /// The new numbers of the documents of a source.
  private struct Numbers {
    /// Of the first document.
    var base: DocID
    /// By document, if some are deleted.
    var byDocument: [DocID]?

    @inline(__always)
    func new(_ old: DocID) -> DocID {
      guard let byDocument else { return base &+ old }
      return byDocument[Int(old)]
    }

    func areAll(live documents: Range<Int>) -> Bool {
      byDocument.map { !$0[documents].contains(.end) } ?? true
    }
  }

  private let sources: [Source]
  private let shared: SharedCodebook?
  private var numbers: [Numbers] = []
  /// By source: the new number of its first document; ``DocID/end`` if some are deleted.
  private let bases: [DocID]

  /// The shared codebook codes the texts if no source has one that serves.
  init(_ sources: [Source], shared: SharedCodebook? = nil) {
    self.sources = sources
    self.shared = shared
    var next: DocID = 0
    for source in sources {
      let base = next
      guard source.live.deletedCount > 0 else {
        next += DocID(source.reader.documentCount)
        numbers.append(Numbers(base: base))
        continue
      }
      var byDocument = [DocID](repeating: .end, count: source.reader.documentCount)
      for doc in byDocument.indices where !source.live.isDeleted(DocID(doc)) {
        byDocument[doc] = next
        next += 1
      }
      numbers.append(Numbers(base: base, byDocument: byDocument))
    }
    bases = numbers.map { $0.byDocument == nil ? $0.base : .end }
  }

  /// Writes the merged segment; returns how many documents it holds.
  func write(folder: String, number: UInt64) throws(IndexError) -> Int {
    // Each page is checked when it is first read, so no damage is copied into files whose checksums
    // are then right.
    let writer =
      if let codebook = try codebook() {
        try SegmentWriter(folder: folder, number: number, codebook: codebook)
      } else {
        try SegmentWriter(folder: folder, number: number, shared: shared)
      }
    let usedPaths = try copyDocuments(to: writer)
    for lane in [Lane.words, .grams] {
      var total: UInt64 = 0
      try writer.writeLane(lane) { (postings, dictionary) throws(IndexError) in
        total = try copyLane(lane, postings, dictionary)
      }
      // The lengths in the columns are rounded, but each unit begins one gram.
      if lane == .grams { writer.setUnitCount(total) }
    }
    try writer.writeIdentifiers { add throws(IndexError) in
      let terms = TermMerge(sources.map(\.reader.identifiers))
      while terms.next() {
        for source in terms.holders {
          let old = terms.info(source).onlyDoc
          guard Int(old) < sources[source].reader.documentCount else {
            throw .damaged(
              file: sources[source].reader.identifiers.file.path,
              reason: "there is no document \(old)")
          }
          let doc = numbers[source].new(old)
          if doc != .end { try add(terms.term, doc) }
        }
      }
    }
    try writer.writePaths(numbersBelow: usedPaths.count) { add throws(IndexError) in
      try copyPaths(usedPaths, add)
    }
    try throwIfDamaged()
    try writer.commit()
    return writer.documentCount
  }

  /// Calls `body` with the old and the new number of each document of a source that was copied.
  func forEachSurvivor(of source: Int, _ body: (_ old: DocID, _ new: DocID) -> Void) {
    for old in 0..<DocID(sources[source].reader.documentCount) {
      let new = numbers[source].new(old)
      if new != .end { body(old, new) }
    }
  }

  /// The codebook of the largest source that has a general one.
  ///
  /// Without such a source it is that of the largest, or nil if another is due: it was chosen for
  /// few texts of what the merged segment will hold.
  private func codebook() throws(IndexError) -> TextCodebook? {
    let all = sources.map(\.reader.documents).sorted { $0.bytes > $1.bytes }
    if let general = all.first(where: \.hasGeneralCodebook) { return try general.codebook() }
    let total = all.reduce(0) { $0 + $1.bytes }
    guard let largest = all.first, total / 2 < largest.codebookTraining else { return nil }
    return try largest.codebook()
  }

  /// Copies the live documents; returns which paths they have, by number: 0 is none, then those of the
  /// first source follow, and so on.
  private func copyDocuments(to writer: SegmentWriter) throws(IndexError) -> [Bool] {
    let pathCount = sources.reduce(0) { $0 + $1.reader.paths.termCount }
    var usedPaths = [Bool](repeating: false, count: pathCount + 1)
    var nextPath: UInt32 = 0
    for (source, numbers) in zip(sources, numbers) {
      let reader = source.reader
      guard let lengths = reader.columns.lengths else {
        throw reader.damage ?? .damaged(file: reader.columns.file.path, reason: "no lengths")
      }
      let firstPath = nextPath
      nextPath += UInt32(reader.paths.termCount)
      func facts(_ doc: Int) throws(IndexError) -> DocumentFacts {
        var facts = reader.columns.facts(DocID(doc), lengthCode: lengths[doc])
        guard facts.path <= nextPath - firstPath else {
          throw reader.damage
            ?? .damaged(file: reader.columns.file.path, reason: "document \(doc) has no such path")
        }
        if facts.path > 0 {
          facts.path += firstPath
          usedPaths[Int(facts.path)] = true
        }
        return facts
      }
      let hasSameCodes = writer.acceptsBlocks(codedWith: reader.documents.codebookHash)
      for number in 0..<reader.documents.blockCount {
        let packed = try reader.documents.packedBlock(number)
        let first = Int(packed.firstDoc)
        try reader.documents.forget(before: number)
        // Short blocks are joined with others.
        if hasSameCodes, packed.textLength >= StoredDocumentsWriter.blockLength / 2,
          numbers.areAll(live: first..<first + packed.documents)
        {
          var all: [DocumentFacts] = []
          for doc in first..<first + packed.documents { all.append(try facts(doc)) }
          try writer.add(packed, all)
          continue
        }
        let block = try reader.documents.block(number)
        for index in 0..<block.count {
          let doc = first + index
          guard numbers.new(DocID(doc)) != .end else { continue }
          try block.withParts(index) { parts throws(IndexError) in
            try writer.add(
              parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], try facts(doc))
          }
        }
      }
      reader.documents.file.forgetAll()
    }
    return usedPaths
  }

  /// Gives the paths of live documents to `add`, with the numbers that ``copyDocuments(to:)`` gave them.
  private func copyPaths(
    _ used: [Bool],
    _ add: (UnsafeRawBufferPointer, [Int]) throws(IndexError) -> Void
  ) throws(IndexError) {
    // By source: the number of the path that its cursor stands on.
    var current: [Int] = []
    var first = 0
    for source in sources {
      current.append(first)
      first += source.reader.paths.termCount
    }
    let terms = TermMerge(sources.map(\.reader.paths))
    while terms.next() {
      for source in terms.holders { current[source] += 1 }
      let numbers = terms.holders.map { current[$0] }
      if numbers.contains(where: { used[$0] }) { try add(terms.term, numbers) }
    }
  }

  /// Copies the postings of all terms; returns how many occurrences the live documents have.
  private func copyLane(
    _ lane: Lane, _ postings: PostingsWriter, _ dictionary: TermDictionaryWriter
  ) throws(IndexError) -> UInt64 {
    var total: UInt64 = 0
    let lists = sources.map { PostingsBlocks($0.reader, lane) }
    // Without the counting of references for each term.
    let unowned = lists.map { Unmanaged.passUnretained($0) }
    let terms = TermMerge(sources.map { $0.reader.dictionary(lane) })
    while terms.next() {
      // A word's last unit has told of it: what stands behind words is told once more.
      let counts = lane == .words || !Gram.isBehindWord(terms.term)
      // Most terms of a segment are in one of its documents, and many of these in no other segment.
      if let source = terms.onlyHolder, bases[source] != .end {
        let info = terms.info(source)
        if info.isInDictionary(withOrdinals: lane == .grams) {
          if counts { total += info.totalTermFrequency }
          try dictionary.add(terms.term, postings.finishTerm(info, base: bases[source]))
          continue
        }
      }
      let hasTable = isLong(terms)
      for source in terms.holders {
        let info = terms.info(source)
        let copied: UInt64
        if bases[source] != .end, info.isInDictionary(withOrdinals: lane == .grams) {
          postings.add(info, base: bases[source])
          copied = info.totalTermFrequency
        } else {
          copied = unowned[source]._withUnsafeGuaranteedRef { list in
            list.open(info)
            return copyList(list, source, postings, hasTable: hasTable)
          }
        }
        if counts { total += copied }
      }
      if !postings.isEmpty { try dictionary.add(terms.term, try postings.finishTerm()) }
    }
    withExtendedLifetime(lists) {}
    try throwIfDamaged()
    for source in sources {
      let reader = source.reader
      for file in [
        reader.dictionary(lane).file, reader.wordsPostings, reader.gramsPostings,
        reader.gramsOrdinals, reader.columns.file,
      ] {
        file.forgetAll()
      }
    }
    return total
  }

  /// Cursors over damaged bytes end early: what was written of them must not be used.
  private func throwIfDamaged() throws(IndexError) {
    for source in sources {
      if let damage = source.reader.damage { throw damage }
    }
  }

  /// Whether the merged list of a term will have several blocks, as far as that is known.
  private func isLong(_ terms: TermMerge) -> Bool {
    var documents = 0
    for source in terms.holders where bases[source] != .end {
      documents &+= Int(terms.documentFrequency(source))
    }
    return documents > PostingList.blockLength
  }

  /// Copies what is live of a list; returns how many occurrences that is.
  ///
  /// If the segment has no deleted document, long blocks are copied as they stand. The only block of a list is if
  /// the merged list `hasTable`, and if no short block is left before it; before the blocks of a longer list one may
  /// be, for else none of them would be copied.
  private func copyList(
    _ list: PostingsBlocks, _ source: Int, _ postings: PostingsWriter, hasTable: Bool
  ) -> UInt64 {
    let base = bases[source]
    guard base != .end else {
      var copied: UInt64 = 0
      while list.next() { copied &+= copyBlock(list, numbers[source], postings) }
      return copied
    }
    while true {
      if !list.isOneBlock || hasTable && postings.isAtBlock, let block = list.nextPacked() {
        postings.add(block, base: base)
      } else if list.next() {
        postings.add(list, base: base)
      } else {
        break
      }
    }
    guard list.isWhole else { return 0 }
    postings.add(totalTermFrequency: list.totalTermFrequency)
    return list.totalTermFrequency
  }

  /// Copies what is live of a block; returns how many occurrences that is.
  private func copyBlock(
    _ block: PostingsBlocks, _ numbers: Numbers, _ postings: PostingsWriter
  ) -> UInt64 {
    var copied: UInt64 = 0
    var start = 0
    var title = 0
    for index in 0..<block.count {
      let frequency = Int(block.frequencies[index]) &+ 1
      let doc = numbers.new(block.docs[index])
      let end = start &+ frequency
      let firstTitle = title
      title = block.firstTitle(from: title, at: end)
      if doc != .end {
        postings.add(
          doc: doc, frequency: frequency, deltas: block.deltas, start..<end,
          titles: firstTitle..<title)
        copied &+= UInt64(frequency)
      }
      start = end
    }
    return copied
  }
}
