// What Swift has no word for: a hint to the processor.
#ifndef CPREFETCH_PREFETCH_H
#define CPREFETCH_PREFETCH_H

// Has memory brought near that will soon be read. Whatever the address, nothing else happens.
static inline void prefetch(const void *address) { __builtin_prefetch(address); }

#endif
