import CMalloc
import Testing

/// What the commands ask of the C library's allocator.
@Suite struct AllocationTests {
  // Without it the buffers of a segment stay with the process: a third more memory, and no other sign.
  #if canImport(Glibc)
  @Test("The allocator takes the options by which freed memory leaves the process")
  func returnsFreed() {
    #expect(allocation_returnFreed(1 << 20) == 1)
  }
  #endif
}
