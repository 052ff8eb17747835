import Foundation
import GRDB

public let schemaVersion = 1

public enum DatabaseKind: Sendable { case work, release }

public func createSchema(in db: Database, kind: DatabaseKind = .work) throws {}
public func openDatabase(at file: URL) throws -> DatabaseQueue { try DatabaseQueue(path: file.path) }
public func openReadOnly(at file: URL) throws -> DatabaseQueue { try DatabaseQueue(path: file.path) }
public func loadCodelists(_ lists: CodelistBundle, into db: Database) throws {}
public func load(_ document: ReadDocument, into db: Database) throws {}
public func remove(documentID: String, from db: Database) throws {}
public func loadDecisions(_ rows: [DecisionRow], into db: Database) throws {}
public func readChecks(in folder: URL) throws -> [Check] { [] }
public func verify(_ db: Database, checks folder: URL) throws -> [Finding] { [] }
public func readComparisons(in folder: URL) throws -> [Comparison] { [] }
@discardableResult
public func compare(_ db: Database, comparisons folder: URL) throws -> [ComparisonCount] { [] }
public func comparisonTables(_ db: Database, comparisons folder: URL, kinds: [String]? = nil) throws
  -> [Table]
{ [] }
public func render(_ table: Table, as format: TableFormat, width: Int = 100) -> String { "\n" }
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
