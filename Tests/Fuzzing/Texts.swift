import SearchIndex
import TestSupport

/// Any bytes as a text file: it is read or refused, and what is read is in the index, each character once
/// and known by its place.
final class Texts: FuzzTrial {
  private let source = IndexedSource(named: "text.txt")

  init() {}

  let seeds =
    [
      "青溪日报 2021年3月26日 星期五 第5812期\n\n老字号重新开张\n本报讯（记者 张三）晚上八点，平城古街的灯一盏接一盏亮\n起来。\n\n低碳出行　从我做起\n　　今年夏天，古街推出夜游、夜市",
      "一、第一代人\r\n织密社会治理网\r\n\r\n络，完善上门走访的办法。\r责任编辑：钱一\u{c}（下转第2版）", "a word\n\nanother word", "",
    ].map { Array($0.utf8) } + [
      // GB18030, Big5, and UTF-16.
      [0xc8, 0xbc, 0xc6, 0xf8, 0xb0, 0xb2, 0xc8, 0xab, 0xbc, 0xec, 0xb2, 0xe9, 0xa1, 0xa3],
      [0xba, 0xcb, 0xae, 0xf0, 0xa6, 0x77, 0xa5, 0xfe, 0xc0, 0xcb, 0xac, 0x64, 0xa1, 0x43],
      [0xff, 0xfe, 0xc3, 0x71, 0x14, 0x6c, 0x89, 0x5b, 0x68, 0x51, 0x0a, 0x00],
    ]

  func run(_ input: [UInt8]) throws {
    let progress = try source.index(input)
    let refused = progress.problems.count { $0.isSkipped }
    guard (refused > 0) != (progress.documents > 0) else {
      throw FuzzFinding("\(progress.documents) documents and \(refused) problems")
    }
    try source.check()
    guard progress.documents > 0 else { return }
    let searcher = try Searcher(path: source.index)
    var seen = [Int](repeating: 0, count: input.count)
    for id in try searcher.ids(fulfilling: Query([.filter(.id("*"))])) {
      try note(try searcher.document(id: id), input, &seen)
    }
    guard progress.problems.isEmpty, String(validating: input, as: UTF8.self) != nil else { return }
    for (place, count) in seen.enumerated() where count == 0 {
      guard Texts.isSpace(input, place) else { throw FuzzFinding("byte \(place) is lost") }
    }
  }

  /// Notes which bytes of the file a document has.
  private func note(_ document: Document, _ file: [UInt8], _ seen: inout [Int]) throws {
    let bytes = Array((document.title + document.text).utf8)
    for offset in bytes.indices where bytes[offset] & 0xc0 != 0x80 {
      guard
        let place = document.origin?.place(
          ofByte: offset, title: document.title, text: document.text)
      else { throw FuzzFinding("byte \(offset) of \(document.id) has no place") }
      guard let start = place.byte else { continue }
      var end = offset + 1
      while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
      for index in offset..<end {
        let byte = start + index - offset
        guard byte < file.count, file[byte] == bytes[index] else {
          // Between the parts of a headline a space stands for a break.
          guard bytes[index] == 0x20, index < document.title.utf8.count else {
            throw FuzzFinding("byte \(offset) of \(document.id) is not at \(byte)")
          }
          continue
        }
        seen[byte] += 1
      }
    }
  }

  /// White space, the bytes of an ideographic space, and a byte order mark.
  private static func isSpace(_ bytes: [UInt8], _ place: Int) -> Bool {
    if bytes[place] <= 0x20 { return true }
    if place < 3, bytes.starts(with: [0xef, 0xbb, 0xbf]) { return true }
    return (max(0, place - 2)...place).contains { bytes[$0...].starts(with: [0xe3, 0x80, 0x80]) }
  }
}
