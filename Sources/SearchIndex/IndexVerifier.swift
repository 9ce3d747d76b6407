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
    } catch {
      if case .noIndex = error { throw error }
      report.problems.append(error)
      return report
    }
    verify(manifest, &report)
    return report
  }

  /// Checks what a manifest names.
  func verify(_ manifest: Manifest, _ report: inout Report) {
    verifyCopy(manifest, &report)
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
  }

  /// The copy is the manifest's, or that of the commit before if a process was killed; it may be missing.
  private func verifyCopy(_ manifest: Manifest, _ report: inout Report) {
    for name in [Manifest.fileName, Manifest.copyName] {
      do throws(IndexError) {
        let file = try IndexFileReader(folder: folder, name: name, kind: .manifest, segment: 0)
        report.files += 1
        report.bytes += file.length
        let found = try Manifest(folder: folder, name: name)
        guard found != manifest, found.generation >= manifest.generation else { continue }
        throw .damaged(file: file.path, reason: "it is not the copy of the manifest")
      } catch {
        if !error.isMissingFile { report.problems.append(error) }
      }
    }
  }

  private func missing(_ error: IndexError) -> IndexError {
    guard error.isMissingFile, case .io(_, let path, _) = error else { return error }
    return .damaged(file: path, reason: "it is missing, but the manifest names it")
  }
}
