// Options of the C library's allocator, which Swift's Glibc module does not have.
#ifndef CMALLOC_ALLOCATION_H
#define CMALLOC_ALLOCATION_H

// Not `#ifdef __GLIBC__`: no header has been included yet that would define it.
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

// Has blocks of at least `threshold` bytes mapped apart, and so given back when they are freed. By
// default the allocator raises its threshold to the size of what was freed last.
// Returns 1 if the allocator took it, 0 if it has no such options.
static inline int allocation_returnFreed(int threshold) {
#ifdef M_MMAP_THRESHOLD
  return mallopt(M_MMAP_THRESHOLD, threshold) & mallopt(M_TRIM_THRESHOLD, 4 * threshold);
#else
  return 0;
#endif
}

#endif
