import SearchIndex
import TestSupport

/// An index whose files contradict themselves, with checksums that are right: as a faulty program would
/// leave it, or somebody who means harm.
///
/// What it answers cannot be told from the truth; but nothing may trap, hang, or take the memory that a file
/// pretends to need.
final class DamagedFiles: FuzzTrial {
  private let index: SampleIndex
  private let copy: String
  private let names: [String]
  private let files: [[UInt8]]
  private let queries = [
    "燃气安全 市政府", "\"安全\" -的", "一 GDP l*g cafe~1", "NEAR/3(平 城) date:2021", "title:检查 path:p",
  ].map { Query($0) }

  init() throws {
    index = try SampleIndex()
    copy = index.directory.file("copy")
    names = Files.names(in: index.path).filter { $0 != "write.lock" }
    let path = index.path
    files = names.map { Files.read(path + "/" + $0) ?? [] }
    Files.copyFolder(path, to: copy)
  }

  /// One change of each kind in each file.
  var seeds: [[UInt8]] {
    names.indices.flatMap { file in
      (0..<6).map { kind in [0, UInt8(file), UInt8(kind), 0, 40, 0xff, 1, 2, 3] }
    }
  }

  /// An input is what to do afterwards, and changes: a file, a kind, a place, and what to put there.
  func run(_ input: [UInt8]) throws {
    var input = FuzzInput(input)
    let task = input.byte()
    var forged: [Int: ForgedFile] = [:]
    repeat {
      let number = Int(input.byte()) % names.count
      guard var file = forged[number] ?? ForgedFile(files[number]) else { continue }
      let kind = input.byte()
      let place = input.number()
      if kind & 1 == 0, !file.metadata.isEmpty {
        DamagedFiles.change(&file.metadata, kind >> 1, place, &input)
      } else {
        DamagedFiles.change(&file.payload, kind >> 1, place, &input)
      }
      forged[number] = file
    } while !input.isEmpty

    for (number, file) in forged { Files.write(file.bytes, to: copy + "/" + names[number]) }
    defer {
      if task % 4 > 1 {
        Files.remove(copy)
        Files.copyFolder(index.path, to: copy)
      } else {
        for number in forged.keys { Files.write(files[number], to: copy + "/" + names[number]) }
      }
    }
    answer()
    switch task % 4 {
    case 2:
      unlessDamaged { () throws(IndexError) in
        let writer = try IndexWriter(path: copy)
        _ = try writer.delete(id: "d1")
        try writer.add(Document(id: "new", title: "", text: "燃气"))
        try writer.mergeAll()
        try writer.commit()
      }
    case 3:
      unlessDamaged { () throws(IndexError) in _ = try IndexRepair(path: copy).run() }
    default: break
    }
  }

  private static func change(
    _ bytes: inout [UInt8], _ kind: UInt8, _ place: Int, _ input: inout FuzzInput
  ) {
    let place = place % (bytes.count + 1)
    switch kind % 3 {
    case 0: if place < bytes.count { bytes[place] = input.byte() }
    case 1:
      let count = 1 + Int(input.byte()) % 9
      let new = input.bytes(count)
      bytes.replaceSubrange(place..<min(place + new.count, bytes.count), with: new)
    default:
      let count = Int(input.byte()) % 16
      bytes.replaceSubrange(place..<min(place + count, bytes.count), with: input.bytes(count / 2))
    }
  }

  private func answer() {
    unlessDamaged { () throws(IndexError) in
      let searcher = try Searcher(path: copy)
      for query in queries {
        unlessDamaged { () throws(IndexError) in
          for hit in try searcher.search(query, limit: 20, explains: true).hits {
            _ = hit.places(of: hit.snippet())
            _ = hit.highlightedTitle
          }
        }
      }
      unlessDamaged { () throws(IndexError) in
        _ = try searcher.search(queries[0], limit: 5, order: .newestFirst)
      }
      unlessDamaged { () throws(IndexError) in _ = try searcher.report(on: queries[0]) }
      unlessDamaged { () throws(IndexError) in _ = try searcher.suggestions(for: "燃") }
      unlessDamaged { () throws(IndexError) in _ = try searcher.similar(to: "d3") }
      unlessDamaged { () throws(IndexError) in _ = try searcher.document(id: "d4") }
    }
    unlessDamaged { () throws(IndexError) in _ = try IndexStatistics(path: copy) }
    unlessDamaged { () throws(IndexError) in _ = try IndexVerifier(path: copy).verify() }
  }

  /// Any error is an answer that says that there is none.
  private func unlessDamaged(_ body: () throws(IndexError) -> Void) { try? body() }
}
