import CMalloc
import Glibc

/// The process's streams and environment.
enum Terminal {
  static let outputIsTerminal = isatty(1) == 1
  static let inputIsTerminal = isatty(0) == 1
  static let errorIsTerminal = isatty(2) == 1

  /// Colours only on a terminal, and not if NO_COLOR is set (see no-color.org) or the terminal is
  /// dumb.
  static let usesColour: Bool =
    outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Has freed memory given back at once, so that what a segment took does not stay with the process.
  ///
  /// False if the C library's allocator does as it likes.
  @discardableResult
  static func returnFreedMemory() -> Bool { allocation_returnFreed(1 << 20) == 1 }

  /// How wide lines may be: as the terminal, or COLUMNS, says, else 80.
  static var columns: Int {
    var size = winsize()
    if outputIsTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    // No wider than a terminal can say that it is.
    return environment("COLUMNS").flatMap { Int($0) }.map { min(max(1, $0), Int(UInt16.max)) } ?? 80
  }

  /// Has system calls fail that would end the process otherwise.
  ///
  /// A reader that closes the pipe early is no error: writing then fails with EPIPE. So it does with EFBIG where files
  /// may not be so long. And if there is no standard input, no file that is opened shall be taken for it.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    if fcntl(0, F_GETFD) < 0 { _ = Glibc.open("/dev/null", O_RDONLY) }
  }

  /// Ctrl-C and requests to terminate set ``isAskedToEnd`` instead of ending the process.
  static func noteRequestsToEnd() {
    var requests = sigset_t()
    sigemptyset(&requests)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in Terminal.endings += 1 }
      sigaddset(&requests, number)
    }
    // Whoever started the process may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &requests, nil)
  }

  /// Set by signals, read in between.
  nonisolated(unsafe) private static var endings = 0

  static var isAskedToEnd: Bool { endings > 0 }

  static func sleep(seconds: Double) { usleep(UInt32(seconds * 1e6)) }

  static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  static func error(_ message: String) { write("search: \(message)\n", toStandardError: true) }

  /// Writes text of any origin: a file has it as it is, a terminal as ``shown(_:)``.
  static func write(_ text: String, toStandardError: Bool) {
    let isTerminal = toStandardError ? errorIsTerminal : outputIsTerminal
    send(isTerminal ? shown(text) : text, toStandardError: toStandardError)
  }

  /// Empties the line of standard error, a terminal, in which the cursor is.
  static func eraseLine() { send("\r\u{1b}[K", toStandardError: true) }

  private static func send(_ text: String, toStandardError: Bool) {
    var text = text
    let descriptor: Int32 = toStandardError ? 2 : 1
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(descriptor, base + written, bytes.count - written)
        if count > 0 {
          written += count
        } else if count == 0 || errno != EINTR {
          // A closed pipe ends the program quietly; a full disk behind a redirection does not.
          if !toStandardError { exit(errno == EPIPE ? 0 : failed()) }
          return
        }
      }
    }
  }

  /// Text as standard output shows it: what is aligned is measured so.
  static func harmless(_ text: some StringProtocol) -> String {
    outputIsTerminal ? shown(text) : String(text)
  }

  /// Text as a terminal may show it.
  ///
  /// Control characters become visible ones, so that no document and no name of a file can send the
  /// terminal commands. The marks of ``Style`` become its commands.
  private static func shown(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if usesColour, let style = Style(rawValue: scalar.value) {
        result.append(contentsOf: style.command.unicodeScalars)
        continue
      }
      switch scalar.value {
      case 0x09, 0x0a, 0x20...0x7e: result.append(scalar)
      case 0x0d: break
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{fffd}")
      case 0x7f: result.append("\u{2421}")
      case 0x80..<0xa0: result.append("\u{fffd}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func failed() -> Int32 {
    error("cannot write the output: \(String(cString: strerror(errno)))")
    return 2
  }

  /// Seconds of processor time that the process has used.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The most memory that the process had resident, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// Seconds of a clock that never goes back.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The absolute path without links; the path itself if it cannot be resolved.
  static func realPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// A file written at once.
enum TextFile {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw failure(path) }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw failure(path) }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(description: "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
