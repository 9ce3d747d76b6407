import ArgumentParser
import SearchIndex

struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Make a damaged index sound again.",
    discussion: """
      Takes segments out that are damaged, adds the documents again whose texts can still be read, and \
      lists those that cannot. The files that lost documents came from are read again by the next \
      'search index'. The damaged files are kept in a folder within the index.

      The index is as before until all is done. The exit code is 0 if it is sound then, 2 if it cannot be \
      repaired.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Only print what would be done.")
  var dryRun = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let path = location.existing
    let report = try IndexRepair(path: path).run(isDryRun: dryRun)
    if json {
      Output.line(
        JSON.object([
          ("problems", .array(report.problems.map { .string($0.description) })),
          ("segments", .array(report.segments.map { .int($0) })),
          ("rescued", .int(report.rescued)),
          (
            "lost",
            .array(
              report.lost.map {
                .object([("id", .string($0.id)), ("path", .string($0.path))])
              })
          ),
          ("restoresManifest", .bool(report.restoresManifest)),
          ("forgetsSources", .bool(report.forgetsSources && !report.problems.isEmpty)),
          ("folder", report.folder.map { .string($0) } ?? .null),
        ]).text)
    } else {
      print(report, path)
    }
    if dryRun || report.problems.isEmpty { return }
    guard try IndexVerifier(path: path).verify().problems.isEmpty else {
      Terminal.error("the index \(path) is still damaged: index again, or restore it from a copy")
      throw ExitCode.error
    }
  }

  private func print(_ report: IndexRepair.Report, _ path: String) {
    guard !report.problems.isEmpty else {
      return Output.line("the index \(path) is sound: nothing to repair")
    }
    for problem in report.problems { Output.line("damage: \(problem)") }
    let will = dryRun ? "would be " : ""
    if report.restoresManifest {
      Output.line(
        "the manifest \(dryRun ? "would be" : "is") restored from its copy: if a process was killed at its "
          + "last commit, that commit may be missing")
    }
    for document in report.lost {
      let id = document.id.isEmpty ? "a document without a readable id" : document.id
      Output.line("lost: \(id)\(document.path.isEmpty ? "" : "\t\(document.path)")")
    }
    Output.line(
      "\(Format.count(report.segments.count, "segment")) \(will)taken out, "
        + "\(Format.count(report.rescued, "document")) of them \(will)added again, "
        + "\(Format.count(report.lost.count)) lost")
    if let folder = report.folder { Output.line("the damaged files are in \(folder)") }
    if report.forgetsSources {
      Output.line(
        "'search index' on the sources \(dryRun ? "would read" : "reads") what is missing")
    }
  }
}
