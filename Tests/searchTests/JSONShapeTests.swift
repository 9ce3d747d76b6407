import TestSupport
import Testing

/// What `--json` prints, key by key.
@Suite struct JSONShapeTests {
  private let lines = """
    {"id":"a","title":"\\"引号\\" 与 \\u0007","text":"😀👨‍👩‍👧𠮷 前缀，燃气安全的检查；ｅ\\u0301 燃气。","date":"2021-03-26"}
    {"id":"b","title":"只有标题说燃气","text":"正文谈天气"}

    """

  private func archive() throws -> Archive {
    let archive = Archive()
    archive.folder.write(lines, to: "x.jsonl")
    try archive.succeed("index", "x.jsonl")
    return archive
  }

  private let keys: Set = [
    "query", "note", "total", "totalIsExact", "tookMilliseconds", "pieces", "relaxations",
    "suggestions", "hits",
  ]

  @Test("query") func query() throws {
    let archive = try archive()
    let result = try archive.run("query", "--json", "\"燃气\" 安全")
    #expect(result.stdout.hasSuffix("}\n") && result.stdout.split(separator: "\n").count == 1)
    #expect(result.stderr.isEmpty)
    let json = try result.json()
    #expect(json.keys == keys)
    #expect(try json.string("query") == "\"燃气\" 安全")
    #expect(try json.int("total") == 2)
    #expect(try json.bool("totalIsExact"))
    #expect(result.stdout.contains("\"totalIsExact\":true"))
    #expect(try json.number("tookMilliseconds") > 0)
    let hits = try json.objects("hits")
    let keys: Set = [
      "rank", "id", "score", "title", "path", "date", "line", "page", "snippet",
      "highlights",
    ]
    #expect(hits.allSatisfy { $0.keys == keys })
    #expect(try hits.map { try $0.int("rank") } == [1, 2])
    #expect(try hits.map { try $0.string("id") } == ["a", "b"])
    #expect(try hits.map { try $0.string("path") } == ["x.jsonl", "x.jsonl"])
    #expect(try hits[0].number("score") > hits[1].number("score"))
    #expect(try hits[1].number("score") > 0)
    #expect(try hits[0].string("title") == "\"引号\" 与 \u{7}")
    #expect(try hits[0].string("date") == "2021-03-26")
    #expect(hits[1].isNull("date"))
  }

