import TestSupport
import Testing

/// Files that are more than text, read by the program.
@Suite struct FormatTests {
  private func archive() -> Archive {
    let archive = Archive()
    let samples = #filePath.folder.folder.folder + "/Corpus/formats"
    Files.copyFolder(samples, to: archive.folder.file("formats"))
    return archive
  }

  @Test("A literal is found in the samples of every format, with title, date, line and page")
  func samples() throws {
    let archive = archive()
    try archive.succeed("index", "--strict", "formats")
    let expected: [(query: String, id: String)] = [
      ("“十二只铃铛”", "20210709.docx#1"), ("“起底”", "zhubian.odt"), ("“纸船三百只”", "青溪旧事.epub#1"),
      ("“柏木斗”", "青溪旧事.epub#2"), ("“在淤泥下”", "2021-07-16.pdf#1"), ("“认养家庭”", "2021-07-16.pdf#2"),
      ("“河西水库放流”", "qingxi-web.html"), ("“版面换了字号”", "bianjibu.md"), ("“半月，昨晚”", "信-1"),
      ("“最大日雨量”", "qixiang.txt.gz"), ("“莲蓬却正好吃”", "2021年8月.zip/副刊/荷塘.txt"),
      ("“影子圆了”", "2021年8月.zip/副刊/桥.html"),
    ]
    for (query, id) in expected {
      let known = id.hasPrefix("信") ? id : "formats/" + id
      #expect(try archive.ids(query) == [known], "\(query)")
    }
    for absent in ["“不该找到”", "“首页”", "“bù”"] {
      #expect(try archive.run("query", absent).status == 1, "\(absent)")
    }
    let hits = try archive.run("query", "--json", "“认养家庭”").json().objects("hits")
    #expect(try hits[0].int("page") == 2)
    #expect(try archive.run("query", "“认养家庭”").stdout.contains("pdf:9  page 2"))
    #expect(try archive.run("query", "“放流区”").stdout.contains("2021-07-20"))
  }

  @Test("Hits lead to the line, the column and the byte of their source, packed or not")
  func places() throws {
    let archive = archive()
    let markdown = "---\ntitle: 手记\n---\n本周的**版面**换了\r\n字号，见[投稿须知](a.b)\n\n| 栏目 | 渡口 |\n"
    let html = "<title>放流</title>\n<body><p>水库&nbsp;<b>管理</b>处\n提醒：三年内\n禁钓</p>"
    archive.folder.write(markdown, to: "web/a.md")
    archive.folder.write(ZipBuilder.gzip(Array(markdown.utf8)), to: "web/b.md.gz")
    archive.folder.write(html, to: "web/c.html")
    archive.folder.write(try #require(Bytes.encoded(html, "GB18030")), to: "web/d.html")
    var zip = ZipBuilder()
    zip.add("e.html", html)
    archive.folder.write(zip.archive, to: "web/e.zip")
    archive.folder.write(
      SampleFormats.book(
        title: "青溪文丛", date: "2021", chapters: ["<p>一</p>", "\n<p>渡口\n <i>纪事</i></p>"]),
      to: "web/f.epub")
    try archive.succeed("index", "web")
    try archive.succeed("verify", "--literals", "50")
    let expected: [(query: String, path: String, line: Int, column: Int, source: String?)] = [
      ("“版面换了字号”", "a.md", 4, 6, markdown), ("“须知”", "a.md", 5, 8, markdown),
      ("“渡口”", "a.md", 7, 8, markdown), ("“手记”", "a.md", 2, 8, markdown),
      ("“须知”", "b.md.gz", 5, 8, markdown), ("“管理处”", "c.html", 2, 21, html),
      ("“禁钓”", "c.html", 4, 1, html), ("“放流”", "c.html", 1, 8, html),
      ("“禁钓”", "d.html", 4, 1, nil), ("“内禁钓”", "e.zip/e.html", 3, 6, html),
      ("“纪事”", "f.epub", 4, 5, nil),
    ]
    for (query, path, line, column, source) in expected {
      let query = query + " path:" + path
      let place = "web/\(path):\(line)"
      #expect(try archive.run("query", query).stdout.contains(place), "\(query)")
      #expect(try archive.run("open", query).stdout == "\(place):\(column)\n", "\(query)")
      let hit = try archive.run("query", "--json", query).json().objects("hits")[0]
      #expect(try hit.int("line") == line)
      let mark = try hit.objects("highlights")[0]
      #expect(try mark.int("line") == line && mark.int("column") == column)
      guard let source else {
        #expect(mark.isNull("byte"))
        continue
      }
      let byte = try mark.int("byte")
      let start = query.dropFirst().first.map { Array(String($0).utf8) } ?? []
      #expect(Array(source.utf8)[byte...].starts(with: start), "\(query)")
    }
    let lines = try archive.succeed("show", "--lines", "web/a.md").stdout
    #expect(lines.contains("\n    7   1 text"))
  }

  @Test("The documents of lines and rows are listed as the index has them")
  func listings() throws {
    let archive = archive()
    archive.folder.write(
      "{\"id\":\"d\",\"title\":\"防汛\",\"text\":\"一\\n二\",\"date\":\"2021-07-01\"}\nno JSON\n{\"text\":\"白鹭\"}\n",
      to: "lines.jsonl")
    let listing = try archive.run("show", "lines.jsonl")
    #expect(listing.status == 2)
    #expect(
      listing.stdout
        == "     1  防汛  d 2021-07-01\n     3  白鹭  lines.jsonl#3\nlines.jsonl: 2 documents\n")
    #expect(listing.stderr.contains("lines.jsonl:2: "))

    // What --json prints are JSON Lines, which make the same documents.
    archive.folder.write(try archive.run("show", "--json", "lines.jsonl").stdout, to: "copy.jsonl")
    try archive.succeed("index", "copy.jsonl")
    #expect(try archive.ids("“一\n二”") == ["d"])
    #expect(try archive.ids("白鹭") == ["lines.jsonl#3"])
    #expect(try archive.succeed("show", "d").stdout == "防汛\n一\n二\n")

    let rows = try archive.succeed("show", "formats/读者来信.csv").stdout
    #expect(rows.contains("信-1") && rows.hasSuffix(" documents\n"))
    archive.folder.write("\n", to: "none.jsonl")
    #expect(try archive.run("show", "none.jsonl").status == 1)
  }

