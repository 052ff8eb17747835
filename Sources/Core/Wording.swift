/// Names of stages in a column of their own.
package func padded(_ name: String) -> String {
  name + String(repeating: " ", count: max(1, 11 - name.utf8.count))
}

/// `1 document`, `5 documents`, `14 pages`.
public func plural(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
