import TestSupport
import Testing

@testable import SearchIndex

@Suite struct InputFileTests {
  @Test("What is read comes behind what is there", arguments: Seeds.count(20))
  func parts(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let bytes = (0..<random.below(5000)).map { _ in UInt8(random.below(256)) }
    let file = try InputFile(path: directory.write(bytes, to: "file"))
    var buffer: [UInt8] = Array("before".utf8)
    if random.chance(2) { buffer.reserveCapacity(10_000) }
    var read = 0
    while true {
      if random.chance(4) { buffer.reserveCapacity(buffer.count + random.below(3000)) }
      let room = 1 + random.below(2000)
      let got = try file.read(room, into: &buffer)
      #expect(got <= room)
      if got == 0 { break }
      read += got
    }
    #expect(read == bytes.count)
    #expect(buffer == Array("before".utf8) + bytes)
    guard case .file(let status) = try FileStatus(path: directory.file("file")) else { return }
    let whole = try InputFile.record(of: directory.file("file"), status)
    #expect(file.record(status).hash == whole.hash)
  }
}
