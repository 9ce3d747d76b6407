/// How an issue is set: drawn by its number.
struct IssueStyle {
  /// The width of a column in halves of an ideograph; 0 for lines that no column cuts.
  var width: Int
  var variesWidth: Bool
  var indent: String
  var paragraphsApart: Bool
  var blanksBeforeHeadline: Int
  var blankAfterHeadline: Bool
  /// In thousands: how often an article or an issue has it.
  var kicker: Int
  var subtitle: Int
  var byline: Int
  var dateline: Int
  var section: Int
  var caption: Int
  var slogan: Int
  var subheading: Int
  /// How often an article is interrupted by the next.
  var box: Int
  /// How often a line of a column is the last of it, with a blank line behind.
  var columnEnd: Int
  var hasRules: Bool
  var hasEditor: Bool
  var hasPages: Bool
  var hangs: Bool
  var words: IssueVocabulary
  var articles: Int

  init(_ number: Int, _ random: inout Random) {
    let isHeldOut = number >= 1000
    let isCut = random.chance(700)
    let widths = isHeldOut ? [20, 22, 42, 46] : [24, 26, 28, 30, 32, 34, 36, 40, 52]
    width = isCut ? widths[random.below(widths.count)] : 0
    variesWidth = random.chance(300)
    let indents = isHeldOut ? ["　　", "    ", ""] : ["　　", "　　", "", "  "]
    indent = indents[random.below(indents.count)]
    paragraphsApart = indent.isEmpty ? random.chance(800) : random.chance(150)
    blanksBeforeHeadline = random.chance(800) ? 1 : random.chance(500) ? 2 : indent.isEmpty ? 1 : 0
    if paragraphsApart, random.chance(500) { blanksBeforeHeadline = 2 }
    blankAfterHeadline = paragraphsApart || random.chance(200)
    kicker = random.below(400)
    subtitle = random.below(300)
    byline = random.chance(500) ? 800 : 100
    dateline = random.chance(600) ? 900 : 400
    section = random.below(300)
    caption = random.below(400)
    slogan = random.chance(400) ? 250 : 0
    subheading = random.chance(300) ? 200 : 0
    box = isCut ? random.below(250) : random.below(100)
    columnEnd = isCut ? random.between(10, 40) : 15
    hasRules = random.chance(300)
    hasEditor = random.chance(500)
    hasPages = random.chance(500)
    hangs = random.chance(500)
    words = isHeldOut ? .heldOut : .common
    articles = random.between(5, 14)
    // Without any sign of its own nobody can tell a headline from a short paragraph.
    if paragraphsApart, byline < 500 { dateline = 950 }
    if blanksBeforeHeadline == 0 { dateline = 1000 }
  }
}

/// The set words of an issue.
struct IssueVocabulary {
  var mastheads: [String]
  var sections: [String]
  var bylines: [String]
  var datelines: [String]
  var captions: [String]
  var slogans: [String]
  var editors: [String]
  var pages: [String]
  var rules: [String]

  static let common = IssueVocabulary(
    mastheads: [
      "青溪日报 2021年3月26日 星期五 第5812期", "青溪日报\n2021年6月18日　星期五　农历辛丑年五月初九\n第5896期　今日四版",
      "２０２１年１１月９日　星期二　青溪日报",
    ],
    sections: ["【要闻】", "【综合】", "■社会", "简讯", "【读者来信】"],
    bylines: ["本报记者 张三", "记者　李四　通讯员　王五", "□ 赵六", "作者：孙七", "本报通讯员 周八 文/图"],
    datelines: ["本报讯（记者 张三）", "本报讯（通讯员　李四　王五）", "本报讯 ", "新华社北京3月26日电（记者　周八）"],
    captions: ["图为活动现场。", "（图为居民在社区广场排练节目。　文/图 王五）", "▲工作人员检查设备 李四摄"],
    slogans: ["低碳出行　从我做起", "节约用水，人人有责！", "防火于未燃　平安千万家", "讲文明　树新风"],
    editors: ["责任编辑：钱一　郑十", "责编 吴九 校对 郑十", "本版编辑：张三　版式：李四"],
    pages: ["第02版：要闻", "第3版", "- 4 -", "3"],
    rules: ["————————————", "* * *", "==========", "—————"])

  static let heldOut = IssueVocabulary(
    mastheads: [
      "河东周刊　总第312期", "云岭晚报\n二〇二一年八月六日　星期五\n云岭晚报社主办　今日八版", "第6040期　2021年9月10日　星期五\n青溪时报",
    ],
    sections: ["〔地方新闻〕", "【短波】", "副刊", "●教育"],
    bylines: ["■ 记者 郑十", "通讯员 钱一 记者 吴九", "文／李四　图／王五", "本报特约评论员　陈一"],
    datelines: ["晚报讯（记者 吴九）", "【本报讯】", "本报青溪5月28日讯 记者钱一报道：", "中新社香港8月6日电　"],
    captions: ["图①：修葺一新的老街。", "上图：孩子们在田里插秧。　资料图片", "△演出现场。　通讯员供图"],
    slogans: ["★ 珍惜粮食　反对浪费 ★", "喝酒不开车　开车不喝酒", "人民城市人民建"],
    editors: ["统筹：张三　美编：李四　校对：王五", "◎本版责编 赵六", "（责任编辑　孙七）"],
    pages: ["A03 社会", "第二版　综合", "·5·", "04版"],
    rules: ["……………………", "□□□□□□", "~~~~~~~~~~", "***"])
}
