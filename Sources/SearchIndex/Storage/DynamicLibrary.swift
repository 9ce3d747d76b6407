internal import Glibc

/// A library of the system that is loaded when it is first needed, and stays.
///
/// What a program is linked with, every start loads. Libraries that only some formats of sources need
/// are too dear for that: libxml2 takes 0.35 ms, where `search --version` takes 4.5.
struct DynamicLibrary {
  private let handle: UnsafeMutableRawPointer

  /// Loads the first of several names that there is; nil if there is none.
  init?(_ names: [String]) {
    guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      return nil
    }
    self.handle = handle
  }

  /// A function of the library, as which type the caller vouches for; nil if it has none of this name.
  func function<Function>(_ name: String, as: Function.Type = Function.self) -> Function? {
    guard let address = dlsym(handle, name) else { return nil }
    return unsafeBitCast(address, to: Function.self)
  }
}
