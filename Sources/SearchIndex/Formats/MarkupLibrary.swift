internal import CXML

/// The functions of libxml2, loaded when the first file with markup is read.
///
/// Functions of C are not marked as what threads may share, but are.
struct MarkupLibrary: @unchecked Sendable {
  /// What one of the two parsers is driven by.
  struct Functions {
    let useOptions: xml_UseOptions
    let parse: xml_ParseChunk
    let free: xml_StopOrFree
  }

  let createXML: xml_Create
  let createHTML: xml_CreateHTML
  let xml: Functions
  let html: Functions
  let stop: xml_StopOrFree
  let consumed: xml_Consumed

  private static let loaded = MarkupLibrary()

  /// - Throws: a message that says what to install.
  static func library() throws(IndexError) -> MarkupLibrary {
    guard let loaded else {
      throw .unreadable(
        "reading it needs libxml2: install it, on Debian with 'apt install libxml2'")
    }
    return loaded
  }

  private init?() {
    // The second since libxml2 2.14.
    guard let library = DynamicLibrary(["libxml2.so.2", "libxml2.so.16"]),
      let initialize = library.function("xmlInitParser", as: xml_Initialize.self),
      let createXML = library.function("xmlCreatePushParserCtxt", as: xml_Create.self),
      let createHTML = library.function("htmlCreatePushParserCtxt", as: xml_CreateHTML.self),
      let xmlOptions = library.function("xmlCtxtUseOptions", as: xml_UseOptions.self),
      let htmlOptions = library.function("htmlCtxtUseOptions", as: xml_UseOptions.self),
      let parseXML = library.function("xmlParseChunk", as: xml_ParseChunk.self),
      let parseHTML = library.function("htmlParseChunk", as: xml_ParseChunk.self),
      let freeXML = library.function("xmlFreeParserCtxt", as: xml_StopOrFree.self),
      let freeHTML = library.function("htmlFreeParserCtxt", as: xml_StopOrFree.self),
      let stop = library.function("xmlStopParser", as: xml_StopOrFree.self),
      let consumed = library.function("xmlByteConsumed", as: xml_Consumed.self)
    else { return nil }
    // Before threads use it.
    initialize()
    self.createXML = createXML
    self.createHTML = createHTML
    self.stop = stop
    self.consumed = consumed
    xml = Functions(useOptions: xmlOptions, parse: parseXML, free: freeXML)
    html = Functions(useOptions: htmlOptions, parse: parseHTML, free: freeHTML)
  }
}
