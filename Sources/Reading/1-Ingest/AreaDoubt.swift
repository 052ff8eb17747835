import Core

/// Why the declared country may be the wrong one: title, file name or first line name another, and none of them
/// the declared one. Nil where nothing speaks against it.
///
/// - Parameter file: the file's name without folder and ending.
public func areaDoubt(_ document: Document, file: String, rules: RuleSet) -> String? {
  guard document.areaMethod == .declared else { return nil }
  let line = document.text.prefix(4096).drop { $0 <= 0x20 }.prefix { $0 != 0x0A && $0 != 0x0D }
  let named = [
    rules.areaNames.areas(in: document.title), rules.areaNames.areas(in: file, isFileName: true),
    rules.areaNames.areas(in: String(decoding: line, as: UTF8.self)),
  ]
  guard !named.joined().contains(document.area), let other = named.first(where: { $0.count == 1 })?.first
  else { return nil }
  func name(_ code: String) -> String { rules.areas.first { $0.id == code }?.names.english ?? code }
  return "declared as \(name(document.area)) (\(document.area)), but title, file name or first line name "
    + "\(name(other)) (\(other)); if that is right, declare it"
}
