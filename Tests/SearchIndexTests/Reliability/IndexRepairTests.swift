import TestSupport
import Testing

@testable import SearchIndex

/// Any file of a segment damaged: what can be read is there again, what cannot is listed, and the index
/// is sound.
@Suite struct IndexRepairTests {
  /// Returns the documents by id.
  private func makeIndex(_ path: String) throws -> [String: Document] {
    let writer = try IndexWriter(path: path)
    writer.mergePolicy.factor = 100
    var documents: [String: Document] = [:]
    var random = SeededRandom(seed: 8)
    for round in 0..<2 {
      for number in 0..<60 {
        let document = RandomIndex.document(round * 40 + number, &random)
        try writer.add(document)
        documents[document.id] = document
        try writer.sources()["\(document.id).txt"] = SourceRecord(size: 1, modified: 2, hash: 3)
      }
      try writer.commit()
    }
    return documents
  }

  private func texts(_ path: String, _ ids: some Sequence<String>) throws -> [String: String] {
    let searcher = try Searcher(path: path)
    var texts: [String: String] = [:]
    for id in ids where try searcher.hasDocument(id) {
      texts[id] = try searcher.search(Query([.filter(.id(id))])).hits.first?.text
    }
    #expect(searcher.documentCount == texts.count)
    return texts
  }

  @Test("A damaged index becomes sound, and keeps what can be read", arguments: Seeds.count(3))
  func repairs(seed: Int) throws {
    let directory = TemporaryDirectory()
    let original = directory.file("original")
    let documents = try makeIndex(original)
    let expected = documents.mapValues(\.text)
    var random = SeededRandom(seed: seed)
    for name in Files.names(in: original) where name != "write.lock" {
      let copy = directory.file("copy")
      Files.remove(copy)
      Files.copyFolder(original, to: copy)
      let bytes = try #require(Files.read(copy + "/" + name))
      switch random.below(4) {
      case 0 where name == Manifest.copyName: continue  // It may be missing.
      case 0: Files.remove(copy + "/" + name)
      case 1: Files.write(Array(bytes.prefix(random.below(bytes.count))), to: copy + "/" + name)
      default:
        let damage = Damage.flipped(bit: random.below(bytes.count * 8))
        Files.write(damage.applied(to: bytes), to: copy + "/" + name)
      }
      let note = "seed \(seed), \(name)"
      let preview = try IndexRepair(path: copy).run(isDryRun: true)
      #expect(!preview.problems.isEmpty && preview.folder == nil, "\(note)")
      let report = try IndexRepair(path: copy).run()
      #expect(report.lost == preview.lost && report.segments == preview.segments, "\(note)")
      #expect(try IndexVerifier(path: copy).verify().problems.isEmpty, "\(note)")
      #expect(try IndexRepair(path: copy).run().problems.isEmpty, "\(note)")

      let found = try texts(copy, expected.keys)
      let lost = Set(report.lost.map(\.id))
      for (id, text) in expected where !lost.contains(id) && !lost.contains("") {
        #expect(found[id] == text, "\(note): \(id)")
      }
      #expect(found.allSatisfy { expected[$0.key] == $0.value }, "\(note)")
      #expect(found.count + report.lost.count == expected.count, "\(note)")
      let kind = name.split(separator: ".").last ?? ""
      if kind != "documents" { #expect(report.lost.isEmpty, "\(note)") }
      if kind == "documents" {
        // All else is sound, so each is named, with the file that it came from.
        #expect(report.lost.allSatisfy { !$0.id.isEmpty }, "\(note)")
        for document in report.lost {
          #expect(document.path == documents[document.id]?.path, "\(note)")
        }
      }
      if !report.segments.isEmpty {
        let folder = try #require(report.folder)
        let number = name.prefix { $0 != "." }
        #expect(Files.names(in: folder).allSatisfy { $0.hasPrefix(number) }, "\(note)")
      }
      #expect(report.restoresManifest == (name == Manifest.fileName), "\(note)")
      if name.hasPrefix("manifest") { #expect(report.segments.isEmpty, "\(note)") }
      if name.hasPrefix("sources") {
        #expect(report.forgetsSources && report.segments.isEmpty)
        // Their files are read again, and what is gone is known.
        let sources = try SourceCatalog.open(index: copy)
        let paths = Set(documents.values.map(\.path)).subtracting([""])
        #expect(sources.count == paths.count)
        #expect(paths.allSatisfy { sources[$0] == .unread })
      }
    }
  }

  @Test("A sound index is left as it is; one with neither a manifest nor a copy cannot be repaired")
  func others() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    _ = try makeIndex(path)
    let before = Files.names(in: path)
    #expect(try IndexRepair(path: path).run().problems.isEmpty)
    #expect(Files.names(in: path) == before)
    for name in [Manifest.fileName, Manifest.copyName] {
      var bytes = try #require(Files.read(path + "/" + name))
      bytes[bytes.count / 2] ^= 4
      Files.write(bytes, to: path + "/" + name)
    }
    #expect { try IndexRepair(path: path).run() } throws: { "\($0)".contains("manifest") }
    #expect { try IndexWriter(path: path) } throws: { "\($0)".contains("manifest") }
    #expect(
      Files.names(in: path).filter { $0 != "write.lock" } == before.filter { $0 != "write.lock" })
  }

