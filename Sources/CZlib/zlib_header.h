// The types of zlib. The library itself is loaded when it is first needed, so nothing is linked.
#include <zlib.h>
