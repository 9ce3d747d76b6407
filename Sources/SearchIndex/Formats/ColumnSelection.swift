/// Which columns of a table hold the parts of its documents.
public struct ColumnSelection: Equatable, Sendable {
  /// For id, title, text and date the name or the number of the column; empty for none.
  let names: [String]

  /// Reads `id,title,text,date` as names in the first row, or as numbers from 1 up; each may be empty, and
  /// those at the end may be left out.
  ///
  /// Nil if there are more, or neither a title nor a text.
  public init?(_ list: String) {
    var names = list.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }
    guard names.count <= 4 else { return nil }
    names += repeatElement("", count: 4 - names.count)
    guard !names[1].isEmpty || !names[2].isEmpty else { return nil }
    self.names = names
  }

  /// What tells a selection from others.
  var hash: UInt32 {
    let list = Array(names.joined(separator: ",").utf8)
    return list.withUnsafeBytes { UInt32(truncatingIfNeeded: Checksum.of($0)) }
  }

  /// Columns by their places from 0 up.
  struct Places: Equatable {
    var id: Int?
    var title: Int?
    var text: Int?
    var date: Int?
    /// True if the first row names columns and is no document.
    var hasHeader: Bool
  }

  /// The names that are understood without a selection, for each part.
  private static let common: [Set<String>] = [
    ["id", "编号", "編號", "序号", "序號", "文号", "文號"],
    ["title", "headline", "标题", "標題", "题名", "題名", "篇名", "题目", "題目"],
    ["text", "content", "body", "fulltext", "正文", "内容", "內容", "全文", "文本", "正文内容"],
    ["date", "pubdate", "published", "日期", "出版日期", "发表日期", "發表日期", "发布日期", "时间", "時間"],
  ]

  /// Where the columns are in a table that begins with this row.
  ///
  /// - Throws: what names no column.
  static func places(
    _ selection: ColumnSelection?, firstRow: [String]
  ) throws(SourceRefusal) -> Places {
    let header = firstRow.map { trimmed($0).lowercased() }
    guard let selection else {
      let found = common.map { names in header.firstIndex { names.contains($0) } }
      guard found[1] != nil || found[2] != nil else {
        throw SourceRefusal(
          .malformed,
          "its first row names no column that is called title or text: name them with --columns "
            + "id,title,text,date")
      }
      return Places(id: found[0], title: found[1], text: found[2], date: found[3], hasHeader: true)
    }
    var places: [Int?] = []
    var hasHeader = false
    for (part, name) in selection.names.enumerated() {
      if name.isEmpty {
        places.append(nil)
      } else if let place = header.firstIndex(of: trimmed(name).lowercased()) {
        places.append(place)
        hasHeader = true
      } else if let number = Int(name), (1...firstRow.count).contains(number) {
        places.append(number - 1)
        // Numbers say nothing of the first row; what is called as columns are is a header.
        hasHeader = hasHeader || common[part].contains(header[number - 1])
      } else {
        throw SourceRefusal(.malformed, "it has no column \(name), as --columns says")
      }
    }
    return Places(
      id: places[0], title: places[1], text: places[2], date: places[3], hasHeader: hasHeader)
  }

  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    while name.first?.isWhitespace == true { name.removeFirst() }
    while name.last?.isWhitespace == true { name.removeLast() }
    return String(name)
  }
}
