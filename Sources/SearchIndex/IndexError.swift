/// What can go wrong between a caller and an index.
///
/// Each description says what happened, where, and what to do about it.
public enum IndexError: Error, Equatable, Sendable {
  /// A system call failed: `operation` on `path`, with the `errno` it left.
  case io(operation: String, path: String, code: Int32)
  /// The bytes of an index file are not what was written.
  case damaged(file: String, reason: String)
  /// The file was written by another version of the format.
  case unsupportedVersion(file: String, found: Int, supported: Int)
  /// There is no index in this folder.
  case noIndex(path: String)
  /// Another process holds the write lock; `holder` is what it wrote about itself.
  case locked(path: String, holder: String)
  /// The folder of the index, or its lock, was replaced while it was written.
  case replaced(path: String)
  /// ICU refused a call.
  case icu(function: String, status: String)
  /// The index was made with other forms of characters than those asked for.
  case otherFolding(path: String)
  /// The index has no document of this id.
  case noDocument(id: String)
  /// A document cannot be indexed as it stands.
  case unacceptable(document: String, reason: String)
}

extension IndexError: CustomStringConvertible {
  /// The message for people.
  public var description: String {
    switch self {
    case .io(let operation, let path, let code):
      "cannot \(operation) \(path): \(SystemCall.message(code))"
        + (SystemCall.isFull(code)
          ? ". The last commit is as it was: make room, and index again" : "")
    case .damaged(let file, let reason):
      "the index file \(file) is damaged: \(reason). Run 'search repair', or index again "
        + "or restore the index from a copy"
    case .unsupportedVersion(let file, let found, let supported):
      "\(file) has format version \(found), this program reads version \(supported). "
        + "Use a matching version of search, or index again"
    case .noIndex(let path):
      "there is no index in \(path). Make one with 'search index PATH…'"
    case .locked(let path, let holder):
      "the index \(path) is being written by another process\(holder.isEmpty ? "" : " (\(holder))")."
        + " Wait until it has finished"
    case .replaced(let path):
      "\(path) was moved, removed or replaced while the index was written. Nothing was written to what is "
        + "there now: index again"
    case .icu(let function, let status):
      "ICU failed in \(function): \(status)"
    case .otherFolding(let path):
      "the index \(path) was made with another --fold, which holds for all its documents. "
        + "Leave --fold out, or make a new index"
    case .noDocument(let id):
      "no document of the index has the id \(id). 'search query' shows ids, and finds them with id:"
    case .unacceptable(let document, let reason):
      "\(document) cannot be indexed: \(reason)"
    }
  }
}
