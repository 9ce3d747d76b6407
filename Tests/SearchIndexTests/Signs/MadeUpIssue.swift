import TestSupport

/// Texts that have all that issues have, and make no sense.
enum MadeUpIssue {
  /// Lines of all kinds in any order.
  static func text(_ random: inout SeededRandom) -> String {
    let pieces = [
      "平江日报　1988年1月23日　星期六", "————————", "", "", "简讯", "【读者来信】", "■社会", "末班车延长半小时",
      "图书馆来了新馆员　会走路也会让路", "——一份调查", "本报讯（记者 张三）昨天上午，市图书馆来了一台机器，它能告诉你书在哪里。",
      "　　第二天，读者排起了长队，都说新馆员不爱说话。", "    机器不答。", "张三", "□ 李四", "●西门街道修好了路灯，明天起亮灯。",
      "△图书馆昨日休息", "一、要讲文明", "问：末班车几点？", "（下转第二版）", "（上接第一版）市里的人都来了，", "责任编辑：王五",
      "2", "第三版", "他说，注意以下几点：", "12　　34　　56", "图为新馆员。张三摄", "（摘自《晚报》）", "𠮷祥斋重新开张", "01",
    ]
    return (0..<Int.random(in: 0...60, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined(separator: "\n")
  }
}
