import TestSupport
import Testing

@testable import SearchIndex

/// Dates of issues, from paths and mastheads.
@Suite struct IssueDateTests {
  private func date(_ path: String, _ masthead: String = "") -> String {
    IssueDate(path: path, masthead: masthead)?.description ?? ""
  }

  @Test(
    "Paths that tell a date, and those that do not",
    arguments: [
      // One after the other.
      ("20210331.txt", "2021-03-31"), ("20211109A.txt", "2021-11-09"),
      ("qxrb_20210514.txt", "2021-05-14"), ("rmrb2021033101.txt", "2021-03-31"),
      ("a/20210331期.txt", "2021-03-31"), ("202103.txt", "2021-03"), ("２０２１０３３１.txt", "2021-03-31"),
      // With separators.
      ("2021-03-31.txt", "2021-03-31"), ("2021.06.09.txt", "2021-06-09"),
      ("2021.06.09", "2021-06-09"), ("2021_03_31.txt", "2021-03-31"),
      ("2021-3-1.txt", "2021-03-01"),
      ("2021 03 31.txt", "2021-03-31"), ("2021-0331.txt", "2021-03-31"), ("2021-03.txt", "2021-03"),
      ("issue-2021-10-15.txt", "2021-10-15"), ("2021-09-10_第5980期.txt", "2021-09-10"),
      ("2021—03—31.txt", "2021-03-31"), ("2021·3·31.txt", "2021-03-31"),
      ("2021-03-26青溪日报.txt", "2021-03-26"), ("2021-03-26-01.txt", "2021-03-26"),
      ("2021-03-31.txt.gz", "2021-03-31"), ("报.2021.html", ""),
      // With units.
      ("2021年3月31日.txt", "2021-03-31"), ("2021年03月31号.txt", "2021-03-31"),
      ("青溪日报2021年4月9日.txt", "2021-04-09"), ("2021年6月18日第5896期.txt", "2021-06-18"),
      ("2021年3月.txt", "2021-03"), ("2021年3月第5期.txt", "2021-03"), ("2021年3月5期.txt", "2021-03"),
      ("2021年3月31.txt", "2021-03-31"), ("2021 年 3 月 31 日.txt", "2021-03-31"),
      ("2021年第3期.txt", "2021"), ("2021年3期.txt", "2021"), ("2021第3期.txt", "2021"),
      ("2021-第12期.txt", "2021"), ("2021年.txt", "2021"), ("2021年0331.txt", "2021-03-31"),
      ("1949年5月4日创刊号.txt", "1949-05-04"), ("青溪日報2021年5月28日.txt", "2021-05-28"),
      // In Chinese.
      ("二〇二一年八月六日.txt", "2021-08-06"), ("二○二一年七月十六日.txt", "2021-07-16"),
      ("二零二一年十二月三十一日.txt", "2021-12-31"), ("一九四九年十月廿一日.txt", "1949-10-21"),
      ("二OO三年元月卅一日.txt", "2003-01-31"), ("二００三年十月十日.txt", "2003-10-10"),
      ("一九八五年三月.txt", "1985-03"), ("一九四九.十.一.txt", "1949-10-01"),
      ("民国二十三年五月四日.txt", "1934-05-04"), ("民國23年.txt", "1934"), ("民國23年5月.txt", "1934-05"),
      ("中華民國元年一月一日.txt", "1912-01-01"), ("民国廿三年十二月.txt", "1934-12"),
      ("民國23-05-04.txt", "1934-05-04"), ("民国一〇五年三月二日.txt", "2016-03-02"),
      ("民国日报1925年3月12日.txt", "1925-03-12"), ("民国1934年5月4日.txt", "1934-05-04"),
      // Folders.
      ("archive/2021/04/01.txt", "2021-04-01"), ("2021/4/1.txt", "2021-04-01"),
      ("2021年/4月/1日.txt", "2021-04-01"), ("民国二十三年/五月/四日.txt", "1934-05-04"),
      ("2021/0702.txt", "2021-07-02"), ("2021/qxrb0702.txt", "2021-07-02"),
      ("2021/0702A.txt", "2021-07-02"), ("2021/04/0401.txt", "2021-04-01"),
      ("2021/4月/4月1日.txt", "2021-04-01"), ("2021年/青溪日报4月1日.txt", "2021-04-01"),
      ("2021-04/01.txt", "2021-04-01"), ("2021/04-01.txt", "2021-04-01"),
      ("202104/01.txt", "2021-04-01"), ("2021/04/news.txt", "2021-04"),
      ("2021/04/第1版.txt", "2021-04"), ("2021/04/要闻/01.txt", "2021-04"), ("2021/news.txt", "2021"),
      ("2021-03-31/01.txt", "2021-03-31"), ("20210331/第2021期.txt", "2021-03-31"),
      ("青溪日报2021/04/01.txt", "2021-04-01"), ("2021/2021-04/2021-04-09.txt", "2021-04-09"),
      ("20240105/1985-03-04.txt", "1985-03-04"), ("2021-03-31/回顾2020年.txt", "2021-03-31"),
      ("2021/04/09/03版.txt", "2021-04-09"), ("一九八五年/三月/4日.txt", "1985-03-04"),
      ("2021/0501/04.txt", "2021-05-01"), ("2021/04/0501.txt", "2021-04"),
      // None.
      ("0702.txt", ""), ("第5840期.txt", ""), ("第1234期.txt", ""), ("第2021期.txt", ""),
      ("2021期.txt", ""),
      ("第20210331期.txt", ""), ("1985.txt", ""), ("01985.txt", ""), ("20211301.txt", ""),
      ("20210230.txt", ""), ("00120331.txt", ""), ("0012-03-31.txt", ""), ("2021-13-01.txt", ""),
      ("2021-02-30.txt", ""), ("2021年13月1日.txt", ""), ("2021年2月30日.txt", ""),
      ("99999999.txt", ""), ("31-03-21.txt", ""), ("1950-1959/a.txt", ""), ("1919年至1949年.txt", ""),
      ("民国日报.txt", ""), ("民国0年.txt", ""), ("民国900年.txt", ""), ("4月9日.txt", ""), ("农历二月十四.txt", ""),
      ("04/01.txt", ""), ("news.txt", ""), ("", ""), ("/", ""),
      ("123456789012345678901234.txt", ""),
      ("doc_20213.txt", ""), ("0012/03/31.txt", ""), ("2021/1231/1.txt", "2021-12-31"),
      ("2021/1200.txt", "2021"), ("2021/13.txt", "2021"),
    ])
  func paths(path: String, expected: String) { #expect(date(path) == expected) }

  @Test(
    "Mastheads",
    arguments: [
      ("青溪日报 2021年4月9日 星期五 第5826期", "2021-04-09"), ("青溪日报　２０２１年４月２３日　星期五　第５８４０期", "2021-04-23"),
      ("二〇二一年八月六日　星期五　第5945期　农历六月廿八", "2021-08-06"),
      ("青溪日報　二○二一年七月十六日　星期五　第1213期", "2021-07-16"),
      ("青溪日报\n2021年6月18日　第5896期　星期五", "2021-06-18"), ("２ ０ ２ １ 年 ４ 月 ９ 日", "2021-04-09"),
      ("青溪日报 2021年\n4月9日", "2021-04-09"), ("中華民國二十三年五月四日　星期五", "1934-05-04"),
      ("1949年5月4日创刊 2021年4月9日 第5826期", "2021-04-09"), ("創刊於 1949年5月4日", ""),
      ("创刊于1949年5月4日", ""), ("农历二〇二一年二月十四", ""), ("青溪日报 2021-04-09", "2021-04-09"),
      ("2021年第3期 总第27期", "2021"), ("青溪日报 第5826期", ""), ("电话 2021345", ""), ("邮编 202104", ""),
      ("1949年5月4日创刊号", "1949-05-04"), ("青溪日报 1949年5月4日报道", ""),
      ("青溪日報 1949年5月4日報導", ""), ("2021.04.09 FRIDAY", "2021-04-09"), ("", ""),
    ])
  func mastheads(masthead: String, expected: String) {
    #expect(date("a.txt", masthead) == expected)
  }

  @Test(
    "Path and masthead together",
    arguments: [
      ("20210331.txt", "2021年4月9日", "2021-03-31", IssueDate.Source.path),
      ("2021/04/a.txt", "2021年4月9日", "2021-04-09", .masthead),
      ("2021/04/a.txt", "2020年4月9日", "2021-04", .path),
      ("2021/04/01.txt", "2021年4月9日", "2021-04-09", .masthead),
      ("2021/a.txt", "4月9日 星期五", "2021-04-09", .masthead),
      ("2020年工作总结.txt", "2021年1月5日", "2021-01-05", .masthead),
      ("200112.txt", "2020年1月12日", "2020-01-12", .masthead),
      ("200112.txt", "", "2001-12", .path), ("0702.txt", "2021年7月2日", "2021-07-02", .masthead),
    ])
  func both(path: String, masthead: String, expected: String, source: IssueDate.Source) {
    let date = IssueDate(path: path, masthead: masthead)
    #expect(date?.description == expected && date?.source == source)
  }

  @Test("A date in any style is found in any surroundings", arguments: Seeds.count(20))
  func styles(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let (year, month) = (1912 + random.below(150), 1 + random.below(12))
      let day = 1 + random.below(28)
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      func chinese(_ number: Int) -> String { ChineseNumber.withPlaces(number) ?? "" }
      let digits = ChineseNumber.withDigits(String(year).compactMap(\.wholeNumberValue))
      let mark = random.pick(["-", ".", "_", "－", "．"])
      let republic = year - 1911
      let written = random.pick([
        "\(year)\(two(month))\(two(day))", "\(year)\(mark)\(two(month))\(mark)\(two(day))",
        "\(year)\(mark)\(month)\(mark)\(day)", "\(year)年\(month)月\(day)日",
        "\(year)年\(two(month))月\(two(day))號", "\(digits)年\(chinese(month))月\(chinese(day))日",
        "民国\(republic)年\(month)月\(day)日",
        "民國\(chinese(republic))年\(chinese(month))月\(chinese(day))日",
        "\(year)年/\(month)月/\(day)日", "\(year)/\(two(month))/\(two(day))",
        "\(year)/\(two(month))\(two(day))", "\(year)-\(two(month))/\(two(day))",
      ])
      let isOfFolders = written.contains("/")
      let before =
        isOfFolders ? "" : random.pick(["", "青溪日报", "qxrb_", "第5826期 ", "A", "《报》", "总第12期_"])
      let behind =
        isOfFolders ? "" : random.pick(["", "A", "_第5826期", "（增刊）", " 星期五", "-要闻", "青溪日报", "(1)"])
      let folders = random.pick(["", "archive/", "扫描 2/第3版/", "/mnt/a/", "x1/", "0001/"])
      let ending = random.pick([".txt", ".html", ".txt.gz", ""])
      let path = folders + before + written + behind + ending
      let expected = "\(year)-\(two(month))-\(two(day))"
      #expect(date(path) == expected, "\(path), seed \(seed)")
      if !isOfFolders {
        let masthead =
          random.pick(["青溪日报\n", "", "第5826期　"]) + written + random.pick(["", " 星期五", "\n第一版"])
        #expect(date("0702.txt", masthead) == expected, "\(masthead), seed \(seed)")
      }
    }
  }

