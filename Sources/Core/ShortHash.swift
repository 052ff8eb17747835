/// SHA-256 over the parts with a bar between, its first 16 bytes in hexadecimal.
package func shortHash(_ parts: [String]) -> String {
  ContentHash.hexadecimal(ContentHash.digest(Array(parts.joined(separator: "|").utf8)).prefix(16))
}
