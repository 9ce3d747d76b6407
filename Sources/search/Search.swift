import ArgumentParser
import SearchIndex

@main
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Full-text search for archives of Chinese text.",
    discussion: """
      Index a folder, then ask:

        search index Corpus
        search query 燃气安全
        search query '"燃气安全" 社区'

      A quoted string finds every document that holds it; other words rank what is found.
      The index is the nearest .search-index in this folder or above it, unless --index or the
      environment variable SEARCH_INDEX names another.
      """,
    version: "0.1.0",
    subcommands: [
      IndexCommand.self, QueryCommand.self, SimilarCommand.self, SuggestCommand.self,
      ShowCommand.self, IssuesCommand.self, OpenCommand.self,
      CountCommand.self, KwicCommand.self, TermsCommand.self, DuplicatesCommand.self,
      WatchCommand.self, DeleteCommand.self, OptimizeCommand.self, StatsCommand.self,
      VerifyCommand.self, RepairCommand.self, EvalCommand.self, AnalyzeCommand.self,
      BenchCommand.self,
    ])

  /// Exit codes: 0 found or done, 1 nothing found, 2 an error.
  static func main() {
    Terminal.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
      Output.flush()
    } catch let error as IndexError {
      Output.flush()
      Terminal.error(error.description)
      Terminal.exit(2)
    } catch let error as QueryError {
      Output.flush()
      Terminal.error(error.description)
      Terminal.exit(2)
    } catch let code as ExitCode {
      Output.flush()
      Terminal.exit(code.rawValue)
    } catch {
      Output.flush()
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        Output.line(message)
        Output.flush()
        Terminal.exit(0)
      }
      Terminal.write(message + "\n", toStandardError: true)
      if code == .validationFailure, let text = textWithDash {
        Terminal.error("\(text) was taken for an option: text that begins with - goes behind --")
      }
      Terminal.exit(2)
    }
  }
}

extension Search {
  /// An argument that begins as an option does and is none: options are in Latin letters.
  private static var textWithDash: String? {
    CommandLine.arguments.dropFirst().prefix { $0 != "--" }.first { argument in
      guard argument.first == "-", let second = argument.dropFirst().first else { return false }
      return !second.isASCII || second == "\"" || second == "("
    }
  }
}

extension ExitCode {
  static let nothingFound = ExitCode(1)
  static let error = ExitCode(2)
}
