internal import Glibc

/// Runs another program on a file, and takes what it prints.
///
/// The program is not trusted: its time, its memory and what it may print are bounded.
struct ChildProcess {
  /// How a program ended.
  enum Outcome: Equatable {
    /// By itself, with this exit code.
    case exited(Int32)
    /// By this signal, which may have been ours.
    case killed(Int32)
    /// It took more time than it had.
    case timedOut
    /// It printed more than it might.
    case tooLong
  }

  /// What a program printed.
  struct Result {
    var outcome: Outcome
    var output: [UInt8]
    /// The beginning of what it said on standard error.
    var complaints: [UInt8]
  }

  /// Seconds that it may take.
  var timeLimit = 60.0
  /// Bytes that it may print.
  var outputLimit = Document.maximumLength
  /// Bytes of memory that it may map.
  var memoryLimit = 2 << 30

  private static let complaintsLimit = 4096
  /// How a shell tells that there is no such program.
  private static let notFound: Int32 = 127
  private static let spawning = Monitor()

  /// Runs a program, whose name is the first of the arguments and looked for in the PATH; nil if there is
  /// no such program.
  func run(_ arguments: [String], input: InputFile) throws(IndexError) -> Result? {
    guard let name = arguments.first else { return nil }
    // A child of another thread must not inherit the ends of these pipes.
    let (child, output, complaints) = try ChildProcess.spawning.locked { () throws(IndexError) in
      let output = try Pipe(name)
      let complaints = try Pipe(name)
      let child = try spawn(
        arguments, input: input.handle, output: output.writing, complaints: complaints.writing)
      output.closeWriting()
      complaints.closeWriting()
      return (child, output, complaints)
    }

    var result = Result(outcome: .exited(0), output: [], complaints: [])
    let stopped = gather(output, complaints, &result)
    if stopped != nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    if stopped == nil, status >> 8 & 0xff == ChildProcess.notFound { return nil }
    result.outcome = stopped ?? (signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal))
    return result
  }

  /// The shell sets the limits, for they must hold before the program begins.
  private func spawn(
    _ arguments: [String], input: Int32, output: Int32, complaints: Int32
  ) throws(IndexError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, complaints, 2)
    let script =
      "{ ulimit -c 0; ulimit -v \(memoryLimit >> 10); ulimit -t \(Int(timeLimit) + 1); } 2>/dev/null; "
      + "exec \"$@\""
    var words: [UnsafeMutablePointer<CChar>?] =
      (["sh", "-c", script, "sh"] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = posix_spawn(&child, "/bin/sh", &actions, nil, words, environ)
    guard code == 0 else { throw .io(operation: "run", path: "/bin/sh", code: code) }
    return child
  }

  /// Reads both pipes to their ends; why the child is to be killed, or nil.
  private func gather(_ output: Pipe, _ complaints: Pipe, _ result: inout Result) -> Outcome? {
    let deadline = SystemCall.now() + timeLimit
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    var isOpen = [true, true]
    while isOpen[0] || isOpen[1] {
      let left = deadline - SystemCall.now()
      guard left > 0 else { return .timedOut }
      var polled = [
        pollfd(fd: isOpen[0] ? output.reading : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isOpen[1] ? complaints.reading : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&polled, 2, Int32(left * 1000) + 1) > 0 else { continue }
      for index in 0...1 where polled[index].revents != 0 {
        let count = read(polled[index].fd, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          isOpen[index] = false
        } else if index == 0 {
          if result.output.count + count > outputLimit { return .tooLong }
          result.output += chunk[..<count]
        } else {
          let room = ChildProcess.complaintsLimit - result.complaints.count
          result.complaints += chunk[..<min(count, room)]
        }
      }
    }
    return nil
  }
}

/// A pipe, whose ends no other child inherits.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init(_ program: String) throws(IndexError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw .io(operation: "make a pipe for", path: program, code: errno)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  deinit {
    close(reading)
    closeWriting()
  }
}
