import ArgumentParser
import SearchIndex

/// What indexing may take: options of every command that indexes.
struct IndexingResources: ParsableArguments {
  @Option(help: ArgumentHelp("How many threads work (default: all processors).", valueName: "N"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "How much memory the process may take: 512M, 2G (default: 256M).", valueName: "SIZE"))
  var memory: ByteCount?

  @Option(help: "How words are found: fast, or icu for ICU's own iterator. The words are the same.")
  var segmenter = SegmenterName.fast

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024")
    }
    if let memory, memory.bytes < 64 << 20 { throw ValidationError("--memory must be 64M or more") }
  }

  var options: IndexWriter.Options {
    var options = IndexWriter.Options()
    if let threads { options.threads = threads }
    if let memory { options.memoryLimit = memory.bytes }
    options.segmenter = segmenter.segmenter
    return options
  }
}

/// The values of --segmenter.
enum SegmenterName: String, CaseIterable, ExpressibleByArgument {
  case fast
  case icu

  var segmenter: Segmenter { self == .icu ? .icu : .fast }
}
