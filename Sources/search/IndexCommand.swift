import ArgumentParser
import SearchIndex

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Add files to the index, or make one.",
    discussion: """
      Folders are searched for text files, JSON Lines, tables, Markdown, HTML, Word, OpenDocument, EPUB and \
      PDF files, also packed and in zip archives. A .txt file, in UTF-8, UTF-16, GB18030 or Big5, is one \
      document, titled by its first line, or one for each of the articles found in it: 'search show' \
      tells which. Lines that a column cut are joined. A line of a .jsonl file is one document: \
      {"id","title","text","date"}. A document whose id (for .txt, its path, with # and a number for \
      one of several articles) is in the index already is replaced.

      Files that have not changed since they were indexed are not read again; of those that have, \
      the documents are replaced. With --sync, the documents of files that are gone are deleted.

      A file .searchignore in a folder names what is not to be read there and below, by the rules of \
      .gitignore; it counts from the folder of the index down. With --sync, documents of files that are \
      ignored now are deleted; those of files that --include, --exclude or --type leave out stay.

      What cannot be read is reported and skipped. The exit code is 2 if nothing could be indexed, \
      or, with --strict, if there was any problem; then nothing is committed.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Fail, and change nothing, if anything cannot be indexed as it is.")
  var strict = false

  @Flag(help: "Delete the documents of files that are gone from the PATHs.")
  var sync = false

  @Flag(help: "Read files that have not changed too.")
  var force = false

  @Flag(help: "Only print what would be done.")
  var dryRun = false

  @OptionGroup var folding: FoldingOption

  @OptionGroup var reading: ReadingOption

  @OptionGroup var selection: FileSelectionOptions

  @OptionGroup var table: ColumnsOption

  @OptionGroup var resources: IndexingResources

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(
    help: ArgumentHelp("Files and folders; - is JSON Lines on standard input.", valueName: "PATH"))
  var paths: [String]

  func validate() throws {
    if dryRun, paths.contains("-") {
      throw ValidationError("--dry-run compares files: standard input is none")
    }
  }

  func run() throws {
    var options = resources.options
    options.folding = folding.folding
    let run = IndexRun(
      index: location.writable, options: options, paths: paths, isForced: force, isSynced: sync,
      isStrict: strict, reading: table.applied(to: reading.options), selection: selection.selection)
    if dryRun {
      try run.check()
      return try preview()
    }
    Terminal.returnFreedMemory()
    let outcome = try run.run()
    if json { Output.line(outcome.json.text) } else { outcome.print() }
    if let failure = outcome.failure {
      Terminal.error(failure)
      throw ExitCode.error
    }
  }

  /// Prints what would be done.
  private func preview() throws {
    let path = location.writable
    let survey = try SourceSurvey(
      SourceCatalog.open(index: path),
      root: Terminal.exists(path) ? IndexLocation.root(of: path) : Terminal.currentFolder)
    survey.isForced = force
    survey.reading = table.applied(to: reading.options)
    survey.selection = selection.selection
    var problems: [IngestionProblem] = []
    var (new, changed, gone): ([String], [String], [String]) = ([], [], [])
    var unchanged = 0
    for path in paths {
      try survey.preview(path, problem: { problems.append($0) }) { path, change in
        switch change {
        case .isNew: new.append(path)
        case .changed: changed.append(path)
        case .unchanged: unchanged += 1
        }
      }
    }
    if sync { try survey.forEachGone { gone.append($0) } }
    if json {
      Output.line(
        JSON.object([
          ("new", .array(new.map { .string($0) })),
          ("changed", .array(changed.map { .string($0) })),
          ("gone", .array(gone.map { .string($0) })),
          ("unchanged", .int(unchanged)),
          ("errors", .array(problems.map(\.json))),
        ]).text)
      return
    }
    problems.report()
    for (name, list) in [("new", new), ("changed", changed), ("gone", gone)] {
      for path in list { Output.line("\(name)\t\(path)") }
    }
    Output.line(
      "\(Format.count(new.count)) new, \(Format.count(changed.count)) changed, "
        + "\(Format.count(unchanged)) unchanged, \(Format.count(gone.count)) gone: "
        + "nothing was done, because of --dry-run")
  }
}