  @Test("query: highlights count Unicode scalars of the snippet")
  func highlights() throws {
    let archive = try archive()
    let hits = try archive.run("query", "--json", "\"燃气\" 安全").json().objects("hits")
    let marked = try hits.map { hit in
      let scalars = Array(try hit.string("snippet").unicodeScalars)
      return try hit.objects("highlights").map { highlight in
        #expect(highlight.keys == ["start", "length", "line", "column", "byte", "page"])
        let start = try highlight.int("start")
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<start + (try highlight.int("length"))])
        return String(view)
      }
    }
    #expect(marked == [["燃气安全", "燃气"], ["燃气"]])
    #expect(try hits[1].string("snippet") == "只有标题说燃气")
    let begin = try hits[0].objects("highlights")[0].int("start")
    #expect(begin == "😀👨‍👩‍👧𠮷 前缀，".unicodeScalars.count)
  }

  @Test("query --explain: what each part adds, in the hit")
  func explanation() throws {
    let archive = try archive()
    let result = try archive.run("query", "--json", "--explain", "title:燃气^2 安全")
    let hits = try result.json().objects("hits")
    #expect(hits.count == 1 && hits[0].keys.contains("explanation"))
    let explanation = try hits[0].object("explanation")
    #expect(explanation.keys == ["documents", "length", "averageLength", "parts"])
    #expect(try explanation.int("documents") == 2)
    #expect(try explanation.int("length") == 12)
    #expect(try explanation.number("averageLength") > 12)
    let parts = try explanation.objects("parts")
    let keys: Set = [
      "text", "kind", "field", "weight", "idf", "frequency", "documentFrequency", "contribution",
    ]
    #expect(parts.count == 1 && parts.allSatisfy { $0.keys == keys })
    #expect(try parts[0].string("text") == "燃气" && parts[0].string("kind") == "literal")
    #expect(try parts[0].string("field") == "title")
    #expect(try parts[0].number("weight") == 2)
    #expect(try parts[0].int("frequency") == 1 && parts[0].int("documentFrequency") == 1)
    let sum = try parts.reduce(0) { $0 + (try $1.number("contribution")) }
    #expect(abs(try hits[0].number("score") - sum) < 0.000_01)

    let text = try archive.run("query", "--explain", "“燃气” 安全").stdout
    #expect(text.contains("安全: gram, 1 time, in 1 of 2 documents, weight 1.6000 × idf 0.6931"))
    #expect(text.contains("燃气: literal, 2 times, in 2 of 2 documents, weight 1.0000 × idf 0.1823"))
    #expect(text.contains("the sum; 20 units long, 16.0 on average"))
    #expect(!(try archive.run("query", "燃气").stdout.contains("the sum")))
  }

  @Test("query: nothing found is an object too")
  func nothingFound() throws {
    let result = try archive().run("query", "--json", "\"绝无此词\"")
    #expect(result.status == 1)
    let json = try result.json()
    #expect(json.keys == keys)
    #expect(try json.int("total") == 0)
    #expect(try json.objects("hits").isEmpty)
    let pieces = try json.objects("pieces")
    #expect(pieces.count == 1 && pieces[0].keys == ["text", "isLiteral", "documents"])
    #expect(try pieces[0].string("text") == "绝无此词" && pieces[0].bool("isLiteral"))
    #expect(try pieces[0].int("documents") == 0)
    #expect(try json.objects("suggestions").isEmpty && json.objects("relaxations").isEmpty)
    let dated = try archive().run("query", "--json", "燃气 date:1900").json()
    let relaxations = try dated.objects("relaxations")
    #expect(relaxations.count == 1 && relaxations[0].keys == ["without", "documents"])
    #expect(try relaxations[0].string("without") == "date:1900")
    #expect(try relaxations[0].int("documents") == 2)
  }

  @Test("query: what may have been meant")
  func alternatives() throws {
    let archive = try archive()
    let found = try archive.run("query", "--json", "燃气").json()
    #expect(found.isNull("pieces") && found.isNull("relaxations") && found.isNull("suggestions"))
    #expect(try archive.run("query", "--json", "，").json().isNull("suggestions"))
    let json = try archive.run("query", "--json", "\"然气\" AND 安泉").json()
    let suggestions = try json.objects("suggestions")
    #expect(suggestions.allSatisfy { $0.keys == ["text", "documents"] })
    #expect(try suggestions.map { try $0.string("text") } == ["\"燃气\" AND 安全"])
    #expect(try suggestions.map { try $0.int("documents") } == [1])
  }

  @Test("suggest") func suggest() throws {
    let archive = try archive()
    let result = try archive.run("suggest", "--json", "燃")
    #expect(result.status == 0 && result.stderr.isEmpty)
    #expect(result.stdout.hasSuffix("}\n") && result.stdout.split(separator: "\n").count == 1)
    let json = try result.json()
    #expect(json.keys == ["prefix", "tookMilliseconds", "suggestions"])
    #expect(try json.string("prefix") == "燃")
    #expect(try json.number("tookMilliseconds") > 0)
    let suggestions = try json.objects("suggestions")
    #expect(suggestions.allSatisfy { $0.keys == ["text", "kind", "documents"] })
    #expect(try suggestions[0].string("text") == "燃气" && suggestions[0].string("kind") == "term")
    #expect(try suggestions[0].int("documents") == 2)
    let title = try #require(suggestions.last)
    #expect(try title.string("text") == "只有标题说燃气" && title.string("kind") == "title")
    let none = try archive.run("suggest", "--json", "驫")
    #expect(none.status == 1 && none.stderr.isEmpty)
    #expect(try none.json().objects("suggestions").isEmpty)
  }

  @Test("index") func index() throws {
    let archive = Archive()
    archive.folder.write(lines + "bad\n", to: "x.jsonl")
    let result = try archive.run("index", "--json", "x.jsonl", "missing")
    #expect(result.status == 0)
    let json = try result.json()
    #expect(
      json.keys == [
        "documents", "deletedDocuments", "files", "repairedBreaks", "encodings", "bytes", "seconds",
        "megabytesPerSecond", "cpuSeconds", "peakMemoryBytes", "indexBytes", "segments", "errors",
        "characters", "skipped", "skippedBytes",
      ])
    #expect(try json.int("documents") == 2)
    #expect(try json.int("deletedDocuments") == 0)
    let files = try json.object("files")
    #expect(files.keys == ["new", "changed", "unchanged", "gone"])
    #expect(try files.int("new") == 1 && files.int("unchanged") == 0)
    #expect(try json.int("bytes") == lines.utf8.count + 4)
    for key in ["seconds", "megabytesPerSecond", "cpuSeconds"] {
      #expect(try json.number(key) >= 0)
    }
    #expect(try json.int("peakMemoryBytes") > 1 << 20)
    let written = archive.indexFiles().values.reduce(0) { $0 + $1.count }
    #expect(try json.int("indexBytes") == written)
    #expect(try json.int("segments") == 1)
    let errors = try json.objects("errors")
    #expect(errors.count == 2)
    #expect(errors.allSatisfy { $0.keys == ["path", "line", "kind", "reason"] })
    #expect(try errors[0].int("line") == 3)
    #expect(errors[1].isNull("line"))
    #expect(try errors[1].string("path") == "missing")
    #expect(try errors[1].string("reason") == "No such file or directory")
  }

  @Test("eval") func eval() throws {
    let archive = try archive()
    archive.folder.write("1\t天气\n2\t检查\n3\t绝无\n4\tunjudged\n5\t燃气\n", to: "queries.tsv")
    archive.folder.write("1\tb\t1\n2 0 a 2\n3\ta\t1\n5\ta\t0\n", to: "qrels.tsv")
    let arguments = ["eval", "--queries", "queries.tsv", "--qrels", "qrels.tsv"]
    let result = try Command.run(
      arguments + ["--json", "--run", "run.txt"], directory: archive.path)
    let json = try result.json()
    #expect(
      json.keys == [
        "queries", "ndcg@10", "mrr@10", "recall@100", "threads", "p50Milliseconds",
        "p95Milliseconds", "p99Milliseconds", "queriesPerSecond", "seconds", "cpuSeconds",
      ])
    #expect(try json.int("queries") == 3)
    for key in ["ndcg@10", "mrr@10", "recall@100"] {
      #expect(abs(try json.number(key) - 2.0 / 3) < 0.0001, "\(key)")
    }
    #expect(try json.int("threads") == 1)
    for key in [
      "p50Milliseconds", "p95Milliseconds", "p99Milliseconds", "queriesPerSecond", "seconds",
      "cpuSeconds",
    ] {
      #expect(try json.number(key) >= 0)
    }
    let run = String(decoding: Files.read(archive.folder.file("run.txt")) ?? [], as: UTF8.self)
    #expect(run == "1 Q0 b 1 1 search\n2 Q0 a 1 1 search\n")
    let text = try Command.run(arguments, directory: archive.path)
    #expect(text.stdout.contains("nDCG@10      0.6667"))
    #expect(text.stdout.contains("queries      3 on 1 thread\n"))
    for threads in ["2", "5"] {
      let many = try Command.run(
        arguments + ["--json", "--threads", threads, "--run", "many.txt"], directory: archive.path
      ).json()
      #expect(try many.int("threads") == Int(threads))
      for key in ["queries", "ndcg@10", "mrr@10", "recall@100"] {
        #expect(try many.number(key) == json.number(key), "\(key)")
      }
      #expect(Files.read(archive.folder.file("many.txt")) == Array(run.utf8))
    }
    for threads in ["0", "-1", "x", "1025"] {
      let refused = try Command.run(arguments + ["--threads", threads], directory: archive.path)
      #expect(refused.status == 2)
    }
  }

  @Test("eval reads queries as text, or as typed")
  func evalSyntax() throws {
    let archive = try archive()
    archive.folder.write("1\t检查“绝无”的天气\n", to: "queries.tsv")
    archive.folder.write("1\tb\t1\n", to: "qrels.tsv")
    let arguments = ["eval", "--json", "--queries", "queries.tsv", "--qrels", "qrels.tsv"]
    for (options, recall) in [([], 1.0), (["--syntax"], 0.0)] {
      let json = try Command.run(arguments + options, directory: archive.path).json()
      #expect(try json.number("recall@100") == recall)
    }
  }

  @Test("eval: bad files are named with the line")
  func evalErrors() throws {
    let archive = try archive()
    archive.folder.write("1\t天气\n", to: "queries.tsv")
    archive.folder.write("1\tb\t1\n1\tb\tmany\n", to: "qrels.tsv")
    let bad = try archive.run("eval", "--queries", "queries.tsv", "--qrels", "qrels.tsv")
    #expect(bad.status == 2)
    #expect(bad.stderr.contains("qrels.tsv:2"))
    let missing = try archive.run("eval", "--queries", "no.tsv", "--qrels", "qrels.tsv")
    #expect(missing.status == 2)
    #expect(missing.stderr.contains("no.tsv"))
    archive.folder.write("9\tb\t1\n", to: "qrels.tsv")
    let none = try archive.run("eval", "--queries", "queries.tsv", "--qrels", "qrels.tsv")
    #expect(none.status == 2)
    #expect(none.stderr.contains("no query of queries.tsv has a relevant document"))
  }

  @Test("stats") func stats() throws {
    let archive = try archive()
    archive.folder.write("{\"id\":\"b\",\"text\":\"换了\"}\n", to: "y.jsonl")
    try archive.succeed("index", "y.jsonl")
    let json = try archive.succeed("stats", "--json").json()
    #expect(
      json.keys == [
        "path", "formatVersion", "generation", "documents", "deleted", "sourceFiles", "textBytes",
        "units",
        "icuVersion", "runningICUVersion", "hasSameSegmenter", "indexBytes", "fileBytes",
        "segments",
      ])
    #expect(try json.string("path") == archive.index)
    #expect(try json.int("formatVersion") == 7)
    #expect(try json.int("sourceFiles") == 2)
    #expect(try json.int("generation") == 2)
    #expect(try json.int("documents") == 2)
    #expect(try json.int("deleted") == 1)
    #expect(try json.string("icuVersion") == json.string("runningICUVersion"))
    #expect(try json.bool("hasSameSegmenter"))
    for key in ["textBytes", "units"] { #expect(try json.int(key) > 0) }
    let files = try json.object("fileBytes")
    let names: Set = [
      "manifest", "words", "words-postings", "grams", "grams-postings", "grams-ordinals",
      "identifiers", "paths", "columns", "documents", "deletions", "sources",
    ]
    #expect(files.keys == names)
    let sum = try names.reduce(0) { $0 + (try files.int($1)) }
    #expect(try json.int("indexBytes") == sum)
    #expect(sum == archive.indexFiles().values.reduce(0) { $0 + $1.count })
    let segments = try json.objects("segments")
    let keys: Set = ["number", "documents", "deleted", "words", "grams", "bytes"]
    #expect(segments.allSatisfy { $0.keys == keys })
    // The first number is drawn by lot.
    let numbers = try segments.map { try $0.int("number") }
    #expect(numbers.count == 2 && numbers[0] > 0 && numbers[1] == numbers[0] + 1)
    #expect(try segments.map { try $0.int("deleted") } == [1, 0])
  }

  @Test("verify") func verify() throws {
    let archive = try archive()
    let json = try archive.succeed("verify", "--json").json()
    #expect(
      json.keys == [
        "sound", "files", "bytes", "documents", "terms", "postings", "problems", "literals",
        "literalDocuments", "literalDifferences",
      ])
    #expect(try json.bool("sound"))
    #expect(try json.int("files") == archive.indexFiles().count)
    #expect(try json.int("bytes") == archive.indexFiles().values.reduce(0) { $0 + $1.count })
    #expect(try json.int("documents") == 2)
    #expect(try json.int("terms") > 0)
    #expect(try json.int("postings") > 0)
    #expect(try json.strings("problems").isEmpty)
    #expect(try json.int("literals") == 0)
    let tried = try archive.succeed("verify", "--json", "--literals", "20").json()
    #expect(try tried.bool("sound"))
    #expect(try tried.int("literals") == 20)
    #expect(try tried.int("literalDocuments") >= 20)
    #expect(try tried.strings("literalDifferences").isEmpty)
  }

  @Test("analyze") func analyze() throws {
    let directory = TemporaryDirectory()
    let result = try Command.run(["analyze", "--json", "燃气ＡＢ，", "安全"], directory: directory.path)
    let json = try result.json()
    #expect(json.keys == ["text", "folded", "words", "units", "grams"])
    #expect(try json.string("text") == "燃气ＡＢ， 安全")
    #expect(try json.string("folded") == "燃气ab, 安全")
    let words = try json.objects("words")
    #expect(words.allSatisfy { $0.keys == ["text", "start", "length"] })
    #expect(try words.map { try $0.string("text") }.joined() == "燃气ab安全")
    let units = try json.objects("units")
    #expect(units.allSatisfy { $0.keys == ["text", "position", "start", "length"] })
    #expect(try units.map { try $0.string("text") } == ["燃", "气", "ab", "安", "全"])
    #expect(try units.map { try $0.int("start") } == [0, 1, 2, 6, 7])
    #expect(try units.map { try $0.int("length") } == [1, 1, 2, 1, 1])
    let grams = try json.objects("grams")
    #expect(grams.allSatisfy { $0.keys == ["text", "position", "start", "length"] })
    #expect(try grams.map { try $0.string("text") } == ["燃气", "ab", "安全"])
  }
}
