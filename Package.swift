// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "search",
  products: [
    .library(name: "SearchIndex", targets: ["SearchIndex"]),
    .executable(name: "search", targets: ["search"]),
    .executable(name: "generate", targets: ["generate"]),
    .executable(name: "fuzz", targets: ["fuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(name: "CICU", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CXML"),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .target(
      name: "SearchIndex",
      dependencies: ["CICU", "CPrefetch", "CZstd", "CXXHash", "CZlib", "CXML"],
      swiftSettings: settings),
    .executableTarget(
      name: "search",
      dependencies: [
        "SearchIndex", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "generate",
      dependencies: [
        "SearchIndex",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Generator", swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["SearchIndex", "CICU", "CXXHash", "CZlib"],
      path: "Tests/TestSupport", swiftSettings: settings, linkerSettings: [.linkedLibrary("z")]),
    .target(
      name: "Fuzzing", dependencies: ["SearchIndex", "TestSupport"], path: "Tests/Fuzzing",
      exclude: ["Findings"], swiftSettings: settings),
    .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing", "TestSupport", "CFuzzer"], path: "Tests/fuzz",
      swiftSettings: settings),
    .testTarget(
      name: "SearchIndexTests", dependencies: ["SearchIndex", "TestSupport", "Fuzzing"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "searchTests", dependencies: ["search", "generate", "TestSupport", "CMalloc"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