  @Test("show prints lines and rows of the index by their numbers, of packed files too")
  func numberedRows() throws {
    let archive = archive()
    let table = "title,text\n防汛,一\n白鹭,二\n"
    let lines = "{\"text\":\"一\"}\n{\"text\":\"白鹭\"}\n"
    var zip = ZipBuilder()
    zip.add("d.csv", table)
    zip.add("e.txt", "雨伞\n共享雨伞")
    archive.folder.write(table, to: "rows/a.csv")
    archive.folder.write(ZipBuilder.gzip(Array(lines.utf8)), to: "rows/b.jsonl.gz")
    archive.folder.write(zip.archive, to: "rows/c.zip")
    try archive.succeed("index", "rows")
    #expect(try archive.succeed("show", "rows/a.csv#3").stdout == "白鹭\n二\n")
    #expect(try archive.succeed("show", "rows/c.zip/d.csv#3").stdout == "白鹭\n二\n")
    #expect(try archive.succeed("show", "rows/b.jsonl.gz#2").stdout == "\n白鹭\n")
    #expect(try archive.succeed("show", "rows/c.zip/e.txt#1").stdout.contains("共享雨伞"))
    // No article: of two rows the last has the number 3.
    let missing = try archive.run("show", "rows/a.csv#4")
    #expect(missing.status == 1)
    #expect(missing.errors == ["search: there is no file and no document rows/a.csv#4"])
  }

