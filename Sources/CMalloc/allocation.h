// Options of the C library's allocator, which Swift's Glibc module does not have.
#ifndef CMALLOC_ALLOCATION_H
#define CMALLOC_ALLOCATION_H

#include <stddef.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Has blocks of at least `threshold` bytes mapped apart, and so given back when they are freed. By
// default the allocator raises its threshold to the size of what was freed last.
static inline void allocation_returnFreed(int threshold) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, threshold);
  mallopt(M_TRIM_THRESHOLD, 4 * threshold);
#endif
}

#endif
