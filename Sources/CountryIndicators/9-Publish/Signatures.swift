import Foundation
import GRDB



public func publish(
  _ work: Database, pipeline folder: URL, to output: URL, reports: URL, options: PublishOptions
) throws -> Release { Release(files: [], logicalHash: "", counts: [:]) }
public struct Explanation: Sendable {
  public func text(width: Int = 100) -> String { "\n" }
}
public func explain(_ db: Database, _ idOrPrefix: String) throws -> Explanation { Explanation() }
public func findObservation(_ db: Database, _ idOrPrefix: String) throws -> String { idOrPrefix }
public func exportObservations(
  _ db: Database, filter: ExportFilter, format: ExportFormat, width: Int = 100,
  to write: ([UInt8]) throws -> Void
) throws -> Int { 0 }
public func exportIndicators(_ db: Database, filter: ExportFilter, to folder: URL) throws -> [URL] { [] }