  @Test("What an archive held goes when it changes or is gone")
  func archiveChanges() throws {
    let archive = archive()
    var zip = ZipBuilder()
    zip.add("a.txt", "燃气安全\n检查燃气")
    zip.add("b/c.txt", "雨伞\n共享雨伞")
    zip.add("broken.html.gz", "no gzip")
    var inner = ZipBuilder()
    inner.add("d.jsonl", "{\"id\":\"d\",\"text\":\"防汛\"}\n{\"text\":\"白鹭\"}\n")
    zip.add(Array("inner.zip".utf8), inner.archive)
    archive.folder.write(zip.archive, to: "news/a.zip")
    let first = try archive.succeed("index", "news")
    #expect(first.errors.count == 1 && first.stderr.contains("news/a.zip/broken.html.gz: "))
    let ids = try archive.ids("path:news/a.zip/**")
    #expect(
      Set(ids) == ["news/a.zip/a.txt", "news/a.zip/b/c.txt", "d", "news/a.zip/inner.zip/d.jsonl#2"])
    #expect(try archive.ids("雨伞") == ["news/a.zip/b/c.txt"])
    #expect(try archive.run("show", "news/a.zip/b/c.txt").stdout.contains("雨伞"))
    #expect(try archive.run("index", "news").stdout.contains("1 unchanged"))

    var second = ZipBuilder()
    second.add("b/c.txt", "雨伞\n不再共享")
    archive.folder.write(second.archive, to: "news/a.zip")
    try archive.succeed("index", "news")
    #expect(try archive.ids("path:news") == ["news/a.zip/b/c.txt"])
    Files.remove(archive.folder.file("news/a.zip"))
    archive.folder.write("柳园\n", to: "news/b.txt")
    try archive.succeed("index", "--sync", "news")
    #expect(try archive.ids("path:news") == ["news/b.txt"])
  }

  @Test("Columns are chosen, and a file whose columns are not known is reported")
  func columns() throws {
    let archive = archive()
    archive.folder.write("n1,燃气安全,2021-03-26\nn2,共享雨伞,2021-04-01\n", to: "t/a.csv")
    let unknown = try archive.run("index", "t")
    #expect(unknown.status == 2 && unknown.stderr.contains("--columns"))
    try archive.succeed("index", "--columns", "1,,2,3", "t")
    #expect(try archive.ids("雨伞") == ["n2"])
    #expect(try archive.run("index", "--columns", "1,2", "t").stdout.contains("1 changed"))
    #expect(try archive.run("index", "--columns", "1", "t").status == 2)
  }

  @Test("What cannot be read is reported with its reason")
  func reasons() throws {
    let archive = archive()
    archive.folder.write(SampleFormats.pdf([["文"]], isEncrypted: true), to: "x/a.pdf")
    archive.folder.write(SampleFormats.pdf([[]]), to: "x/b.pdf")
    archive.folder.write("no zip", to: "x/c.docx")
    archive.folder.write("no gzip", to: "x/d.txt.gz")
    archive.folder.write("燃气安全", to: "x/e.txt")
    let result = try archive.succeed("index", "x")
    let reasons = [
      "a.pdf: it is encrypted", "b.pdf: it has no text", "c.docx: it is no zip archive",
      "d.txt.gz: ",
    ]
    for reason in reasons { #expect(result.stderr.contains("x/" + reason), "\(result.stderr)") }
    #expect(try archive.ids("燃气") == ["x/e.txt"])
    // Where the program is missing that reads PDF files, the message says what to install.
    archive.folder.write(SampleFormats.pdf([["文"]]), to: "y/a.pdf")
    let missing = try archive.run("index", "y", environment: ["PATH": "/nowhere"])
    #expect(missing.status == 2 && missing.stderr.contains("poppler-utils"))
  }

  @Test("XML that is cut off, or damaged within, is reported")
  func damagedXML() throws {
    let archive = Archive()
    let paragraphs = (0..<400).map { "<w:p><w:r><w:t>第\($0)段安全生产</w:t></w:r></w:p>" }.joined()
    let whole =
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>\(paragraphs)</w:body></w:document>"
    let bytes = Array(whole.utf8)
    let texts = [
      "whole": bytes, "half": Array(bytes[..<(bytes.count / 2)]),
      "corrupt": bytes[..<1000] + [0, 0] + Array("<<<>>>".utf8) + bytes[1000...],
    ]
    for (name, text) in texts {
      var zip = ZipBuilder()
      zip.add(Array("word/document.xml".utf8), text)
      archive.folder.write(zip.archive, to: "x/\(name).docx")
    }
    let result = try archive.succeed("index", "x")
    for name in ["half", "corrupt"] {
      #expect(result.stderr.contains("x/\(name).docx: word/document.xml in it is damaged"))
    }
    #expect(try archive.ids("“第399段”") == ["x/whole.docx"])
  }
}
