/// A pattern for paths, with the rules of `.gitignore`.
///
/// `*` and `?` stand for what is within a name, `[…]` for one character of a set, `**` between slashes
/// for any folders, `\` takes the meaning from what follows. A pattern with a slash at its beginning or in
/// the middle is for paths from the folder that it belongs to, another for names in any folder below. A
/// slash at the end makes it one for folders. Unlike git's, characters are Unicode scalars, not bytes.
struct PathPattern: Equatable, Sendable {
  private enum Token: Equatable, Sendable {
    case scalar(Unicode.Scalar)
    /// `?`
    case one
    /// `[…]`
    case set(CharacterSet)
    /// `*`
    case name
    /// `**` at the end: all that is below.
    case everything
    /// `**/`: no folder or more. What is before the slash is at the place of the next token.
    case folders
    case inFolder
  }

  private var tokens: [Token] = []
  /// For folders only.
  private(set) var isForFolders = false
  /// For paths, not for names.
  private(set) var isAnchored = false

  /// Nil for a pattern that can match nothing.
  init?(_ pattern: String) {
    var scalars = Array(pattern.unicodeScalars)
    if scalars.last == "/" {
      isForFolders = true
      scalars.removeLast()
    }
    isAnchored = scalars.contains("/")
    if scalars.first == "/" { scalars.removeFirst() }
    guard !scalars.isEmpty else { return nil }
    var index = 0
    while index < scalars.count {
      guard let token = PathPattern.token(scalars, &index) else { return nil }
      tokens.append(token)
      if token == .folders { tokens.append(.inFolder) }
    }
  }

  /// The token at a place; nil if what stands there can match nothing.
  private static func token(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Token? {
    let scalar = scalars[index]
    let start = index
    index += 1
    switch scalar {
    case "?": return .one
    case "[": return CharacterSet(scalars, &index).map { .set($0) }
    case "\\":
      guard index < scalars.count else { return nil }
      index += 1
      return .scalar(scalars[index - 1])
    case "*":
      while index < scalars.count, scalars[index] == "*" { index += 1 }
      guard index - start == 2, start == 0 || scalars[start - 1] == "/" else { return .name }
      if index == scalars.count { return .everything }
      guard scalars[index] == "/" else { return .name }
      index += 1
      return .folders
    default: return .scalar(scalar)
    }
  }

  /// True if the pattern stands for a path, which is relative to the folder that the pattern belongs to.
  func matches(_ path: String, isFolder: Bool) -> Bool {
    if isForFolders, !isFolder { return false }
    let slash = isAnchored ? nil : path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    return matches(path.unicodeScalars[start...])
  }

  /// True if the pattern stands for a path or a folder that it is in.
  func matchesAlong(_ path: String) -> Bool {
    var place = path.startIndex
    while let slash = path.utf8[place...].firstIndex(of: UInt8(ascii: "/")) {
      if matches(String(path[..<slash]), isFolder: true) { return true }
      place = path.utf8.index(after: slash)
    }
    return matches(path, isFolder: false)
  }

  /// Follows all ways through the tokens at once: no pattern takes more than its length for a character.
  private func matches(_ text: Substring.UnicodeScalarView) -> Bool {
    var states = [Bool](repeating: false, count: tokens.count + 1)
    var next = states
    enter(0, &states)
    for scalar in text {
      for index in next.indices { next[index] = false }
      for index in tokens.indices where states[index] {
        switch tokens[index] {
        case .scalar(let own): if own == scalar { enter(index + 1, &next) }
        case .one: if scalar != "/" { enter(index + 1, &next) }
        case .set(let set): if scalar != "/", set.contains(scalar) { enter(index + 1, &next) }
        case .name: if scalar != "/" { enter(index, &next) }
        case .everything: enter(index, &next)
        case .folders: break
        case .inFolder:
          next[index] = true
          if scalar == "/" { enter(index + 1, &next) }
        }
      }
      swap(&states, &next)
    }
    return states[tokens.count]
  }

  /// Reaches a token, and those behind it that can be passed over.
  private func enter(_ index: Int, _ states: inout [Bool]) {
    guard !states[index] else { return }
    states[index] = true
    guard index < tokens.count else { return }
    switch tokens[index] {
    case .name, .everything: enter(index + 1, &states)
    case .folders:
      states[index + 1] = true
      enter(index + 2, &states)
    default: break
    }
  }
}
