/// Checks a whole index: every checksum, and everything that must hold between its structures.
public struct IndexVerifier {
  /// What was found.
  public struct Report: Sendable {
    /// What is wrong, each with its file; empty if the index is sound.
    public var problems: [IndexError] = []
    /// Files checked.
    public var files = 0
    /// Bytes checked.
    public var bytes = 0
    /// Documents, terms and postings walked.
    public var documents = 0
    /// Terms of all lanes.
    public var terms = 0
    /// Pairs of a term and a document.
    public var postings = 0
  }

  private let folder: String

  /// A verifier of the index in a folder.
  public init(path: String) { folder = path }

  /// Checks everything; damage ends the check of a segment, not that of the others.
  ///
  /// - Throws: ``IndexError/noIndex(path:)`` if there is no index at all.
  public func verify() throws(IndexError) -> Report {
    var report = Report()
    let manifest: Manifest
    do throws(IndexError) {
      manifest = try Manifest(folder: folder)
      let file = try IndexFileReader(
        folder: folder, name: Manifest.fileName, kind: .manifest, segment: 0)
      report.files += 1
      report.bytes += file.length
    } catch {
      if case .noIndex = error { throw error }
      report.problems.append(error)
      return report
    }
    if manifest.sourcesGeneration > 0 {
      do throws(IndexError) {
        let file = try SourceCatalog.openFile(
          folder: folder, generation: manifest.sourcesGeneration)
        report.files += 1
        report.bytes += file.length
        _ = try SourceCatalog(file: file)
      } catch {
        report.problems.append(missing(error))
      }
    }
    var ids: Set<[UInt8]> = []
    for entry in manifest.segments {
      do throws(IndexError) {
        let segment = try SegmentReader(folder: folder, entry: entry)
        var isIntact = true
        for file in segment.files {
          report.files += 1
          report.bytes += file.length
          if let damage = file.checkAllPages() {
            report.problems.append(damage)
            isIntact = false
          }
        }
        guard isIntact else { continue }
        let verifier = SegmentVerifier(segment)
        try verifier.verify(&report)
        try verifier.checkIdentifiers(&ids)
      } catch {
        report.problems.append(missing(error))
      }
    }
    return report
  }

  private func missing(_ error: IndexError) -> IndexError {
    guard error.isMissingFile, case .io(_, let path, _) = error else { return error }
    return .damaged(file: path, reason: "it is missing, but the manifest names it")
  }
}
