internal import Glibc

/// Threads that run jobs in the order in which they were submitted.
///
/// A pool of no threads runs each job at once on the thread that submits it. When the pool is
/// dropped, its threads run what was submitted and end.
final class WorkerPool: Sendable {
  private let queue = JobQueue()
  private let threads: [pthread_t]

  /// How many processors the process may use.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  init(threads count: Int) {
    var threads: [pthread_t] = []
    for _ in 0..<count {
      let context = Unmanaged.passRetained(queue)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().runJobs() }
          return nil
        }, context.toOpaque())
      // Fewer threads than asked for are slower, not wrong.
      if code == 0 { threads.append(thread) } else { context.release() }
    }
    self.threads = threads
  }

  deinit {
    queue.end()
    for thread in threads {
      // The last job may be what let go of the pool: its thread cannot wait for itself.
      if pthread_equal(thread, pthread_self()) != 0 {
        pthread_detach(thread)
      } else {
        pthread_join(thread, nil)
      }
    }
  }

  /// How many threads there are.
  var count: Int { threads.count }

  /// True if there are none.
  var isEmpty: Bool { threads.isEmpty }

  /// Runs a job as soon as a thread is free.
  func submit(_ job: @escaping @Sendable () -> Void) {
    if threads.isEmpty { job() } else { queue.append(job) }
  }
}

/// The jobs that wait for a thread.
private final class JobQueue: @unchecked Sendable {
  private let monitor = Monitor()
  private var jobs: [@Sendable () -> Void] = []
  private var isEnding = false

  func append(_ job: @escaping @Sendable () -> Void) {
    monitor.locked {
      jobs.append(job)
      monitor.notifyAll()
    }
  }

  func end() {
    monitor.locked {
      isEnding = true
      monitor.notifyAll()
    }
  }

  func runJobs() {
    while let job = next() { job() }
  }

  private func next() -> (@Sendable () -> Void)? {
    monitor.locked {
      while jobs.isEmpty, !isEnding { monitor.wait() }
      return jobs.isEmpty ? nil : jobs.removeFirst()
    }
  }
}
