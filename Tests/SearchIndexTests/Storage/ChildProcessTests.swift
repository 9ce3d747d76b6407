import TestSupport
import Testing

@testable import SearchIndex

/// Other programs are bounded in time and output.
@Suite struct ChildProcessTests {
  private func run(_ script: String, _ process: ChildProcess = ChildProcess()) throws
    -> ChildProcess.Result?
  {
    let input = try InputFile.holding(Array("燃气安全".utf8), name: "input")
    return try process.run(["sh", "-c", script], input: input)
  }

  @Test("Input, output and complaints")
  func streams() throws {
    let result = try #require(try run("cat /dev/stdin; echo wrong >&2; exit 3"))
    #expect(result.outcome == .exited(3))
    #expect(result.output == Array("燃气安全".utf8))
    #expect(result.complaints == Array("wrong\n".utf8))
  }

  @Test("What there is not, takes too long, prints too much, or dies")
  func failures() throws {
    let input = try InputFile.holding([], name: "input")
    let none = try ChildProcess().run(["no-such-program-here"], input: input)
    #expect(none == nil)
    var brief = ChildProcess()
    brief.timeLimit = 0.3
    brief.outputLimit = 100_000
    #expect(try run("sleep 20", brief)?.outcome == .timedOut)
    #expect(try run("while :; do echo 0123456789; done", brief)?.outcome == .tooLong)
    #expect(try run("kill -9 $$")?.outcome == .killed(9))
  }
}
