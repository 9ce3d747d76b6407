/// One occurrence of a term, on the way from texts to posting lists.
struct Occurrence: BitwiseCopyable {
  /// The ordinal of what stands right; of a word what stands behind it.
  ///
  /// See ``WordEnd``. Of pairs it is in the high half, above the right character by which they are
  /// sorted.
  var key: UInt32
  /// The ordinal of the left character or of the word, counted from where the document begins.
  ///
  /// See ``DocumentPlaces``. The highest bit is set in titles.
  var place: UInt32

  /// The bits of a place.
  static let places: UInt32 = 0x7fff_ffff
  /// The bit that is set in titles.
  static let title: UInt32 = 0x8000_0000
}
