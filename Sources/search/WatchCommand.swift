import ArgumentParser
import SearchIndex

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Keep the index as the files are.",
    discussion: """
      Indexes what has changed as 'search index --sync' does, then waits for changes in the folders. \
      They are indexed and committed together, once nothing has changed for --quiet seconds, and every \
      --batch seconds while something does.

      Other commands may write the index between two commits. Ends, after a last commit, with Ctrl-C \
      or when it is asked to terminate.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var resources: IndexingResources

  @OptionGroup var reading: ReadingOption

  @OptionGroup var selection: FileSelectionOptions

  @OptionGroup var table: ColumnsOption

  @Option(help: ArgumentHelp("Commit when nothing has changed for so long.", valueName: "SECONDS"))
  var quiet = 1.0

  @Option(help: ArgumentHelp("Commit at the latest after so long.", valueName: "SECONDS"))
  var batch = 30.0

  @Flag(help: "Print the result of each commit as JSON, one a line.")
  var json = false

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "PATH"))
  var paths: [String]

  func validate() throws {
    guard (0...3600).contains(quiet), (0...86400).contains(batch) else {
      throw ValidationError("--quiet is 0 to 3600 seconds, --batch 0 to 86400")
    }
    guard !paths.contains("-") else { throw ValidationError("standard input cannot be watched") }
  }

  func run() throws {
    Terminal.noteRequestsToEnd()
    // Watched first: what changes during the first run is seen by the second.
    let watcher = try FolderWatcher()
    for path in paths { try watcher.watch(path) }
    try update(paths)
    while !Terminal.isAskedToEnd {
      let changes = try gather(watcher)
      if changes.areIncomplete {
        for path in paths { try watcher.watch(path) }
        try update(paths)
      } else if !changes.isEmpty {
        try update(of: changes.folders)
      }
    }
  }

  /// Waits for changes and then for their end.
  private func gather(_ watcher: FolderWatcher) throws -> FolderWatcher.Changes {
    var changes = FolderWatcher.Changes()
    while changes.isEmpty, !Terminal.isAskedToEnd { changes = try watcher.wait(milliseconds: 500) }
    let latest = Terminal.now + batch
    var end = min(Terminal.now + quiet, latest)
    while !Terminal.isAskedToEnd {
      // In short waits: a signal that comes just before one does not end it.
      let left = min(end - Terminal.now, 0.5)
      guard left > 0 else { break }
      let more = try watcher.wait(milliseconds: Int((left * 1000).rounded(.up)))
      guard !more.isEmpty else { continue }
      changes.folders.formUnion(more.folders)
      if more.areIncomplete { changes.areIncomplete = true }
      end = min(Terminal.now + quiet, latest)
    }
    return changes
  }

  /// What to walk for changes in some folders: each, unless it is below another; and files that were
  /// named themselves.
  private func affected(_ folders: Set<String>) -> [String] {
    let named = Set(paths.map { Terminal.realPath($0) })
    var walked: [String] = []
    for folder in folders.sorted() where Terminal.exists(folder) {
      let real = Terminal.realPath(folder)
      let isBelowNamed = named.contains { real == $0 || Path.relative(real, to: $0) != nil }
      if isBelowNamed {
        if !walked.contains(where: { Path.relative(folder, to: $0) != nil }) {
          walked.append(folder)
        }
      } else {
        walked += paths.filter { Path.parent(Terminal.realPath($0)) == real }
      }
    }
    return walked
  }

  private func update(_ paths: [String]) throws { try update { paths } }

  /// Folders may vanish while another process writes the index: what is to be walked is asked for before each try.
  private func update(of folders: Set<String>) throws { try update { affected(folders) } }

  private func update(_ paths: () -> [String]) throws {
    var isWaiting = false
    while true {
      let paths = paths().filter { Terminal.exists($0) }
      guard !paths.isEmpty else { return }
      let run = IndexRun(
        index: location.writable, options: resources.options, paths: paths, named: self.paths,
        isSynced: true, reading: table.applied(to: reading.options), selection: selection.selection)
      do {
        let outcome = try run.run()
        // An empty folder may be filled later.
        if json {
          Output.line(outcome.json.text)
        } else if outcome.failure == nil {
          outcome.print()
        } else {
          outcome.progress.problems.report()
        }
        return Output.flush()
      } catch let error as IndexError {
        guard case .locked = error, !Terminal.isAskedToEnd else { throw error }
        if !isWaiting { Terminal.error("\(error); waiting") }
        isWaiting = true
        Terminal.sleep(seconds: 0.5)
      }
    }
  }
}
