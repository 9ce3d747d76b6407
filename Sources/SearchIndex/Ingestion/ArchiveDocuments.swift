/// Makes documents of the files in a zip archive, and in archives within it, in bounded memory.
///
/// What cannot be read is a problem of that file, and the work goes on.
final class ArchiveDocuments: DocumentStream {
  /// Archives may be so deep in each other.
  private static let maximumDepth = 3

  private struct Level {
    var archive: ZipArchive
    var name: SourceName
    var next = 0
  }

  private let reader: FileReader
  private let budget: UnpackingBudget
  private var levels: [Level]
  /// A file of which a part has been read.
  private var inner: (any DocumentStream)?
  let isSound = true

  init(
    _ access: any RandomAccess, _ name: SourceName, _ reader: FileReader
  ) throws(SourceRefusal) {
    self.reader = reader
    budget = UnpackingBudget(packed: access.count)
    levels = [Level(archive: try reader.archive(access), name: name)]
  }

  func read(_ length: Int, into reading: FileReading) -> Bool {
    while reading.documents.byteCount < length {
      if var stream = inner {
        inner = stream.read(length, into: reading) ? stream : nil
        continue
      }
      guard let level = levels.last else { return false }
      guard level.next < level.archive.members.count else {
        levels.removeLast()
        continue
      }
      levels[levels.count - 1].next += 1
      let member = level.archive.members[level.next]
      guard !member.isPassedOver, let format = SourceFile.format(ofName: member.name) else {
        continue
      }
      let name = level.name.inner(member.name)
      do throws(SourceRefusal) {
        try read(member, of: level.archive, format, name, into: reading)
      } catch {
        reading.skippedBytes += member.packedSize
        reading.problems.append(
          IngestionProblem(path: name.shown, error.kind, reason: error.reason))
        // The rest would be refused file by file.
        if budget.isExhausted { levels = [] }
      }
    }
    return true
  }

  private func read(
    _ member: ZipMember, of archive: ZipArchive, _ format: SourceFile.Format, _ name: SourceName,
    into reading: FileReading
  ) throws(SourceRefusal) {
    var stream = try SourceRefusal.malformed { () throws(IndexError) in
      BoundedStream(try archive.open(member), budget) as any ByteStream
    }
    if let packing = Packing(ofName: member.name) {
      stream = try SourceRefusal.malformed { [stream] () throws(IndexError) in
        BoundedStream(try packing.unpacked(stream), budget)
      }
    }
    if format == .archive {
      guard levels.count < ArchiveDocuments.maximumDepth else {
        throw SourceRefusal(
          .malformed, "it is an archive in \(levels.count) others: unpack the outer ones")
      }
      let bytes = try reader.load(stream)
      levels.append(Level(archive: try reader.archive(ArrayAccess(bytes)), name: name))
    } else if format.isStreamed {
      inner = try reader.stream(of: stream, format, name)
    } else {
      let bytes = try reader.load(stream)
      reading.bytes += bytes.count
      try reader.add(bytes, format, name, to: reading)
    }
  }
}
