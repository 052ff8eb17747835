import ArgumentParser
import Core
import Dataset
import Foundation
import GRDB

/// What the program's exit says; the numbers above 63 are those of sysexits.h.
enum ExitStatus: Int32 {
  case checksFailed = 1
  case usage = 2
  case documentsFailed = 3
  case data = 65
  case noInput = 66
  case inputOutput = 74
  case configuration = 78

  var code: ExitCode { ExitCode(rawValue) }
}

/// Prints why the program ends and returns its exit status.
func explainExit(_ error: any Error) -> Int32 {
  switch error {
  case let error as ExitCode: return error.rawValue
  case let error as Failure:
    Console.error(error.description)
    return status(of: error.kind).rawValue
  case let error as ConfigurationError:
    Console.error("\(error.message) (\(error.file)\(error.line.map { ", line \($0)" } ?? ""))")
    return ExitStatus.configuration.rawValue
  case let error as StorageError:
    Console.error(error.description)
    switch error.kind {
    case .missing: return ExitStatus.noInput.rawValue
    case .damaged: return ExitStatus.data.rawValue
    default: return ExitStatus.inputOutput.rawValue
    }
  case let error as DatabaseMismatch:
    Console.error(error.description)
    return ExitStatus.data.rawValue
  case let error as LookupError:
    Console.error(error.description)
    return ExitStatus.noInput.rawValue
  case let error as DatabaseError:
    Console.error(
      "a database can't be read or written: \(error.message ?? error.resultCode.description). If it goes on, move the "
        + "folder of working files (Data/build) elsewhere and run again; what it holds is made anew")
    return ExitStatus.data.rawValue
  default:
    return explainParserExit(error)
  }
}

/// The argument parser's own exits: help and version are results, the rest is wrong usage.
private func explainParserExit(_ error: any Error) -> Int32 {
  let code = Indicators.exitCode(for: error)
  if code == .success {
    Console.out(Indicators.message(for: error) + "\n")
    return 0
  }
  guard code == .validationFailure else {
    Console.error("\(error)")
    return ExitStatus.inputOutput.rawValue
  }
  if let asked = CommandLine.arguments.dropFirst().first, !asked.hasPrefix("-") {
    let names = Indicators.configuration.subcommands.compactMap { $0.configuration.commandName }
    let alike = names.contains(asked) ? [] : lookalikes(of: asked, among: names)
    if !alike.isEmpty {
      Console.error("there is no command \"\(asked)\". Did you mean \(alike.joined(separator: " or "))?")
      return ExitStatus.usage.rawValue
    }
  }
  let message = Indicators.fullMessage(for: error)
  Console.error(message.hasPrefix("Error: ") ? String(message.dropFirst("Error: ".count)) : message)
  return ExitStatus.usage.rawValue
}

private func status(of kind: Failure.Kind) -> ExitStatus {
  switch kind {
  case .usage: .usage
  case .data: .data
  case .noInput: .noInput
  case .inputOutput: .inputOutput
  case .configuration: .configuration
  }
}
