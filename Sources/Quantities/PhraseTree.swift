/// All phrases of the caller as one tree over their parts, so that phrases with the same beginning are tried together.
struct PhraseTree: Sendable {
  struct Node: Sendable {
    /// Stretch of `children`, sorted by atom.
    var children: Range<Int32> = 0..<0
    /// Nodes behind any token, a name, a gap; -1 where there is none.
    var any: Int32 = -1
    var name: Int32 = -1
    var gap: Int32 = -1
    /// Stretch of `groups`: those of the phrases that end here.
    var groups: Range<Int32> = 0..<0
    /// One bit for each residue of the children's atoms.
    var bits: UInt64 = 0
  }

  struct Child: Sendable {
    var atom: Int32
    var node: Int32
  }

  private(set) var nodes: [Node] = []
  private(set) var children: [Child] = []
  private(set) var groups: [Int32] = []
  /// The node behind a phrase's first part, by atom; -1 for atoms that begin none.
  private(set) var roots: [Int32]

  /// - Parameter count: of the groups, counted from 0, whose phrases are meant.
  init(_ patterns: PatternSet, groups count: Int) {
    roots = [Int32](repeating: -1, count: patterns.atoms.count)
    var builder = Builder()
    for phrase in patterns.phrases where Int(phrase.group) < count {
      guard case .atom(let first)? = phrase.parts.first else { continue }
      if roots[Int(first)] < 0 { roots[Int(first)] = builder.node() }
      var place = Int(roots[Int(first)])
      for part in phrase.parts.dropFirst() { place = builder.step(from: place, part) }
      if !builder.drafts[place].groups.contains(phrase.group) {
        builder.drafts[place].groups.append(phrase.group)
      }
    }
    for draft in builder.drafts {
      let firstChild = Int32(children.count)
      let firstGroup = Int32(groups.count)
      var node = Node()
      for (atom, child) in draft.children.sorted(by: { $0.key < $1.key }) {
        children.append(Child(atom: atom, node: child))
        node.bits |= 1 << UInt64(atom & 63)
      }
      groups += draft.groups
      node.children = firstChild..<Int32(children.count)
      node.groups = firstGroup..<Int32(groups.count)
      (node.any, node.name, node.gap) = (draft.any, draft.name, draft.gap)
      nodes.append(node)
    }
  }

  private struct Builder {
    struct Draft {
      var children: [Int32: Int32] = [:]
      var any: Int32 = -1
      var name: Int32 = -1
      var gap: Int32 = -1
      var groups: [Int32] = []
    }
    var drafts: [Draft] = []

    mutating func node() -> Int32 {
      drafts.append(Draft())
      return Int32(drafts.count - 1)
    }

    mutating func step(from place: Int, _ part: PatternSet.Part) -> Int {
      let known: Int32 =
        switch part {
        case .atom(let atom): drafts[place].children[atom] ?? -1
        case .any: drafts[place].any
        case .name: drafts[place].name
        case .gap: drafts[place].gap
        }
      if known >= 0 { return Int(known) }
      let new = node()
      switch part {
      case .atom(let atom): drafts[place].children[atom] = new
      case .any: drafts[place].any = new
      case .name: drafts[place].name = new
      case .gap: drafts[place].gap = new
      }
      return Int(new)
    }
  }
}
