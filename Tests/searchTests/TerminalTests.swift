import TestSupport
import Testing

/// What the program prints on a terminal.
@Suite struct TerminalTests {
  @Test("On a terminal matches are coloured, unless NO_COLOR is set or the terminal is dumb")
  func colours() throws {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n网格员上门。\n", to: "a.txt")
    try archive.succeed("index", "a.txt")
    func page(_ environment: [String: String]) throws -> String {
      try Command.onTerminal(
        ["query", "\"燃气安全\""], environment: environment, directory: archive.path
      ).stdout
    }
    #expect(try page(["TERM": "xterm"]).contains("\u{1b}[1;31m燃气安全\u{1b}[0m"))
    for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]] {
      let page = try page(environment)
      #expect(page.contains("【燃气安全】"))
      #expect(!page.contains("\u{1b}"))
    }
  }

  @Test("Control characters of a document do not reach the terminal, but a file")
  func controls() throws {
    let archive = Archive()
    archive.folder.write("标题\u{1b}]0;x\u{7}\n燃气\u{1b}[2J安全\u{9b}1m\u{7f}\n", to: "a.txt")
    try archive.succeed("index", "a.txt")
    let shown = try Command.onTerminal(
      ["query", "燃气"], environment: ["TERM": "dumb"], directory: archive.path
    ).stdout
    #expect(shown.contains("标题␛]0;x␇"))
    #expect(shown.contains("␛[2J安全\u{fffd}1m␡"))
    for control in ["\u{1b}", "\u{7}", "\u{9b}", "\u{7f}"] {
      #expect(!shown.unicodeScalars.contains(control.unicodeScalars.first ?? " "))
    }
    let saved = try archive.run("query", "燃气").stdout
    #expect(saved.contains("\u{1b}[2J安全\u{9b}1m\u{7f}"))
  }

  @Test("Control characters of names do not reach the terminal, whichever stream it is, but a file")
  func names() throws {
    let archive = Archive()
    let name = "a\u{1b}]0;x\u{7}"
    archive.folder.write("燃气安全检查\n网格员上门。\n", to: name + ".txt")
    archive.folder.write("no document", to: name + ".docx")
    try archive.succeed("index", "--index", name, ".")
    let commands: [(arguments: [String], streams: [Int32])] = [
      (["index", "--force", "."], [1]), (["index", "--force", "."], [2]),
      (["index", "--force", "--dry-run", "."], [1]), (["delete", "--dry-run", name + ".txt"], [1]),
      (["delete", "--dry-run", name], [2]), (["repair"], [1]), (["verify"], [1]),
      (["open", "燃气"], [1]), (["query", "--json", "燃气"], [1]), (["show", name + ".docx"], [2]),
      (["show", name + "#9"], [2]), (["stats"], [1]), (["issues"], [1]),
      (["query", "--from", name, "燃气"], [2]),
    ]
    for (arguments, streams) in commands {
      let arguments = arguments + ["--index", name]
      let shown = try Command.onTerminal(
        arguments, streams: streams, environment: ["TERM": "xterm"], directory: archive.path
      ).stdout
      let isJSON = arguments.contains("--json")
      #expect(shown.contains(isJSON ? "a\\u001b]0;x" : "a␛]0;x␇"), "\(arguments) \(shown)")
      #expect(!shown.contains("\u{1b}]") && !shown.contains("\u{7}"), "\(arguments)")
      let saved = try Command.run(arguments, directory: archive.path)
      if !isJSON { #expect((saved.stdout + saved.stderr).contains(name), "\(arguments)") }
    }
  }

  @Test("COLUMNS of any size is no reason to fail")
  func columns() throws {
    let archive = Archive()
    archive.folder.write("燃气安全检查\n网格员上门。\n", to: "a.txt")
    try archive.succeed("index", "a.txt")
    for width in ["9223372036854775807", "1000000000000", "0", "-9223372036854775808", "x"] {
      let result = try archive.run(
        "count", "--by", "folder", "燃气", environment: ["COLUMNS": width])
      #expect(result.status == 0 && result.stdout.contains("█"), "\(width): \(result.stderr)")
    }
  }
}
