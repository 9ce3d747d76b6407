import Fuzzing
import Glibc
import TestSupport

#if FUZZING
import CFuzzer
#endif

// FUZZ_TARGET=name fuzz FILE…              tries the inputs in files
// FUZZ_TARGET=name fuzz OPTION… FOLDER…    under libFuzzer, whose options these are
//
// The name is in the environment because libFuzzer starts the program again with its own arguments.

private func fail(_ message: String) -> Never { fatalError(message) }

nonisolated(unsafe) private var trial: (any FuzzTrial)?

private func run(_ input: [UInt8]) {
  do {
    try trial?.run(input)
  } catch {
    fail("\(error)")
  }
}

let arguments = CommandLine.arguments
guard let target = environment("FUZZ_TARGET").flatMap({ FuzzTarget(rawValue: $0) }) else {
  fail("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
}
trial = try target.makeTrial()
#if FUZZING
// libFuzzer begins with the inputs in its folders, and keeps new ones in the first.
if let folder = arguments.dropFirst().first(where: { Files.isFolder($0) }) {
  for (number, seed) in (trial?.seeds ?? []).enumerated() {
    Files.write(seed, to: "\(folder)/seed-\(number)")
  }
}
var copies = arguments.map { strdup($0) }
copies.append(nil)
var count = Int32(copies.count - 1)
copies.withUnsafeMutableBufferPointer { list in
  var base = list.baseAddress
  _ = LLVMFuzzerRunDriver(&count, &base) { data, size in
    run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
}
#else
for path in arguments.dropFirst() {
  guard let input = Files.read(path) else { fail("cannot read \(path)") }
  run(input)
}
#endif
