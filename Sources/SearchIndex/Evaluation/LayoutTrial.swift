/// Reads marked issues and compares them with what ``IssueLayout`` makes of their texts.
package struct LayoutTrial {
  package let path: String
  /// The names of the files and their bytes.
  package let files: [(name: String, text: [UInt8])]

  /// The `.marked` files in a folder, or one file of any name.
  package init(path: String) throws(IndexError) {
    self.path = path
    var files: [(name: String, text: [UInt8])] = []
    if case .folder = try FileStatus(path: path) {
      for name in try SystemCall.names(in: path) where name.hasSuffix(".marked") {
        files.append((name, try LayoutTrial.read(path + "/" + name)))
      }
    } else {
      files.append((path, try LayoutTrial.read(path)))
    }
    guard !files.isEmpty else {
      throw .unacceptable(document: path, reason: "it holds no .marked file")
    }
    self.files = files
  }

  /// The bytes of a file.
  package static func read(_ path: String) throws(IndexError) -> [UInt8] {
    let file = try InputFile(path: path)
    var text: [UInt8] = []
    while try file.read(1 << 20, into: &text) > 0 {}
    return text
  }

  /// Compares every issue; `report` is called with each one's name and score.
  package func run(
    report: (_ name: String, _ score: LayoutScore) -> Void
  ) throws(IndexError) -> LayoutScore {
    var sum = LayoutScore()
    for file in files {
      guard let issue = MarkedIssue(file.text) else {
        throw .unacceptable(document: file.name, reason: "a line of it has no known mark")
      }
      var score = LayoutScore()
      score.add(issue)
      report(file.name, score)
      sum.add(score)
    }
    return sum
  }
}
