/// ICU's Chinese and Japanese dictionary, read in place.
///
/// The file is eight 32-bit indexes (`dictionarydata.h`) and a trie of UTF-16 units in the format of
/// ICU's `UCharsTrie` (`ucharstrie.h` and `ucharstriebuilder.h` describe it): a node is a branch of
/// several units, a linear match of some, or a value, final or before more.
struct CJKDictionary {
  /// A unit that may follow, and where the trie goes on behind it.
  struct Child {
    var unit: UInt16
    /// The value of the word that ends here.
    var value: UInt32?
    fileprivate var next: Node
  }

  /// A place in the trie: at a node, or within a linear match with units left.
  struct Node {
    fileprivate var position: Int
    fileprivate var unitsLeft = 0
    fileprivate var isEnd = false
  }

  private let units: UnsafeBufferPointer<UInt16>

  /// The dictionary in the bytes of its file; nil if they are of another format.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 32 else { return nil }
    let indexes = bytes.bindMemory(to: Int32.self)
    let offset = Int(indexes[0])
    let size = Int(indexes[3])
    // The type: a trie of UTF-16 units (1) that has values (8); no transformation of characters.
    guard indexes[4] & 7 == 1, indexes[4] & 8 != 0, indexes[5] == 0, offset >= 32,
      offset % 2 == 0, size > offset, size <= bytes.count
    else { return nil }
    units = UnsafeRawBufferPointer(rebasing: bytes[offset..<size]).bindMemory(to: UInt16.self)
  }

  var root: Child { Child(unit: 0, value: nil, next: Node(position: 0)) }

  private enum Lead {
    static let linear: UInt16 = 0x30
    static let value: UInt16 = 0x40
    static let twoUnitNodeValue: UInt16 = 0x4040
    static let threeUnitNodeValue: UInt16 = 0x7fc0
    static let twoUnitValue: UInt16 = 0x4000
    static let threeUnitValue: UInt16 = 0x7fff
    static let final: UInt16 = 0x8000
    static let twoUnitDelta: UInt16 = 0xfc00
    static let threeUnitDelta: UInt16 = 0xffff
    /// Branches of up to this many units are searched linearly.
    static let linearBranch = 5
  }

  /// The units that can follow, rising.
  func children(of child: Child) -> [Child] {
    var children: [Child] = []
    appendChildren(of: child, to: &children)
    return children
  }

  /// Appends the units that can follow, rising.
  func appendChildren(of child: Child, to result: inout [Child]) {
    var node = child.next
    guard !node.isEnd else { return }
    if node.unitsLeft > 0 {
      let unit = unit(node.position)
      node.position += 1
      node.unitsLeft -= 1
      result.append(landed(unit, node))
      return
    }
    var position = node.position
    var lead = unit(position)
    position += 1
    if lead >= Lead.value {
      guard lead & Lead.final == 0 else { return }
      if lead >= Lead.twoUnitNodeValue { position += lead < Lead.threeUnitNodeValue ? 1 : 2 }
      lead &= Lead.value - 1
    }
    if lead >= Lead.linear {
      let first = unit(position)
      let left = Int(lead - Lead.linear)
      result.append(landed(first, Node(position: position + 1, unitsLeft: left)))
      return
    }
    var length = Int(lead)
    if length == 0 {
      length = Int(unit(position))
      position += 1
    }
    branch(position, length + 1, &result)
  }

  private func branch(_ start: Int, _ count: Int, _ result: inout [Child]) {
    var position = start
    var length = count
    // A binary search: the units below the pivot are elsewhere.
    while length > Lead.linearBranch {
      position += 1
      let (target, behind) = delta(position)
      branch(target, length >> 1, &result)
      length -= length >> 1
      position = behind
    }
    while length > 1 {
      let unit = unit(position)
      let (value, isFinal, behind) = value(position + 1)
      if isFinal {
        var end = Node(position: 0)
        end.isEnd = true
        result.append(Child(unit: unit, value: value, next: end))
      } else {
        result.append(landed(unit, Node(position: behind + Int(value))))
      }
      position = behind
      length -= 1
    }
    result.append(landed(unit(position), Node(position: position + 1)))
  }

  /// The child behind a unit, with the value that the node there may hold.
  private func landed(_ unit: UInt16, _ node: Node) -> Child {
    guard node.unitsLeft == 0 else { return Child(unit: unit, value: nil, next: node) }
    let lead = self.unit(node.position)
    guard lead >= Lead.value else { return Child(unit: unit, value: nil, next: node) }
    if lead & Lead.final != 0 {
      var end = node
      end.isEnd = true
      return Child(unit: unit, value: value(node.position).value, next: end)
    }
    return Child(unit: unit, value: nodeValue(node.position), next: node)
  }

  /// A value beside a unit, whether it is final (and no distance), and the place behind it.
  private func value(_ position: Int) -> (value: UInt32, isFinal: Bool, behind: Int) {
    let isFinal = unit(position) & Lead.final != 0
    let lead = unit(position) & ~Lead.final
    if lead < Lead.twoUnitValue { return (UInt32(lead), isFinal, position + 1) }
    let next = UInt32(unit(position + 1))
    if lead < Lead.threeUnitValue {
      return (UInt32(lead - Lead.twoUnitValue) << 16 | next, isFinal, position + 2)
    }
    return (next << 16 | UInt32(unit(position + 2)), isFinal, position + 3)
  }

  private func nodeValue(_ position: Int) -> UInt32 {
    let lead = unit(position)
    if lead < Lead.twoUnitNodeValue { return UInt32(lead >> 6) - 1 }
    let next = UInt32(unit(position + 1))
    if lead < Lead.threeUnitNodeValue {
      return (UInt32(lead & Lead.threeUnitNodeValue) - UInt32(Lead.twoUnitNodeValue)) << 10 | next
    }
    return next << 16 | UInt32(unit(position + 2))
  }

  /// Where a distance leads, and the place behind it.
  private func delta(_ position: Int) -> (target: Int, behind: Int) {
    let lead = unit(position)
    if lead < Lead.twoUnitDelta { return (position + 1 + Int(lead), position + 1) }
    let next = Int(unit(position + 1))
    if lead < Lead.threeUnitDelta {
      return (position + 2 + (Int(lead - Lead.twoUnitDelta) << 16 | next), position + 2)
    }
    return (position + 3 + (next << 16 | Int(unit(position + 2))), position + 3)
  }

  /// 0xFFFF, a final value, beyond the end: a walk over foreign bytes ends.
  private func unit(_ position: Int) -> UInt16 {
    position >= 0 && position < units.count ? units[position] : 0xffff
  }
}
