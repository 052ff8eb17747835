import Core
import Foundation
import Reading

/// What a careful reader found in one text: gold data as the annotation guide has it.
struct Gold {
  var name: String
  var text: [UInt8]
  var mentions: [GoldMention]
  var observations: [GoldObservation]

  /// Reads every `NAME.mentions.jsonl` of a folder with its observations and its text.
  ///
  /// - Parameter texts: the folder of `NAME.txt`.
  /// - Throws: `Failure` where there is no such folder, `ConfigurationError` that names file and line.
  static func read(_ folder: URL, texts: URL) throws -> [Gold] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw Failure(
        .noInput, "there is no such folder", place: folder.path, remedy: "Check the path after --gold")
    }
    let suffix = ".mentions.jsonl"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
    guard !names.isEmpty else {
      throw ConfigurationError(file: folder.path, line: nil, message: "has no NAME.mentions.jsonl")
    }
    return try names.map { name in
      let url = texts.appendingPathComponent("\(name).txt")
      guard let data = try? Data(contentsOf: url) else {
        throw ConfigurationError(
          file: url.path, line: nil, message: "cannot be read; name the folder of the texts with --texts")
      }
      let mentions: [GoldMention] = try lines(folder, "\(name)\(suffix)")
      let observations: [GoldObservation] = try lines(folder, "\(name).observations.jsonl")
      return Gold(name: name, text: [UInt8](data), mentions: mentions, observations: observations)
    }
  }

  private static func lines<T: Decodable>(_ folder: URL, _ name: String) throws -> [T] {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
      throw ConfigurationError(file: name, line: nil, message: "cannot be read; is it missing?")
    }
    return try data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      guard line.contains(where: { $0 > 0x20 }) else { return nil }
      do {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(T.self, from: Data(line))
      } catch {
        throw ConfigurationError(file: name, line: index + 1, message: "is no gold record: \(error)")
      }
    }
  }
}

struct GoldMention: Decodable {
  var start: Int
  var end: Int
  var kind: String
  var value: Loose?
  var valueHigh: Loose?
  var total: Loose?
  var qualifier: String?
  var optional: Bool?
}

struct GoldObservation: Decodable {
  var indicatorId: String
  var treaty: String?
  var area: String
  var timePeriod: String?
  var sex: String
  var value: Loose?
  var qualifier: String?
  var total: Loose?
  var citedSource: String?
  var start: Int
  var end: Int
  var optional: Bool?
}

/// A text or a number; empty and absent are the same.
struct Loose: Decodable {
  var text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else {
      let number = try container.decode(Double.self)
      text = number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
  }

  /// Equal within a part of the number's size, or as text.
  static func agree(_ found: String?, _ gold: Loose?, within tolerance: Double = 1e-4, absolute: Bool = false)
    -> Bool
  {
    let (a, b) = (found ?? "", gold?.text ?? "")
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty }
    guard let x = Double(a), let y = Double(b) else { return a == b }
    return abs(x - y) <= (absolute ? tolerance : tolerance * max(1e-9, abs(y)))
  }
}
