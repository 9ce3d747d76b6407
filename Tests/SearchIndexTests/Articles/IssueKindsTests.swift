import Testing

@testable import SearchIndex

/// Kinds of issues that are rarer than those of ``IssueLayoutTests``, in the same form; nothing was learned from them.
@Suite struct IssueKindsTests {
  @Test("Every line is of its article, and continues its line", arguments: examples)
  func example(_ example: Example) throws {
    try IssueLayoutTests().check(Array((example.marked + "\n").utf8))
  }

  struct Example: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let marked: String

    init(_ description: String, _ marked: String) {
      testDescription = description
      self.marked = marked
    }
  }

  static let examples: [Example] = [
    Example(
      "Rows of teams and scores are not joined",
      """
      = |平江晚报　1999年5月24日　第7版
        |
      A |主队保平
        |　　本报讯　昨晚主队与客队战成平局，离终场哨响只有四十秒时，客队从右路起高球头球破门，全场两万名观众一下子没有了声音。
        |　　双方出场阵容：
        |主队：1张三，2李四，3王五，4赵六，5孙七
        |客队：1周八，2吴九，3郑十，4冯一，5陈二
        |红牌：李四，陈二
        |
      A |全国乙级联赛北区第十一轮战报
        |东厂钢铁　　2：0　西厂煤炭
        |南岸农垦　　1：1　北岸机车
        |中原油田　　3：2　西关铁路
      """),
    Example(
      "Pieces of news with triangles below the name of a column",
      """
      = |河东农场报　1975年10月11日　第116期
        |
      A |晚稻开镰
        |　　本报讯　农场的晚稻昨日开镰，各队都下了
      + |地，十天可以割完。
        |
      = |好人好事
      A |　　△四分场炊事班半夜起来蒸馒头，用棉被包
      + |着送到地头。
      A |　　△机修厂的师傅把攒下的粮票交给了大食
      + |堂。
      """),
    Example(
      "The weather as a headline",
      """
      = |河东农场报　1975年10月11日　第116期
        |
      A |打好秋收仗
        |　　农场昨天开了现场会，各队的负责人都去看
      + |了三队的水稻。
        |　　会议要求月底以前割完。
        |
      A |天气预报
        |　　今天夜间到明天多云转晴，偏北风四到五级，
      + |最低气温零下一度。
        |　　后天晴。
      """),
    Example(
      "Notices between rules",
      """
      = |第四版　　　　平江日报　　　　1988年1月23日
      = |━━━━━━━━━━━━━━━━━━
      A |迎春展销
        |　　我厂从一月二十五日起在文化宫举办展
      + |销，有新式组合柜、软床和餐桌。
      = |━━━━━━━━━━━━━━━━━━
      A |征　婚
        |　　某男，三十二岁，身高一米七二，有住
      + |房一间，欲觅心地善良的姑娘为伴。
      = |━━━━━━━━━━━━━━━━━━
      A |感谢医护人员
        |　　我儿去年误吞铁钉，医生放下年夜饭赶
      + |来抢救，特借报纸一角致谢。
      = |━━━━━━━━━━━━━━━━━━
      """),
    Example(
      "A digest of blank lines only",
      """
      = |平江剪报　1992年第18期
        |
      A |城西菜场从四月起试行先尝后买，卖腌腊的摊主在柜台上
      + |放一小碟样品，营业额反而上升近三成。（《晚报》4月
      + |21日）
        |
      A |我市第一家钟表维修部在解放路开业，负责人自学修表已
      + |有十七年，开业第一天修好了二十一只。（《日报》4月
      + |24日）
        |
      A |郊区农民用旧水泥船改成养鸭棚，每船可养蛋鸭三百只，
      + |一年纯收入在两千元以上，很受欢迎。（《晚报》4月26日）
        |
      A |市博物馆发现一批清末的招牌纸，涉及三十多个行业，年内
      + |选出一百件公开展出。（《日报》4月28日）
      """),
    Example(
      "Heads of pages of the web and numbers of several pages",
      """
      = |平江工人报数字报
      = |首页 | 版面导航 | 标题导航
      = |2010年02月05日 第A1版：要闻
      = |放大 缩小 默认 朗读
      A |钢轨上的体温
        |2010-02-05　来源：平江工人报　作者：张三
        |　　夜里气温降到零下二十七度，道岔的缝隙里灌满了雪，电话响了整整一夜。
      = |------------------------------
      = |2010年02月05日 第A3版：生活
      = |放大 缩小 默认 朗读
      A |食堂也要双选
        |2010-02-05　来源：平江工人报　作者：李四
        |　　谁做饭职工说了算，炊事员挑食堂，职工给炊事员打分，月底公布结果。
        |　　打分最高的炊事员有奖金，打分最低的要回去学三个月的刀工。
      = |------------------------------
      = |B02—B03 人物
      A |修老房子的人
        |2010-02-05　来源：平江工人报　作者：王五
        |　　见到他时，他正蹲在戏台的藻井底下，用一根竹签挑木头里的虫粉。
        |　　修一座戏台要三年，木料得自己进山去选，选好了还要阴干。
      """),
    Example(
      "Numbers in bold letters are parts",
      """
      = |平江日报 2022年7月8日
        |
      A |**早上五点，他在桥洞下支起一口大锅**
        |
        |夏天的清晨，大桥的桥洞下，一口铁锅冒着白汽。支锅的人是镇上卖了三十年豆腐脑的小贩，大家都认识他。
        |
        |**01 第一碗给了扫街的人**
        |
        |那天老乔扫完滨河路，衣服拧得出水，他喊人过来喝一碗。第二天，他就把锅换成了大的，一直煮到天黑。
        |
        |**02 绿豆不够了**
        |
        |最多的一天，来喝汤的有三百多人，绿豆一天要煮二十斤。第四天早上，锅边放了两袋绿豆，没有留名字。
        |
        |**03 没想那么多**
        |
        |问他打算煮到什么时候，他说煮到立秋，立了秋就凉了，豆腐脑也该卖得动了，谁来都可以舀一碗。
        |
      = |· · · · · ·
        |
      A |**今年的稻田画长这样**
        |
        |本报讯　一眼望去，稻田里一条红鲤鱼正跃出水面，这两天，稻田画进入最佳观赏期，来看的人很多。
      """),
    Example(
      "A date with the name of the paper heads a page, and the name of its part",
      """
      = |平江医院报　2018年3月30日
      = |人文·故事
      A |凌晨三点的病房
        |　　产房的钟走得特别响，凌晨三点，我在走廊
      + |里听见报警，拖鞋都跑掉了一只。
        |　　清晨，孩子顺产。
      = |平江医院报　2018年3月30日
      = |健康·科普
      A |春天一到就打喷嚏
        |　　门诊里最近一半的病人都在擦鼻子，其实是
      + |过敏，感冒药吃了也不见好。
        |　　确诊需要检测。
      """),
    Example(
      "A headline with a number within is no masthead, a label between dashes is the name of a part",
      """
      = |平江晚報　一九六三年六月十二日
      = |第四版　　本港新聞
      A |制水進入第四期
        |四日供水四小時
        |（本報專訪）水務當局昨日宣佈，制水進入第四期，市民每四日供水四小時。
      = |——————【來函照登】——————
      A |巴士太少
        |（本報訊）讀者來函說，早上的巴士太少，希望增加班次。
      """),
  ]
}
