import TestSupport
import Testing

@testable import SearchIndex

/// What a line says of the lines around it.
@Suite struct LineSignsTests {
  private func ask(
    _ line: String, _ question: (inout LineSigns, SourceLine, UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    Array(line.utf8).withUnsafeBytes { bytes in
      var signs = LineSigns()
      return question(&signs, LineScanner.lines(of: bytes)[0], bytes)
    }
  }

  private func role(_ line: String) -> LineRole {
    Array(line.utf8).withUnsafeBytes { bytes in
      var classifier = LineClassifier()
      return classifier.role(of: LineScanner.lines(of: bytes)[0], in: bytes)
    }
  }

  @Test(
    "Who wrote a text, behind it",
    arguments: [
      ("水费从下月起降价。（张三）", true), ("水费降了！（李 四　王 五）", true), ("（王 文）", true),
      ("……十二个站点。（本报记者 赵六）", true), ("他说：“好。”(周八)", true), ("水費降了。（張三、李四）", true),
      ("办证要带三样东西（户口本）", false), ("（摘自《万物》第七期）", true), ("（节选自《旧巷人物》，赵六著）", true), ("见附表（三）", false),
      ("他走了（王家村）", false),
      ("降价。（河东区）", false), ("降价。", false),
    ])
  func signed(line: String, expected: Bool) {
    #expect(ask(line) { $0.isSigned($1, in: $2) } == expected)
  }

  @Test(
    "How news begins",
    arguments: [
      ("本报讯（记者 张三）昨天", true), ("〔記者張三／台北報導〕全長", true), ("【本報訊】本市", true),
      ("【南屏訊】本市", true), ("（綜合報導）農會", true), ("【通讯】一封", false), ("【短讯】", false),
      ("本报4月2日讯 记者张三报道：", true), ("新华社北京3月26日电", true), ("【记者按语】", true),
      ("记者昨天从市交通局获悉", false), ("本报电话：223344", false), ("（记者节特刊", false),
    ])
  func dateline(line: String, expected: Bool) {
    #expect(ask(line) { $0.isDateline($1, in: $2) } == expected)
  }

  @Test(
    "Labels, names, notices and turns of talk",
    arguments: [
      ("标题：全市冬小麦播种过半", "title"), ("題目:春到茶山", "title"), ("标题党不可取", ""),
      ("张三", "name"), ("王　五", "name"), ("下雨", ""), ("张三丰收", ""),
      ("停水公告", "notice"), ("訃告", "notice"), ("公告栏前", ""),
      ("记者：后来呢？", "talk"), ("答：可以。", "talk"), ("记者节快乐", ""),
    ])
  func labels(line: String, expected: String) {
    var found: [String] = []
    if ask(line, { $0.isTitled($1, in: $2) }) { found.append("title") }
    if ask(line, { $0.isName($1, in: $2) }) { found.append("name") }
    if ask(line, { $0.isNotice($1, in: $2) }) { found.append("notice") }
    if ask(line, { $0.isSpoken($1, in: $2) }) { found.append("talk") }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test(
    "Roles that words tell",
    arguments: [
      ("来源：青溪日报 作者：张三 日期：2023-05-12", LineRole.byline),
      ("2014-09-17 08:12:05　来源：青溪日报　记者 张三", .byline), ("版次：第3版", .byline),
      ("青政发〔2021〕12号", .byline), ("（张三）", .byline), ("此致", .byline), ("敬礼！", .byline),
      ("来源不明的药别买", .text), ("本报讯 平城乡的干部下乡，", .text), ("本报记者 张三报道　一株麦子，从", .text),
      ("首页 > 新闻 > 正文", .masthead), ("上一篇：青溪湖预约游览", .masthead), ("[打印] [关闭]", .masthead),
      ("让错题本“活”起来……………………7", .masthead), ("社址：青溪市人民路18号　邮编：100000", .masthead),
      ("首页改版了", .text), ("天气预报说明天有雪", .text), ("天气预报　今天白天：多云，北风三级。", .masthead),
      ("新闻热线开通以后", .text), ("Record 3 of 5", .rule), ("记录2020年的春天", .text), ("点滴见真情", .text),
      ("简讯", .section), ("——第 2 页——", .page), ("T02", .page), ("簡訊兩則", .section),
    ])
  func roles(line: String, expected: LineRole) {
    #expect(role(line) == expected)
  }

  @Test("What a data base says of an article begins it, whatever is before")
  func records() {
    let text = """
      青溪日报全文数据库　命中两条

      【日　期】19950816
      【标　题】友城代表团来访
      【正　文】
      应市政府邀请，由副市长率领的友好城市代表团昨日抵达青溪，双方就派遣研修生交换了意见。

      【日　期】19950818
      【标　题】西瓜为何论个卖
      【正　文】
      今年西瓜大丰收，街头却出现了怪事，卖瓜的不肯过秤，买瓜的说是怕短秤。
      """
    let layout = IssueLayout(Array(text.utf8))
    let owners = layout.lines.map(\.article)
    #expect(owners[2] == owners[5] && owners[7] == owners[10] && owners[2] != owners[7])
    #expect(Set(owners[2...]).count == 2)
  }

  @Test("A list behind a text is a part of it")
  func list() {
    let text = """
      安全用气须知
      冬季用气高峰将到，燃气公司提醒居民注意以下几点，
      平安过冬，一户也不能少：
      ●出门前检查燃气阀门是否关好，软管有没有老化开裂；
      ●闻到气味先开窗，不要开灯，到屋外去打电话；
      ●热水器装在通风的地方，烟道伸到窗外；
      ●灶上煮着东西，人不要走开。
      """
    #expect(IssueLayout(Array(text.utf8)).articleCount == 1)
  }

  @Test("Indents that were lost are told by lines that are shorter behind the ends of sentences")
  func lostIndents() {
    let text = """
      女理发员自费学艺
      本报讯 人民理发店青年女理发员小
      吴，看到姑娘们要烫新发型而店里没人会
      做，便用自己的工资到省城学习二十天。
      回来以后，她教会了四名同事。现在
      到这里烫发的顾客，每天从八九个人增加
      到三十多人。
      下河村有一台水泵坏了有半个月了
      因为缺一个小小的油嘴，跑了三趟县城都
      没有买到。
      """
    let layout = IssueLayout(Array(text.utf8))
    let joined = layout.lines.enumerated().filter { $0.element.continued != nil }.map(\.offset)
    #expect(joined == [2, 3, 5, 6, 8, 9])
    #expect(layout.articleCount == 1)
  }
}
