import TestSupport
import Testing

@testable import SearchIndex

/// Zip archives, and what is wrong with them.
@Suite struct ZipArchiveTests {
  private func open(_ bytes: [UInt8]) throws -> ZipArchive {
    try ZipArchive(ArrayAccess(bytes), SourceDecoder())
  }

  @Test("What was put in comes out", arguments: Seeds.count(60))
  func roundTrip(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var zip = ZipBuilder()
    var files: [(name: String, content: [UInt8])] = []
    for number in 0..<random.below(8) {
      let length = random.chance(3) ? random.below(200_000) : random.below(50)
      let isDull = random.chance(2)
      let content = (0..<length).map { _ in isDull ? UInt8(0x61) : UInt8(random.below(256)) }
      let name = random.pick(["a/", "第一版/", ""]) + "\(number)" + random.pick([".txt", "號.txt"])
      var options = ZipBuilder.Options()
      options.isDeflated = random.chance(2)
      zip.add(Array(name.utf8), content, options)
      files.append((name, content))
    }
    // Anything may stand before an archive.
    let prefix = random.chance(2) ? [UInt8](repeating: 0x50, count: random.below(100)) : []
    let archive = try open(prefix + zip.archive)
    #expect(archive.members.map(\.name) == files.map(\.name))
    for (name, content) in files {
      #expect(try archive.content(name, limit: 200_000) == content)
    }
  }

  @Test(
    "Names without a mark are in the encoding that they read as",
    arguments: [
      ("青溪日报/2021年3月26日.txt", "GB18030"), ("柳园.txt", "GB18030"),
      ("青溪日報／社區的故事.txt", "BIG5"), ("Änderung é.txt", "CP437"), ("日报.txt", "UTF-8"),
    ])
  func names(name: String, encoding: String) throws {
    var zip = ZipBuilder()
    var unmarked = ZipBuilder.Options()
    unmarked.isUTF8 = false
    zip.add(try #require(Bytes.encoded(name, encoding)), Array("文".utf8), unmarked)
    #expect(try open(zip.archive).members.map(\.name) == [name])
  }

  @Test("No name leads out of the archive, and what is no file is passed over")
  func harmlessNames() throws {
    var zip = ZipBuilder()
    for name in [
      "../../etc/a.txt", "/b.txt", "c\\d.txt", "dir/", ".hidden/e.txt", "__MACOSX/f.txt",
    ] {
      zip.add(name, "")
    }
    let members = try open(zip.archive).members
    #expect(members.map(\.name).prefix(3) == ["etc/a.txt", "b.txt", "c/d.txt"])
    #expect(members.map(\.isPassedOver) == [false, false, false, true, true, true])
  }

  @Test("What cannot be read says why")
  func reasons() throws {
    func reason(_ change: (inout ZipBuilder.Options) -> Void) -> String? {
      var zip = ZipBuilder()
      var options = ZipBuilder.Options()
      change(&options)
      zip.add("a.txt", String(repeating: "燃气安全", count: 1000), options)
      do throws(IndexError) {
        _ = try ZipArchive(ArrayAccess(zip.archive), SourceDecoder()).content(
          "a.txt", limit: 20_000)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason { _ in } == nil)
    #expect(reason { $0.statedSize = .max } == nil)
    #expect(reason { $0.isEncrypted = true } == "it is encrypted")
    #expect(reason { $0.method = 14 }?.contains("method") == true)
    #expect(reason { $0.checksum = 7 }?.contains("checksum") == true)
    #expect(
      reason {
        $0.isDeflated = false; $0.method = 8
      }?.contains("damaged") == true)
  }

  @Test("Nothing is unpacked beyond a limit")
  func limit() throws {
    var zip = ZipBuilder()
    zip.add(Array("a.txt".utf8), [UInt8](repeating: 0x61, count: 10_000_000))
    let archive = try open(zip.archive)
    #expect(zip.archive.count < 20_000)
    #expect(throws: IndexError.self) { try archive.content("a.txt", limit: 1_000_000) }
    // What is read by name is bounded together, also if it is the same again.
    let small = try ZipArchive(
      ArrayAccess(zip.archive), SourceDecoder(),
      budget: UnpackingBudget(packed: 0, free: 25_000_000))
    for _ in 0..<2 { _ = try small.content("a.txt", limit: 10_000_000) }
    #expect(throws: IndexError.self) { try small.content("a.txt", limit: 10_000_000) }
    let budget = UnpackingBudget(packed: 0)
    let huge = BoundedStream(Endless(), budget)
    var buffer: [UInt8] = []
    #expect(throws: IndexError.self) {
      while try huge.read(64 << 20, into: &buffer) > 0 { buffer.removeAll(keepingCapacity: true) }
    }
    #expect(budget.isExhausted)
  }

  private final class Endless: ByteStream {
    func read(_ count: Int, into buffer: inout [UInt8]) -> Int {
      buffer.append(0)
      return count
    }
  }

  @Test("Damage gives an error or what was put in", arguments: Seeds.count(300))
  func damage(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var zip = ZipBuilder()
    let content = Array(String(repeating: "河东区检查燃气安全。", count: 30).utf8)
    zip.add(Array("甲.txt".utf8), content)
    zip.add(Array("b.txt".utf8), content, random.chance(2) ? .init() : stored)
    let sound = zip.archive
    let damage: Damage =
      random.chance(3)
      ? .truncated(random.below(sound.count)) : .flipped(bit: random.below(sound.count * 8))
    guard let archive = try? open(damage.applied(to: sound)) else { return }
    for member in archive.members {
      guard let bytes = try? archive.open(member).readAll(limit: 1 << 20) else { continue }
      #expect(bytes == content || bytes.isEmpty, "\(damage)")
    }
  }

  private var stored: ZipBuilder.Options {
    var options = ZipBuilder.Options()
    options.isDeflated = false
    return options
  }
}
