/// A paper of the archive: its town, the places it writes of, and the people it meets again.
struct Newspaper {
  var places: [Term] = []
  var people: [Term] = []
  var reporters: [Term] = []

  private static let surnames = characters(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
  )
  private static let given = characters(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉兰红建国志海永林春梅云峰宇浩晨欣佳怡雪琳俊辉鹏飞波斌凯成东晓光荣福生宝忠义德才庆祥瑞嘉子涵梓轩雨泽思远天宏立新民兴旺慧莉萍珍凤洁燕玲琴亮健坤龙家正学"
  )
  private static let placeNames = characters(
    "平安和兴永乐清青云石龙凤白金银南北东西长大新古双三九河江湖山溪泉塘桥口岭坪洲浦港沙柳杨松竹梅桃花阳泰丰宁康福寿昌荣盛华明光文武顺德仁义信富水木土城关店堡寨洋海")
  private static let placeKinds = [
    "市", "区", "县", "镇", "乡", "村", "街道", "社区", "路", "大道", "广场", "小学", "公园", "医院",
    "水库", "工业园", "新区", "大桥",
  ]

  init(_ random: inout Random) {
    for _ in 0..<120 {
      let kind = Newspaper.placeKinds[random.skewed(bits: 5) % Newspaper.placeKinds.count]
      let first = Newspaper.pick(Newspaper.placeNames, &random)
      places.append(Term(first + Newspaper.pick(Newspaper.placeNames, &random) + kind))
    }
    for _ in 0..<400 { people.append(Newspaper.person(&random)) }
    for _ in 0..<40 { reporters.append(Newspaper.person(&random)) }
  }

  /// A name: one of the frequent surnames and one or two characters.
  static func person(_ random: inout Random) -> Term {
    let surname = surnames[random.skewed(bits: 7) % surnames.count]
    let last = random.chance(750) ? pick(given, &random) : ""
    return Term(surname + pick(given, &random) + last)
  }

  private static func pick(_ list: [String], _ random: inout Random) -> String {
    list[random.below(list.count)]
  }

  private static func characters(_ text: String) -> [String] { text.map { String($0) } }
}

/// A day of the calendar.
struct Day {
  var year = 2005
  var month = 1
  var day = 1

  /// Days after the first of 2005.
  init(_ number: Int) {
    var rest = number
    while rest >= Day.length(ofYear: year) {
      rest -= Day.length(ofYear: year)
      year += 1
    }
    while rest >= Day.length(ofMonth: month, year: year) {
      rest -= Day.length(ofMonth: month, year: year)
      month += 1
    }
    day = rest + 1
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
