/// Takes the text out of a PDF file, through `pdftotext` of Poppler as a program of its own: what is wrong
/// with a file can end that program, and not this one.
enum PDFExtractor {
  /// The text of a file; each page but the last ends with a form feed.
  static func text(of file: InputFile) throws(SourceRefusal) -> [UInt8] {
    // The program opens the file anew, so that it can go to and fro in it.
    let arguments = ["pdftotext", "-enc", "UTF-8", "-eol", "unix", "/dev/stdin", "-"]
    let process = ChildProcess()
    let result: ChildProcess.Result?
    do throws(IndexError) {
      result = try process.run(arguments, input: file)
    } catch {
      throw SourceRefusal(.unreadable, error.description)
    }
    guard let result else {
      throw SourceRefusal(
        .unreadable,
        "reading it needs pdftotext: install poppler-utils, on Debian with "
          + "'apt install poppler-utils'")
    }
    switch result.outcome {
    case .exited(0): break
    case .exited(3): throw SourceRefusal(.unreadable, "its author does not allow to copy its text")
    case .exited:
      let complaint = String(decoding: result.complaints, as: UTF8.self)
      throw complaint.contains("assword")
        ? SourceRefusal(.unreadable, "it is encrypted")
        : SourceRefusal(.malformed, "pdftotext cannot read it\(quoted(complaint))")
    case .killed(let signal):
      throw SourceRefusal(.malformed, "pdftotext was ended by signal \(signal)")
    case .timedOut:
      throw SourceRefusal(.malformed, "pdftotext took more than \(Int(process.timeLimit)) seconds")
    case .tooLong:
      throw SourceRefusal(.tooLong, "its text has more than \(Document.maximumLength) bytes")
    }
    var text = UTF8Repair.repaired(result.output)
    text.removeAll { $0 == 0 }
    // Behind the last page is nothing.
    if text.last == 0x0c { text.removeLast() }
    guard text.contains(where: { $0 > 0x20 }) else {
      throw SourceRefusal(
        .malformed, "it has no text: if its pages are pictures, an OCR program can add text to it")
    }
    return text
  }

  private static func quoted(_ complaint: String) -> String {
    guard let line = complaint.split(whereSeparator: \.isNewline).last else { return "" }
    return ": \(line)"
  }
}
