// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "country-indicators",
  products: [
    .executable(name: "indicators", targets: ["indicators"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  // The data's path, from bytes to pages. Who may know whom stands here and nowhere else; an import that is not listed
  // does not compile (.ci/run).
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .target(name: "Quantities"),
    .target(
      name: "Core",
      dependencies: [
        .product(name: "Yams", package: "Yams"), "CCrypto",
      ]),
    .target(name: "Acquire", dependencies: ["Core"]),
    .target(name: "Reading", dependencies: ["Core", "Quantities", "CGumbo"]),
    .target(name: "Reference", dependencies: ["Core"]),
    .target(
      name: "Dataset", dependencies: ["Core", sqlite, sqliteInterface],
      resources: [
        .embedInCode("1-Load/Schema.sql"), .embedInCode("1-Load/Grounding.sql"),
        .embedInCode("1-Load/Views.sql"), .embedInCode("1-Load/QualityViews.sql"),
        .embedInCode("1-Load/ReviewViews.sql"), .embedInCode("1-Load/PublisherViews.sql"),
        .embedInCode("1-Load/PublishedViews.sql"), .embedInCode("1-Load/Descriptions.yml"),
        .embedInCode("1-Load/DescriptionsOfViews.yml"),
      ]),
    .target(
      name: "Site", dependencies: ["Core", "Dataset", sqlite],
      resources: [
        .embedInCode("site.css"), .embedInCode("site.js"), .embedInCode("desk.js"),
        .embedInCode("deskText.js"), .embedInCode("texts.js"),
      ]),
    .target(name: "Review", dependencies: ["Core", "Dataset", sqlite]),
    .target(name: "Diff", dependencies: ["Core", "Dataset", sqlite]),
    .target(name: "Evaluation", dependencies: ["Core", "Reading"]),
    .target(
      name: "Orchestration",
      dependencies: [
        "Core", "Acquire", "Reading", "Reference", "Dataset", "Site", "Review", "Diff", "Evaluation", sqlite,
      ], resources: [.embedInCode("Ledger.sql")]),
    .executableTarget(
      name: "indicators",
      dependencies: [
        "Core", "Acquire", "Reading", "Reference", "Dataset", "Site", "Review", "Diff", "Evaluation",
        "Orchestration", sqlite,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "stream-benchmark", path: "Benchmarks/StreamBenchmark"),
    // What several test targets share: the repository's knowledge, made-up reports, folders that go away.
    .target(
      name: "Support",
      dependencies: ["Core", "Acquire", "Reading", "Reference", "Dataset", "Orchestration", sqlite],
      path: "Tests/Support"),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "CoreTests", dependencies: ["Core"]),
    .testTarget(name: "AcquireTests", dependencies: ["Core", "Acquire", "Support"]),
    .testTarget(name: "ReadingTests", dependencies: ["Core", "Acquire", "Quantities", "Reading", "Support"]),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Core", "Reading", "Reference", "Dataset", "Support", sqlite]),
    .testTarget(
      name: "DatasetTests", dependencies: ["Core", "Reading", "Dataset", "Orchestration", "Support", sqlite]),
    .testTarget(
      name: "SiteTests", dependencies: ["Core", "Dataset", "Site", "Orchestration", "Support", sqlite]),
    .testTarget(
      name: "ReviewTests",
      dependencies: ["Core", "Reading", "Dataset", "Review", "Orchestration", "Support", sqlite]),
    .testTarget(
      name: "DiffTests", dependencies: ["Core", "Dataset", "Diff", "Orchestration", "Support", sqlite]),
    .testTarget(name: "EvaluationTests", dependencies: ["Core", "Reading", "Evaluation", "Support"]),
    .testTarget(
      name: "OrchestrationTests",
      dependencies: [
        "Core", "Acquire", "Reading", "Reference", "Dataset", "Site", "Review", "Diff", "Orchestration",
        "Support", sqlite,
      ]),
    .testTarget(
      name: "IndicatorsTests", dependencies: ["Core", "Dataset", "Orchestration", "Support", sqlite]),
  ],
  swiftLanguageModes: [.v6]
)

/// Values and queries over SQLite, and its C interface.
var sqlite: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var sqliteInterface: Target.Dependency { .product(name: "GRDBSQLite", package: "GRDB.swift") }
