import Core
import Foundation

/// Reads `Data/reports.yml`: which reports there are and what is declared about each.
///
/// - Parameters:
///   - file: The list; the entries' files are relative to its folder.
///   - name: How errors call the list.
/// - Throws: `ConfigurationError` with the line of the mistake, `Failure` where there is no list.
public func readReportList(_ file: URL, named name: String) throws -> [ReportEntry] {
  let bytes = try readFile(file, named: name)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw notUTF8(bytes, file: name)
  }
  let yaml = try StrictYAML(text, file: name)
  try yaml.allow(["reports"])
  guard let reports = yaml.optional("reports") else { return [] }
  var entries: [ReportEntry] = []
  var seen: [String: Int] = [:]
  for item in try reports.list() {
    try item.allow(ReportEntry.keys)
    let declared = try item.optional("file")?.string() ?? ""
    if declared.isEmpty {
      let url = try item.optional("url")?.string() ?? ""
      throw item.error(
        url.isEmpty
          ? "the key \"file\" is missing"
          : "has a URL but no file; download \(url) into the folder \"reports\" beside this list and name it under \"file\""
      )
    }
    let location = URL(fileURLWithPath: declared, relativeTo: file.deletingLastPathComponent())
    var entry = ReportEntry(file: declared, location: location.absoluteURL)
    try entry.declare(item)
    if let line = item.line { entry.declaredAt = "\(name):\(line)" }
    if let earlier = seen[declared] {
      throw item.error("\"\(declared)\" stands here already, on line \(earlier)")
    }
    seen[declared] = item.line ?? 0
    entries.append(entry)
  }
  return entries
}

/// Makes entries of files and folders that the user names.
///
/// A folder stands for every `.txt`, `.pdf` and `.html` below it, but for what a browser saved beside a page. What a file `NAME.txt.yml` or `NAME.yml` beside a
/// report declares is taken up; options of the command line win over it.
///
/// - Parameters:
///   - paths: As typed.
///   - defaults: Declared on the command line for all of them.
/// - Throws: `Failure` of kind `noInput` where a path leads nowhere; `ConfigurationError` for a sidecar.
public func entries(for paths: [String], defaults: ReportEntry) throws -> [ReportEntry] {
  var found: [ReportEntry] = []
  // By the names that look alike: an accent is one character or two, and they are two files all the same.
  var seen: [String: [UInt8]] = [:]
  for path in paths {
    for file in try reportFiles(at: path) {
      if let earlier = seen[file] {
        guard earlier.elementsEqual(file.utf8) else { throw lookAlike(file) }
        continue
      }
      seen[file] = Array(file.utf8)
      found.append(try adHocEntry(file, defaults: defaults))
    }
  }
  return found
}

/// Two files whose names differ only in how their accents are coded: nobody could tell apart what is said of them.
private func lookAlike(_ file: String) -> Failure {
  Failure(
    .data, "two files have names that look the same and differ in how an accent is coded (NFC, NFD)",
    place: file, remedy: "Rename one of them")
}

private func reportFiles(at path: String) throws -> [String] {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    let isURL = path.hasPrefix("http://") || path.hasPrefix("https://")
    throw Failure(
      .noInput, isURL ? "reports are read from files, not from the network" : "there is no such file",
      place: path, remedy: isURL ? "Download it, then name the file" : "Check the path")
  }
  guard isFolder.boolValue else { return [path] }
  let below = try FileManager.default.subpathsOfDirectory(atPath: path)
  let reports = below.filter { name in
    let hidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
    let ending = URL(fileURLWithPath: name).pathExtension.lowercased()
    // "Page.html" is saved with "Page_files/", in which frames and advertisements are pages too.
    let isPart = name.split(separator: "/").dropLast().contains { $0.hasSuffix("_files") }
    return !hidden && !isPart && (["txt", "pdf"] + htmlEndings).contains(ending)
  }
  guard !reports.isEmpty else {
    throw Failure(
      .noInput, "the folder holds no .txt, .pdf or .html file", place: path,
      remedy: "Name the files themselves")
  }
  let prefix = path.hasSuffix("/") ? path : path + "/"
  return reports.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { prefix + $0 }
}

private func adHocEntry(_ file: String, defaults: ReportEntry) throws -> ReportEntry {
  var entry = ReportEntry(file: file, location: URL(fileURLWithPath: file).absoluteURL)
  for sidecar in [file + ".yml", URL(fileURLWithPath: file).deletingPathExtension().relativePath + ".yml"]
  where FileManager.default.fileExists(atPath: sidecar) {
    let bytes = try readFile(URL(fileURLWithPath: sidecar), named: sidecar)
    let yaml = try StrictYAML(bytes, file: sidecar)
    try yaml.allow(ReportEntry.keys.subtracting(["file"]))
    try entry.declare(yaml)
    if entry.declaredAt.isEmpty { entry.declaredAt = sidecar }
  }
  func fill(_ path: WritableKeyPath<ReportEntry, String>) {
    if !defaults[keyPath: path].isEmpty { entry[keyPath: path] = defaults[keyPath: path] }
  }
  // What is typed now is meant now: options win over the sidecar.
  for path in [
    \ReportEntry.area, \.published, \.language, \.title, \.edition, \.encoding, \.publisher, \.period,
    \.family,
  ] {
    fill(path)
  }
  return entry
}
