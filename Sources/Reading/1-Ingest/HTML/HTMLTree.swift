import CGumbo
import Core
import Foundation

/// A page as Gumbo parses it: by the tree construction of the HTML standard, so that what browsers make of unclosed and
/// misplaced tags is what is read.
///
/// The tree lives as long as this and the bytes that it was made of.
final class HTMLTree {
  /// Every block of memory that the parser holds, in a ring: Gumbo frees a tree by recursion, which a deep one overflows.
  private let blocks: UnsafeMutablePointer<Block>
  private let output: UnsafeMutablePointer<GumboOutput>

  private struct Block {
    var before: UnsafeMutablePointer<Block>?
    var after: UnsafeMutablePointer<Block>?
  }

  /// The element `html`.
  var root: UnsafeMutablePointer<GumboNode> { output.pointee.root }

  /// - Parameters:
  ///   - bytes: valid UTF-8; must outlive this.
  ///   - name: How errors call the file.
  /// - Throws: `Failure` of kind `data` for what `HTMLShape` refuses.
  init(_ bytes: UnsafeBufferPointer<UInt8>, named name: String) throws {
    try HTMLShape(bytes).check(named: name)
    blocks = .allocate(capacity: 1)
    blocks.initialize(to: Block(before: nil, after: nil))
    (blocks.pointee.before, blocks.pointee.after) = (blocks, blocks)
    var options = GumboOptions()
    options.tab_stop = 8
    options.max_errors = 0
    options.fragment_context = GUMBO_TAG_LAST
    options.fragment_namespace = GUMBO_NAMESPACE_HTML
    options.userdata = UnsafeMutableRawPointer(blocks)
    options.allocator = { ring, size in
      guard let ring, let memory = malloc(size + MemoryLayout<Block>.stride) else { return nil }
      let head = ring.assumingMemoryBound(to: Block.self)
      let block = memory.bindMemory(to: Block.self, capacity: 1)
      block.initialize(to: Block(before: head, after: head.pointee.after))
      head.pointee.after?.pointee.before = block
      head.pointee.after = block
      return memory + MemoryLayout<Block>.stride
    }
    options.deallocator = { _, memory in
      guard let memory else { return }
      let start = memory - MemoryLayout<Block>.stride
      let block = start.assumingMemoryBound(to: Block.self)
      block.pointee.before?.pointee.after = block.pointee.after
      block.pointee.after?.pointee.before = block.pointee.before
      free(start)
    }
    guard
      let output = bytes.withMemoryRebound(
        to: CChar.self, { gumbo_parse_with_options(&options, $0.baseAddress, $0.count) })
    else { throw Failure(.data, "the page can't be parsed", place: name, remedy: "Save it as plain text") }
    self.output = output
  }

  deinit {
    var next = blocks.pointee.after
    while let block = next, block != blocks {
      next = block.pointee.after
      free(UnsafeMutableRawPointer(block))
    }
    blocks.deallocate()
  }
}

extension UnsafeMutablePointer<GumboNode> {
  var isElement: Bool { pointee.type == GUMBO_NODE_ELEMENT }

  var tag: GumboTag { pointee.v.element.tag }

  /// Of an element, or the document.
  var children: UnsafeBufferPointer<UnsafeMutableRawPointer?> {
    let children = pointee.v.element.children
    return UnsafeBufferPointer(start: children.data, count: Int(children.length))
  }

  /// The text of a text node; nil for comments and elements.
  var text: UnsafeBufferPointer<UInt8>? {
    guard [GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA].contains(pointee.type),
      let text = pointee.v.text.text
    else { return nil }
    let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: bytes, count: strlen(text))
  }

  /// The value of an attribute; nil where the element lacks it.
  func attribute(_ name: String) -> String? {
    var attributes = pointee.v.element.attributes
    guard let found = gumbo_get_attribute(&attributes, name) else { return nil }
    return String(cString: found.pointee.value)
  }
}
