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
}
