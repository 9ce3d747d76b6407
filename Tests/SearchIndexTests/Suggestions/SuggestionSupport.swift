import SearchIndex
import TestSupport

@testable import SearchIndex

/// An index of a few sentences, and the oracle of the same.
struct SentenceIndex {
  var naive: NaiveIndex
  let directory = TemporaryDirectory()

  static let sentences = [
    ("燃气安全检查", "社区的网格员上门检查燃气安全，居民说燃气公司来过。"),
    ("供气", "燃气公司检修管道，注意燃气安全。天然气价格不变。"),
    ("古城", "古城西安有城墙。"),
    ("笔记", "学习 pandas 的笔记。"),
    ("厨房", "先开燃气，再点火。西瓜在冰箱里。"),
    ("关于开展冬季燃气安全检查工作的通知", "各单位：燃气表、阀门都要看。"),
    ("用气常识", "使用燃气要开窗；燃气安全是大事。然后关阀门。"),
    ("银行", "银行在重庆开业，行长说地方经济向好。"),
    ("旅行", "去西安玩，要先到咸阳，线路很长。西安的天气很好，适合旅行。"),
    ("数据", "用 pandas 和 Python 分析 PM2.5 的数据，panda 不是 pandas。"),
    ("绿化", "绿色的社区，女工种树。PM10 也下降。"),
    ("繁體", "燃氣安全，瓦斯公司檢查。"),
  ]

  /// Each sentence by itself in a segment if `isSpread`.
  init(isSpread: Bool = false, folding: Folding = .hans) throws {
    naive = NaiveIndex(folding: folding)
    var options = IndexWriter.Options()
    options.folding = folding
    let writer = try IndexWriter(path: directory.file("index"), options: options)
    writer.mergePolicy.factor = 100
    for (number, (title, text)) in SentenceIndex.sentences.enumerated() {
      let document = Document(id: "\(number)", title: title, text: text)
      naive.add(document)
      try writer.add(document)
      if isSpread { try writer.commit() }
    }
    try writer.commit()
  }

  func searcher() throws -> Searcher { try Searcher(path: directory.file("index")) }
}
