/// The documents of a block that is not yet written.
struct StoredBlockBuffer {
  private var idLengths = ByteWriter()
  private var pathLengths = ByteWriter()
  private var dateLengths = ByteWriter()
  private var originLengths = ByteWriter()
  private var titleLengths = ByteWriter()
  private var textLengths = ByteWriter()
  private var ids = ByteWriter()
  private var paths = ByteWriter()
  private var dates = ByteWriter()
  private var origins = ByteWriter()
  private(set) var texts = ByteWriter()
  private(set) var count = 0

  /// About how many bytes the block takes.
  var length: Int {
    count * 6 + ids.count + paths.count + dates.count + origins.count + texts.count
  }

  mutating func add(
    _ id: UnsafeRawBufferPointer, _ title: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    _ path: UnsafeRawBufferPointer, _ date: UnsafeRawBufferPointer,
    _ origin: UnsafeRawBufferPointer
  ) {
    idLengths.append(varint: id.count)
    pathLengths.append(varint: path.count)
    dateLengths.append(varint: date.count)
    originLengths.append(varint: origin.count)
    titleLengths.append(varint: title.count)
    textLengths.append(varint: text.count)
    ids.append(id)
    paths.append(path)
    dates.append(date)
    origins.append(origin)
    texts.append(title)
    texts.append(text)
    count += 1
  }

  /// The same documents in memory of just the size.
  func copy() -> StoredBlockBuffer {
    func copy(_ writer: ByteWriter) -> ByteWriter {
      var copy = ByteWriter()
      copy.append(writer.bytes)
      return copy
    }
    var result = self
    result.idLengths = copy(idLengths)
    result.pathLengths = copy(pathLengths)
    result.dateLengths = copy(dateLengths)
    result.originLengths = copy(originLengths)
    result.titleLengths = copy(titleLengths)
    result.textLengths = copy(textLengths)
    result.ids = copy(ids)
    result.paths = copy(paths)
    result.dates = copy(dates)
    result.origins = copy(origins)
    result.texts = copy(texts)
    return result
  }

  mutating func removeAll() {
    idLengths.removeAll()
    pathLengths.removeAll()
    dateLengths.removeAll()
    originLengths.removeAll()
    titleLengths.removeAll()
    textLengths.removeAll()
    ids.removeAll()
    paths.removeAll()
    dates.removeAll()
    origins.removeAll()
    texts.removeAll()
    count = 0
  }

  /// Appends all but the texts.
  func appendHead(to writer: inout ByteWriter) {
    writer.append(idLengths.bytes)
    writer.append(pathLengths.bytes)
    writer.append(dateLengths.bytes)
    writer.append(originLengths.bytes)
    writer.append(titleLengths.bytes)
    writer.append(textLengths.bytes)
    writer.append(ids.bytes)
    writer.append(paths.bytes)
    writer.append(dates.bytes)
    writer.append(origins.bytes)
  }
}
