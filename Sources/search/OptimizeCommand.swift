import ArgumentParser
import SearchIndex

struct OptimizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize",
    abstract: "Merge the index into one segment.",
    discussion: """
      Queries are a little faster then, the index is smaller, and what was deleted is gone from the \
      disk. Not needed now and then: segments are merged as the index grows. Worth while for an \
      archive that is complete.

      While it works it needs as much room on the disk as the index takes. Searches go on meanwhile.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var resources: IndexingResources

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let before = try IndexStatistics(path: path)
    let writer = try IndexWriter(path: path, options: resources.options)
    try writer.mergeAll()
    try writer.commit()
    let after = try IndexStatistics(path: path)
    let seconds = Terminal.now - started
    if json {
      Output.line(
        JSON.object([
          ("segmentsBefore", .int(before.segments.count)),
          ("segments", .int(after.segments.count)),
          ("indexBytesBefore", .int(before.bytes)),
          ("indexBytes", .int(after.bytes)),
          ("seconds", .number(seconds, places: 3)),
        ]).text)
    } else {
      Output.line(
        "\(Format.count(before.segments.count, "segment")), \(Format.bytes(before.bytes)) -> "
          + "\(Format.count(after.segments.count, "segment")), \(Format.bytes(after.bytes)) in "
          + "\(Format.decimal(seconds, 2)) s")
    }
  }
}
