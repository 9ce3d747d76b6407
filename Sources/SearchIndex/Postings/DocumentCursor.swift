/// Walks documents in rising order.
protocol DocumentCursor: AnyObject {
  /// The current document; ``DocID/end`` behind the last.
  var doc: DocID { get }
  /// Goes to the first document that is not before `target`; stays if the current one is not.
  func seek(to target: DocID)
}

extension DocumentCursor {
  /// Calls `body` with the numbers of those of some rising documents that the cursor meets, while it
  /// stands on them.
  ///
  /// - Complexity: O(n log m) for the shorter of the two of length n and the longer of length m.
  @inline(__always)
  func forEachDocument<Docs: RandomAccessCollection>(among docs: Docs, _ body: (Int) -> Void)
  where Docs.Element == DocID, Docs.Index == Int {
    var number = 0
    while number < docs.count {
      seek(to: docs[number])
      guard doc != .end else { return }
      if docs[number] == doc {
        body(number)
        number += 1
        continue
      }
      // As far as the cursor has gone: at doubling distances, then halved.
      var step = 1
      var high = number + 1
      while high < docs.count, docs[high] < doc {
        number = high
        high += step
        step *= 2
      }
      high = min(high, docs.count)
      while number < high {
        let middle = (number + high) / 2
        if docs[middle] < doc { number = middle + 1 } else { high = middle }
      }
    }
  }
}
