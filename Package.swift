// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "country-indicators",
  products: [
    .library(name: "Quantities", targets: ["Quantities"]),
    .library(name: "CountryIndicators", targets: ["CountryIndicators"]),
    .executable(name: "indicators", targets: ["indicators"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .target(name: "Quantities"),
    .target(
      name: "CountryIndicators",
      dependencies: [
        "Quantities",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [
        .embedInCode("6-Load/Schema.sql"), .embedInCode("6-Load/Grounding.sql"),
        .embedInCode("6-Load/Views.sql"), .embedInCode("6-Load/QualityViews.sql"),
        .embedInCode("6-Load/ReviewViews.sql"), .embedInCode("6-Load/WorkSchema.sql"),
        .embedInCode("6-Load/Descriptions.yml"), .embedInCode("9-Publish/Site/site.css"),
        .embedInCode("9-Publish/Site/site.js"), .embedInCode("9-Publish/Site/desk.js"),
        .embedInCode("9-Publish/Site/deskText.js"),
        .embedInCode("6-Load/PublishedViews.sql"),
        .embedInCode("6-Load/DescriptionsOfViews.yml"),
      ]),
    .executableTarget(
      name: "indicators",
      dependencies: [
        "CountryIndicators",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "stream-benchmark", path: "Benchmarks/StreamBenchmark"),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "CountryIndicatorsTests", dependencies: ["CountryIndicators"]),
    .testTarget(name: "IndicatorsTests", dependencies: ["CountryIndicators"]),
  ],
  swiftLanguageModes: [.v6]
)
