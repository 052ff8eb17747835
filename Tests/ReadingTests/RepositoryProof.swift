import Reading
import Support

extension Repository {
  /// Of the repository's own files.
  static func proof() throws -> Proof { try Proof(rules.get()) }
}
