import Testing

@testable import SearchIndex

/// Small issues in the form of ``MarkedIssue``, each for one way in which articles are told apart.
@Suite struct IssueLayoutTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let marked: String

    init(_ description: String, _ marked: String) {
      testDescription = description
      self.marked = marked
    }
  }

  @Test("Every line is of its article, and continues its line", arguments: examples)
  func example(_ example: Example) throws {
    let issue = try #require(MarkedIssue(Array((example.marked + "\n").utf8)))
    var score = LayoutScore()
    score.add(issue)
    let differences = score.differences.map { "\($0.line): \($0.what)" }
    #expect(differences.isEmpty, "\(differences)")
  }

  static let examples = [
    Example(
      "Headlines in the middle of their columns",
      """
      = |平江晚报　体育　2001.8.14　　　6
      A |　　　　　　客队带走三分
        |　　昨晚的比赛下起了雨，主队上半场两次击
      + |中门柱，下半场体力不支，让客队攻进一球。
        |　　教练说，门柱也是球场的一部分。
      A |　　　　　业余棋赛落幕
        |　　为期三天的业余围棋赛昨天落幕，退休教
      + |师刘先生以六战全胜夺得第一名。
        |　　最小的棋手只有七岁。
      A |　　　　　　冬泳队招新
        |　　市冬泳队从今天起招收新队员，年龄不限，
      + |要求能连续游二百米。
      """),
    Example(
      "A digest divided by blank lines, with sources at the ends",
      """
      A |茶垢不必天天洗
        |紫砂壶里的茶垢，老茶客是舍不得洗的。不过瓷杯里
      + |的茶垢吸附了油脂，应当每周清洗一次。
        |（摘自《生活旬刊》第三期）
        |
      A |不收徒弟的琴师
        |琴师一辈子没有收徒弟，他说琴是自己找人的。邻居
      + |的孩子天天来听，临终那年他把琴送给了孩子。
        |（《城南》）
        |
      A |土豆发芽怎么办
        |土豆发芽以后，芽眼周围有毒，应当整个丢掉，不要
      + |只挖去芽眼。
        |（李四荐自《厨间》）
      """),
    Example(
      "Headlines between tags, with names of offices below",
      """
      = |平江学院报 2010年4月号
      A |<b>实验楼周末也开门</b>
        |<i>通讯员 张三</i>
        |物理系的实验楼从本周起周末开门，学生凭校园卡预约，每次两个小时。
        |第一个周末来了六十名学生，多数是做毕业设计的，也有人来修收音机。
      A |<b>先把书读厚</b>
        |<i>中文系 赵六</i>
        |有同学问我读书有什么捷径。我说没有，先把书读厚，再把书读薄。
        |读厚是把想到的都写在旁边，读薄是写完了再删，剩下几句是自己的。
      A |<b>食堂添了早餐</b>
        |二食堂从星期一起供应早餐，品种有豆浆、油条和茶叶蛋，六点半开门。
      = |<b>本期责任编辑：周八</b>
      """),
    Example(
      "Headings in the middle, below a byline, are parts",
      """
      = |河东日报　　2003年7月12日　星期六　　第4版
        |
      A |　　　　　老渡口的最后一个夏天
        |　　　　　　本报记者　刘一
        |　　清晨五点，渡口上还没有人。船工老何把缆绳解开，又系上，
      + |他在这条河上撑了三十四年船，闭着眼睛也知道哪里水深。
        |　　　　　　　　一条船
        |　　船是一九七六年造的，用的是杉木。老何说，那时候造一条船
      + |要三百斤桐油，全村人都来帮忙。
        |　　　　　　　　两代人
        |　　老何的父亲也是船工。解放前，父亲在这里渡过伤员；解放后，
      + |父亲在这里渡过新娘。
        |　　　　　　　　三句话
        |　　问老何以后做什么，他想了半天，说了三句话：种菜，喂鸡，
      + |看桥。
        |
      = |━━━━━━━━━━
        |
      A |　　　　　桥头开了修车铺
        |　　　　　　本报记者　陈二
        |　　桥还没有通车，桥头已经开了一家修车铺，老板说先占个位置。
      """),
    Example(
      "Numbers before headlines right below the masthead",
      """
      = |工人周报 一九七九年十一月五日
      A |一、机修车间提前完成任务
        |机修车间的工人大干四十天，提前完成全年大修任务。
      A |二、食堂增加夜餐品种
        |从本月起，一食堂夜餐增加馄饨、汤面两个品种，深受夜班工人欢迎。
      A |三、托儿所添置新床
        |厂工会拨款给托儿所添置小床三十张，另修好滑梯一座。
      """),
    Example(
      "Numbers that stand alone above headlines",
      """
      = |平江发布
      = |2020-05-06 18:30
        |
      A |01
        |
        |末班车延长半小时！
        |
        |从明天起，一号线的末班车延长半小时，两端终点站都是二十三点发车。
        |
      A |02
        |
        |图书馆来了新馆员
        |
        |新馆员是一台会走路的机器，它能告诉你书在哪一排哪一层，还会让路。
        |
      A |03
        |
        |周末有雨
        |
        |气象台说周末有小到中雨，出门的朋友请带好雨具，注意路滑。
      """),
    Example(
      "A jump in lines of its own",
      """
      = |·平江日报·　　　　一九五八年五月二日　　　　第一版
      A |把河水引上山
        |　　〔本报记者张三〕四月的山上还有雪，修
      + |渠的队伍已经住了半年。渠线要从石壁中间穿
      + |过去，石壁高八十米，队里没有一个人修过渠，
      = |（下转第二版）
      A |供销社送货到田头
        |　　〔本报讯〕河东供销社的货郎担每天早上
      + |六点出发，把针线、煤油和农药送到田头，社
      + |员很欢迎。
      = |·平江日报·　　　　一九五八年五月二日　　　　第二版
      = |（上接第一版）
      <1|第一个月只打了四米。队长李四从矿上请来一
      + |位老炮工，教他们看石纹。
        |　　到四月底，渠已经通了两里。
      A |东街小学学生在河滩上种树
        |　　〔本报讯〕东街小学的学生在河滩上种下
      + |柳树三百棵。
      """),
    Example(
      "Reports in brackets, and captions",
      """
      = |南屏日報　民國七十五年三月九日　星期日　第五版　地方新聞
      A |鎮公所整修排水溝
        |汛期前可望完工
        |【南屏訊】南屏鎮公所斥資二百四十萬元，整修中
      + |山路兩側排水溝，預定四月底前完工，屆時低窪地
      + |區可免淹水之苦。
        |鎮長林一表示，工程採分段施工，請居民忍耐。
      A |國中生撿骨董送警
        |【記者黃二南屏報導】南屏國中學生三人在溪邊撿
      + |到一只青銅香爐，送交派出所招領，經鑑定為歌仔
      + |戲班的道具。
        |▲香爐底部刻有戲班名稱。（記者黃二攝）
      A |稻農盼提高收購價
        |（綜合報導）農會代表今天拜會糧食局，盼稻穀保
      + |證收購價每公斤提高兩元。
      = |本版責任編輯：吳三
      """),
    Example(
      "What pages of the web point to",
      """
      = |平江新聞網
      = |主頁 > 舊報 > 第 12 期
        |
      A |渡輪加開兩班
        |
        |（本報專訊）河東渡輪由下周一起加開早上兩班，方便學生上課。
        |
      = |相關新聞：
      = |‧ 渡輪公司去年虧損
      = |‧ 碼頭即將重建
        |
      = |廣告　　　　　　涼茶鋪　　　清熱解毒
        |
      A |街市燈飾今晚亮起
        |
        |（本報專訊）街市燈飾今晚七時亮起，商會在廣場派發利是糖。
        |
      = |上一期　　下一期
      """),
    Example(
      "Prose below a table",
      """
      = |平江晚报　1999年5月24日　第8版
        |
      A |今日菜价
        |　　本报讯　昨天东市的菜价和西市的菜价如下，
      + |单位是元。
        |　　品　种　　东市　　西市
        |　　黄　瓜　　1.20　　1.10
        |　　番　茄　　1.80　　1.60
        |　　草　鱼　　8.00　　7.60
        |　　受连日阴雨影响，叶菜价格比上周涨了一
      + |成。预计天晴以后会回落，降到原来的价钱。
        |
      A |今晚停水
        |　　本报讯　今晚十点到明早五点，东市一带停
      + |水，请居民提前储水。
      """),
  ]
}
