// ICU's public C API, as far as it is called from Swift.
//
// ICU renames its functions by macro (ubrk_open is ubrk_open_72 in ICU 72), which Swift cannot
// import: hence one static inline wrapper for each function that is used, and nothing else.
#ifndef CICU_ICU_H
#define CICU_ICU_H

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/udata.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utrans.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

static inline const char *icu_errorName(UErrorCode status) { return u_errorName(status); }

// Break iterators (ubrk.h)

static inline UBreakIterator *icu_openBreakIterator(UBreakIteratorType type, const char *locale,
                                                    UErrorCode *status) {
  return ubrk_open(type, locale, NULL, 0, status);
}
static inline void icu_closeBreakIterator(UBreakIterator *iterator) { ubrk_close(iterator); }
static inline void icu_setText(UBreakIterator *iterator, const UChar *text, int32_t length,
                               UErrorCode *status) {
  ubrk_setText(iterator, text, length, status);
}
static inline int32_t icu_nextBreak(UBreakIterator *iterator) { return ubrk_next(iterator); }
static inline int32_t icu_ruleStatus(UBreakIterator *iterator) {
  return ubrk_getRuleStatus(iterator);
}

// Normalisation (unorm2.h)

static inline const UNormalizer2 *icu_caseFoldingNormalizer(UErrorCode *status) {
  return unorm2_getNFKCCasefoldInstance(status);
}
static inline int32_t icu_normalize(const UNormalizer2 *normalizer, const UChar *source,
                                    int32_t length, UChar *target, int32_t capacity,
                                    UErrorCode *status) {
  return unorm2_normalize(normalizer, source, length, target, capacity, status);
}
static inline UBool icu_hasBoundaryBefore(const UNormalizer2 *normalizer, UChar32 scalar) {
  return unorm2_hasBoundaryBefore(normalizer, scalar);
}

// Character properties (uchar.h, uscript.h)

static inline int8_t icu_generalCategory(UChar32 scalar) { return u_charType(scalar); }
static inline UBool icu_hasProperty(UChar32 scalar, UProperty property) {
  return u_hasBinaryProperty(scalar, property);
}
static inline int32_t icu_wordBreakClass(UChar32 scalar) {
  return u_getIntPropertyValue(scalar, UCHAR_WORD_BREAK);
}
static inline int32_t icu_lineBreakClass(UChar32 scalar) {
  return u_getIntPropertyValue(scalar, UCHAR_LINE_BREAK);
}
static inline int32_t icu_eastAsianWidth(UChar32 scalar) {
  return u_getIntPropertyValue(scalar, UCHAR_EAST_ASIAN_WIDTH);
}
static inline int32_t icu_script(UChar32 scalar, UErrorCode *status) {
  return uscript_getScript(scalar, status);
}
static inline UBool icu_isInScript(UChar32 scalar, UScriptCode script) {
  return uscript_hasScript(scalar, script);
}

// Transliteration (utrans.h)

static inline UTransliterator *icu_openTransliterator(const UChar *id, int32_t length,
                                                      UErrorCode *status) {
  return utrans_openU(id, length, UTRANS_FORWARD, NULL, 0, NULL, status);
}
static inline void icu_closeTransliterator(UTransliterator *transliterator) {
  utrans_close(transliterator);
}
static inline void icu_transliterate(const UTransliterator *transliterator, UChar *text,
                                     int32_t *length, int32_t capacity, UErrorCode *status) {
  int32_t limit = *length;
  utrans_transUChars(transliterator, text, length, capacity, 0, &limit, status);
}

// Converters (ucnv.h)

static inline UConverter *icu_openConverter(const char *name, UErrorCode *status) {
  return ucnv_open(name, status);
}
static inline void icu_closeConverter(UConverter *converter) { ucnv_close(converter); }
static inline int32_t icu_decode(UConverter *converter, UChar *target, int32_t capacity,
                                 const char *source, int32_t length, UErrorCode *status) {
  return ucnv_toUChars(converter, target, capacity, source, length, status);
}

// Version and dictionary (uversion.h, udata.h)

static inline const char *icu_dataVersion(void) { return U_ICU_VERSION; }
static inline void icu_runtimeVersion(UVersionInfo version) { u_getVersion(version); }
static inline UDataMemory *icu_openChineseDictionary(UErrorCode *status) {
  return udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", status);
}
static inline const void *icu_dataBytes(UDataMemory *data) { return udata_getMemory(data); }
static inline void icu_closeData(UDataMemory *data) { udata_close(data); }

#endif
