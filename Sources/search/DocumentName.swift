import SearchIndex

/// What a person calls a document: its id, or the file that it came from, with `#` and the number of the
/// article.
struct DocumentName {
  let name: String
  /// The part that may be a file.
  let path: String
  /// The number of an article.
  let number: Int?

  /// A file that exists, whatever its name.
  init(file: String) {
    name = file
    path = file
    number = nil
  }

  init(_ name: String) {
    self.name = name
    if let hash = name.lastIndex(of: "#"), let number = Int(name[name.index(after: hash)...]),
      number >= 0, hash > name.startIndex
    {
      path = String(name[..<hash])
      self.number = number
    } else {
      path = name
      number = nil
    }
  }

  /// The path of the file as an index has it, whose paths are relative to `root`.
  func storedPath(root: String) -> String {
    let given = path.utf8.first == Path.slash ? path : Path.join(Terminal.currentFolder, path)
    let absolute = Terminal.exists(path) ? Terminal.realPath(path) : given
    return Path.relative(absolute, to: root) ?? absolute
  }

  /// The document of the index that is meant; nil if there is none.
  ///
  /// A file of one article is one document under its path, which is also its article 1.
  func document(in searcher: Searcher, root: String) throws(IndexError) -> Document? {
    let stored = storedPath(root: root)
    var ids = [name, stored + (number.map { "#\($0)" } ?? "")]
    if number == 1 { ids += [path, stored] }
    for id in ids {
      do throws(IndexError) {
        return try searcher.document(id: id)
      } catch {
        guard case .noDocument = error else { throw error }
      }
    }
    return nil
  }

  /// How many articles of the file the index has; nil if it does not know the file.
  func articleCount(in searcher: Searcher, root: String) throws(IndexError) -> Int? {
    let stored = storedPath(root: root)
    let issues = try searcher.issues(path: stored).filter { $0.path == stored }
    return issues.isEmpty ? nil : issues.reduce(0) { $0 + $1.articles }
  }
}
