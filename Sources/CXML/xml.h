// The part of libxml2's binary interface that is called from Swift.
//
// The library is loaded when it is first needed, for with it every start would take longer: so its
// headers, which come with flags for the linker, are of no use. What stands here has been the same
// since libxml2 2.6 of 2003.
#ifndef CXML_XML_H
#define CXML_XML_H

#include <stddef.h>

// A xmlParserCtxt, which is a htmlParserCtxt too.
typedef struct xml_Parser xml_Parser;

typedef void (*xml_StartElement)(void *user, const unsigned char *name,
                                 const unsigned char **attributes);
typedef void (*xml_EndElement)(void *user, const unsigned char *name);
typedef void (*xml_Reference)(void *user, const unsigned char *name);
typedef void (*xml_Characters)(void *user, const unsigned char *bytes, int count);

// xmlSAXHandler. Without the magic number of SAX2 in `initialized` elements are told by their names
// with prefixes, for XML as for HTML.
typedef struct xml_Handler {
  void *untilStartDocument[14];
  xml_StartElement startElement;
  xml_EndElement endElement;
  xml_Reference reference;
  xml_Characters characters;
  xml_Characters ignorableWhitespace;
  void *untilParameterEntity[6];
  xml_Characters cdataBlock;
  void *externalSubset;
  unsigned int initialized;
  void *ofSAX2[4];
} xml_Handler;

// xmlCreatePushParserCtxt and htmlCreatePushParserCtxt, which takes an encoding too.
typedef xml_Parser *(*xml_Create)(xml_Handler *handler, void *user, const char *chunk, int size,
                                  const char *name);
typedef xml_Parser *(*xml_CreateHTML)(xml_Handler *handler, void *user, const char *chunk,
                                      int size, const char *name, int encoding);
typedef int (*xml_UseOptions)(xml_Parser *parser, int options);
typedef int (*xml_ParseChunk)(xml_Parser *parser, const char *chunk, int size, int isLast);
// xmlByteConsumed.
typedef long (*xml_Consumed)(xml_Parser *parser);
typedef void (*xml_StopOrFree)(xml_Parser *parser);
typedef void (*xml_Initialize)(void);

enum {
  xml_UTF8 = 1,              // XML_CHAR_ENCODING_UTF8
  xml_recover = 1 << 0,      // XML_PARSE_RECOVER and HTML_PARSE_RECOVER
  xml_noDoctype = 1 << 2,    // HTML_PARSE_NODEFDTD
  xml_silent = 3 << 5,       // …_PARSE_NOERROR and …_PARSE_NOWARNING
  xml_noNetwork = 1 << 11,   // …_PARSE_NONET
  xml_noEncoding = 1 << 21,  // HTML_PARSE_IGNORE_ENC
};

#endif