  @Test("Whatever a path is, a date that is told is a plausible one", arguments: Seeds.count(20))
  func anything(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "2021", "12", "3", "31", "0331", "年", "月", "日", "号", "-", ".", "_", " ", "/", "第", "期", "民国",
      "元",
      "二〇二一", "十", "廿", "卅", "一", "零", "农历", "报", "a", "202103", "20210331", "至", "９", "𠮷", "O",
    ]
    for _ in 0..<500 {
      var path = ""
      for _ in 0..<random.below(12) { path += random.pick(pieces) }
      if let told = IssueDate(path: path, masthead: random.chance(2) ? path : "") {
        #expect(PartialDate(told.description) == told.date, "\(path), seed \(seed)")
        #expect(DateReader.years.contains(told.date.year), "\(path), seed \(seed)")
      }
      _ = IssueNumber(path: path, masthead: path)
    }
  }

  @Test(
    "Numbers of issues",
    arguments: [
      ("第5840期.txt", "", 5840), ("第５８４０期.txt", "", 5840), ("第五八四〇期.txt", "", 5840),
      ("第二十三期.txt", "", 23), ("2021年第3期 总第27期.txt", "", 27), ("總第27號/a.txt", "", 27),
      ("第5期/第6期/a.txt", "", 6), ("第 5826 期", "", 5826), ("a.txt", "青溪日报 2021年4月9日 第5826期", 5826),
      ("第5840期.txt", "第1期", 5840), ("a.txt", "第 ５ ８ 期", 58), ("第3版.txt", "", nil),
      ("2021.txt", "青溪日报", nil), ("第期", "", nil), ("第0期", "", nil),
    ])
  func numbers(path: String, masthead: String, expected: Int?) {
    #expect(IssueNumber(path: path, masthead: masthead)?.value == expected)
  }

  @Test(
    "The name of the paper",
    arguments: [
      ("青溪日报 2021年4月9日 星期五", "青溪日报"), ("青溪日報2021年5月28日.txt", "青溪日報"),
      ("《大公报》2021年", "大公报"), ("二〇二一年八月六日青溪日报", "青溪日报"), ("青溪日报社出版", "青溪日报"),
      ("农民青年报 第3期", "农民青年报"), ("第3期", nil), ("日报", nil), ("qxrb_20210514.txt", nil),
    ])
  func papers(line: String, expected: String?) {
    #expect(IssueMasthead.paper(in: line) == expected)
  }
}