  @Test("What cannot be read for now is no damage", arguments: [Int32(12), 13, 24])
  func unreadable(code: Int32) throws {
    final class Closed: StorageProbe {
      let kind: FileKind
      let code: Int32

      init(_ kind: FileKind, _ code: Int32) { (self.kind, self.code) = (kind, code) }

      func failure(of operation: StorageOperation) -> StorageFailure? {
        switch operation {
        case .open(let path), .map(let path): path.hasSuffix("." + kind.name) ? .code(code) : nil
        default: nil
        }
      }
      func noteDone(_ operation: StorageOperation) {}
    }
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let documents = try makeIndex(path)
    let before = Files.names(in: path)
    for kind in FileKind.ofEverySegment {
      let probe = Closed(kind, code)
      StorageProbes.add(probe, at: path)
      #expect(throws: IndexError.self) { try IndexRepair(path: path).run() }
      StorageProbes.remove(probe)
      #expect(Files.names(in: path) == before)
    }
    #expect(try IndexRepair(path: path).run().problems.isEmpty)
    #expect(try texts(path, documents.keys) == documents.mapValues(\.text))
  }

  @Test("No writer begins anew where only the manifest is missing")
  func missingManifest() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let documents = try makeIndex(path)
    Files.remove(path + "/manifest")
    let before = Files.names(in: path)
    #expect { try IndexWriter(path: path) } throws: { "\($0)".contains("missing") }
    #expect { try Searcher(path: path) } throws: { "\($0)".contains("search repair") }
    #expect(Files.names(in: path) == before)
    #expect(try IndexRepair(path: path).run().restoresManifest)
    #expect(try texts(path, documents.keys) == documents.mapValues(\.text))
  }

  @Test("A copy that is a commit behind loses no file of the last one")
  func oldCopy() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    _ = try makeIndex(path)
    let copy = try #require(Files.read(path + "/" + Manifest.copyName))
    do {
      let writer = try IndexWriter(path: path)
      try writer.add(Document(id: "last", text: "燃气"))
      try writer.commit()
    }
    let segment = try #require(Manifest(folder: path).segments.last?.number)
    Files.write(copy, to: path + "/" + Manifest.copyName)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    Files.write([1, 2, 3], to: path + "/manifest")
    let report = try IndexRepair(path: path).run()
    #expect(report.restoresManifest)
    #expect(try IndexVerifier(path: path).verify().problems.isEmpty)
    let folder = try #require(report.folder)
    let names = Files.names(in: folder)
    #expect(names.contains("manifest"))
    #expect(names.contains(FileKind.documents.fileName(segment: segment)))
  }
}
