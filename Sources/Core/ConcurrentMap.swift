import Foundation

/// The same as `map`, on all cores; the results stand in the order of the items.
///
/// - Throws: What the first item that failed threw.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @Sendable (Item) throws -> Result
) throws -> [Result] {
  let results = Results<Result>(count: items.count)
  DispatchQueue.concurrentPerform(iterations: items.count) { index in
    results.set(index, Swift.Result { try transform(items[index]) })
  }
  return try results.all()
}

/// Results that threads write, each into its place.
private final class Results<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var values: [Result<Value, Error>?]

  init(count: Int) { values = Array(repeating: nil, count: count) }

  func set(_ index: Int, _ value: Result<Value, Error>) { lock.withLock { values[index] = value } }

  func all() throws -> [Value] { try lock.withLock { try values.map { try $0!.get() } } }
}
