import TestSupport
import Testing

/// `.searchignore` files against git, which reads the same rules from `.gitignore`.
@Suite struct IgnoreTests {
  private static let hasGit =
    (try? Command.shell("git --version", directory: "/").status) == 0

  private static let names = ["a", "b", "ab", "c.x", "d", "春", "a b"]
  private static let parts = [
    "a", "b", "ab", "*", "**", "a*", "*b", "[ab]", "春", "d", "a?b", "\\a", "*.x",
    "c.[[:alpha:]]", "a\\ b", "**b", "[a-d]*",
  ]

  /// What stands for one character: for git it is a byte, so names in such trees are ASCII.
  private static let single = ["?", "[!a]", "?-*"]

  private func rule(_ random: inout SeededRandom, isASCII: Bool) -> String {
    if random.chance(20) { return random.pick(["# a", "", "  ", "\\#a", "!", "/", "\\!b"]) }
    var rule = random.chance(4) ? "!" : ""
    if random.chance(4) { rule += "/" }
    let parts = IgnoreTests.parts + (isASCII ? IgnoreTests.single : [])
    rule += (0...random.below(3)).map { _ in random.pick(parts) }.joined(separator: "/")
    if random.chance(3) { rule += "/" }
    if random.chance(10) { rule += "  " }
    if random.chance(10) { rule += "\r" }
    return rule
  }

  @Test(
    "The same files are ignored", .enabled(if: IgnoreTests.hasGit), arguments: Seeds.count(25))
  func comparesWithGit(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let archive = Archive()
    var files: [String] = []
    var folders = [""]
    let isASCII = seed % 2 == 0
    let names = IgnoreTests.names.filter { !isASCII || $0 != "春" }
    for _ in 0..<14 {
      let folder = random.pick(folders)
      folders.append(folder + random.pick(names) + "/")
    }
    for folder in Set(folders).sorted() {
      // The ending is for us: git is asked about the same names.
      for name in names where random.chance(2) {
        files.append(folder + name + "-.txt")
        if random.chance(2) { files.append(folder + name + ".x.txt") }
      }
      if folder.isEmpty || random.chance(3) {
        var rules = (0...random.below(5)).map { _ in rule(&random, isASCII: isASCII) }
        if random.chance(3) {
          rules.append(random.pick(["*.txt", "!*.txt", "!b*", "a*.x.*"]))
        }
        for name in [".gitignore", ".searchignore"] {
          archive.folder.write(rules.joined(separator: "\n") + "\n", to: "tree/" + folder + name)
        }
      }
    }
    for file in Set(files) { archive.folder.write("字\n", to: "tree/" + file) }
    archive.folder.write(Set(files).sorted().joined(separator: "\0") + "\0", to: "list")
    let result = try Command.shell(
      """
      cd tree && git init -q . && git check-ignore --no-index -z --stdin < ../list > ../ignored
      cd .. && "$SEARCH" index --dry-run tree > new
      """, directory: archive.path)
    #expect(result.status == 0, "\(result.stderr)")
    func read(_ name: String) -> String {
      String(decoding: Files.read(archive.folder.file(name)) ?? [], as: UTF8.self)
    }
    let ignored = Set(read("ignored").split(separator: "\0").map(String.init))
    let chosen = read("new").split(separator: "\n").filter { $0.hasPrefix("new\ttree/") }
      .map { String($0.dropFirst("new\ttree/".count)) }
    #expect(Set(chosen) == Set(files).subtracting(ignored), "seed \(seed)")
  }
}
