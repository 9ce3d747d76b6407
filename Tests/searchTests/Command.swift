import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The program, run as a process of its own.
///
/// Started with system calls: Foundation's `Process` comes with an ICU whose headers cannot be
/// imported beside the system's.
enum Command {
  /// What a run has left.
  struct Result: Sendable {
    /// The exit code, or the negative number of the signal that ended the process.
    var status: Int32
    var stdout: String
    var stderr: String

    /// The lines on standard error.
    var errors: [String] { stderr.split(separator: "\n").map(String.init) }

    /// What was printed on standard output, as a JSON object.
    func json() throws -> JSONObject { try JSONObject(stdout) }
  }

  /// The binary that was built beside the tests.
  static let path: String = {
    let tests = realpath(CommandLine.arguments[0], nil)
    defer { free(tests) }
    guard let tests else { preconditionFailure("the tests do not know where they are") }
    return String(cString: tests).folder + "/search"
  }()

  /// Runs the program to its end.
  ///
  /// The streams are files, so that neither side can wait for the other.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    directory: String
  ) throws -> Result {
    try launch(path, arguments, input, environment, directory)
  }

  /// Runs a script with `/bin/sh`, in which `$SEARCH` is the program.
  static func shell(
    _ script: String, environment: [String: String] = [:], directory: String
  ) throws -> Result {
    try launch("/bin/sh", ["-c", script], [], environment, directory)
  }

  /// Runs the program with a terminal as its standard output, or as other streams, which takes a page at
  /// most and is read as `stdout`.
  static func onTerminal(
    _ arguments: [String], streams: [Int32] = [1], environment: [String: String] = [:],
    directory: String
  ) throws -> Result {
    var (terminal, inner): (Int32, Int32) = (-1, -1)
    try #require(openpty(&terminal, &inner, nil, nil, nil) == 0)
    defer {
      close(terminal)
      close(inner)
    }
    var result = try launch(
      path, arguments, [], environment, directory, terminal: inner, streams: streams)
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(terminal, &bytes, bytes.count)
    result.stdout = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return result
  }

  private static func launch(
    _ executable: String, _ arguments: [String], _ input: [UInt8], _ environment: [String: String],
    _ directory: String, terminal: Int32 = -1, streams: [Int32] = []
  ) throws -> Result {
    let files = TemporaryDirectory()
    files.write(input, to: "stdin")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, files.file("stdin"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files.file("stdout"), writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.file("stderr"), writing, 0o600)
    for stream in streams { posix_spawn_file_actions_adddup2(&actions, terminal, stream) }

    let variables = inherited.merging(environment) { $1 }.map { "\($0)=\($1)" }
    let enter = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory, executable]
    let words = (enter + arguments).map { strdup($0) }
    let settings = variables.map { strdup($0) }
    defer { for string in words + settings { free(string) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, enter[0], &actions, nil, words + [nil], settings + [nil])
    try #require(code == 0, "\(executable) in \(directory)")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      let isInterrupted = errno == EINTR
      try #require(isInterrupted)
    }
    // The lowest seven bits are the signal, if there was one, the next eight the exit code.
    let signal = status & 0x7f
    return Result(
      status: signal != 0 ? -signal : status >> 8 & 0xff,
      stdout: text(files.file("stdout")), stderr: text(files.file("stderr")))
  }

  private static func text(_ path: String) -> String {
    String(decoding: Files.read(path) ?? [], as: UTF8.self)
  }

  /// The environment of the tests without what changes the program's behaviour.
  private static let inherited: [String: String] = {
    var variables = ProcessInfo.processInfo.environment
    for name in ["SEARCH_INDEX", "NO_COLOR", "TERM"] { variables[name] = nil }
    variables["SEARCH"] = path
    return variables
  }()
}

/// A folder with files to index, and the program run in it.
struct Archive {
  let folder = TemporaryDirectory()

  var path: String { folder.path }

  /// The folder of the index that the program makes by default.
  var index: String { folder.file(".search-index") }

  func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:],
    in subfolder: String = ""
  ) throws -> Command.Result {
    try Command.run(
      arguments, input: input, environment: environment,
      directory: subfolder.isEmpty ? path : folder.file(subfolder))
  }

  /// Runs the program and requires that it succeeds.
  @discardableResult
  func succeed(_ arguments: String..., input: [UInt8] = []) throws -> Command.Result {
    let result = try Command.run(arguments, input: input, directory: path)
    try #require(result.status == 0, "\(arguments): \(result.stderr)")
    return result
  }

  /// The ids that a query finds, best first.
  func ids(_ query: String, _ options: String..., limit: Int = 100) throws -> [String] {
    let result = try Command.run(
      ["query", "--json", "-k", String(limit)] + options + [query], directory: path)
    try #require(result.status == 0 || result.status == 1, "\(result.stderr)")
    return try result.json().objects("hits").map { try $0.string("id") }
  }

  /// The contents of all files of the index by name, the lock apart: its holder writes into it.
  func indexFiles() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in Files.names(in: index) where name != "write.lock" {
      files[name] = Files.read(index + "/" + name)
    }
    return files
  }
}

extension String {
  /// A path without its last part.
  var folder: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "." }
}
