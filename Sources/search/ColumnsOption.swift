import ArgumentParser
import SearchIndex

struct ColumnsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which columns of .csv and .tsv files are id, title, text and date: names in the first row, or "
        + "numbers; an empty one is none.",
      discussion:
        "Default: columns called id, title, text and date, or 编号, 标题, 正文 and 日期, and the like.",
      valueName: "ID,TITLE,TEXT,DATE"),
    transform: { list in
      guard let columns = ColumnSelection(list) else {
        throw ValidationError("--columns takes up to four columns, ID,TITLE,TEXT,DATE")
      }
      return columns
    })
  var columns: ColumnSelection?

  /// How files are read, with these columns.
  func applied(to options: ReadingOptions) -> ReadingOptions {
    var options = options
    options.columns = columns
    return options
  }
}
