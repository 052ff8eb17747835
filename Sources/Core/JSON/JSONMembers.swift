/// The members of one kind of JSON object, in the order in which they are written. Writer, reader and the tests of
/// the published schema all have them from here.
package struct JSONMembers<Member: RawRepresentable & CaseIterable & Sendable>: Sendable
where Member.RawValue == String {
  package let all: [Member]
  package let names: [String]
  package let bytes: [[UInt8]]

  package init() {
    all = Array(Member.allCases)
    names = all.map(\.rawValue)
    bytes = names.map { Array($0.utf8) }
  }
}
