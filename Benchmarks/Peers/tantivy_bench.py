"""tantivy's side of the comparison.

tantivy_bench.py index words|bigrams INDEX THREADS CORPUS prints the number of documents and the
most memory in KiB, that of the helpers included.
tantivy_bench.py query words|bigrams INDEX QUERIES prints the milliseconds of each query.
"""

import json
import os
import resource
import sys
import time
from multiprocessing import Pool

import rjieba
import tantivy

MEMORY = 256 << 20


def words_of(text):
    """jieba's words, parted by spaces, without punctuation."""
    return " ".join([word for word in rjieba.cut(text) if word[0].isalnum()])


def cut(lines):
    """Runs beside the writer: jieba does not let go of the interpreter's lock."""
    result = []
    for line in lines:
        fields = json.loads(line)
        title, text = fields.get("title", ""), fields.get("text", "")
        date = fields.get("date", "")
        result.append((fields["id"], title, words_of(title), text, words_of(text), date))
    return result


def make_index(path, words):
    """Everything is stored once; positions are kept, which is the default."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    if words:
        for name in ("title", "text", "date"):
            builder.add_bytes_field("stored_" + name, stored=True)
    else:
        builder.add_text_field("date", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_text_field(name, stored=not words, tokenizer_name="chinese")
    index = tantivy.Index(builder.build(), path=path)
    tokenizer = tantivy.Tokenizer.whitespace() if words else tantivy.Tokenizer.ngram(2, 2)
    analyzer = tantivy.TextAnalyzerBuilder(tokenizer).filter(tantivy.Filter.lowercase()).build()
    index.register_tokenizer("chinese", analyzer)
    return index, analyzer


def batches(file, count=100):
    batch = []
    for line in file:
        batch.append(line)
        if len(batch) == count:
            yield batch
            batch = []
    if batch:
        yield batch


def add_words(writer, pieces):
    count = 0
    for piece in pieces:
        for number, title, title_words, text, text_words, date in piece:
            document = tantivy.Document()
            document.add_text("id", number)
            document.add_text("title", title_words)
            document.add_text("text", text_words)
            for name, value in (("title", title), ("text", text), ("date", date)):
                document.add_bytes("stored_" + name, value.encode())
            writer.add_document(document)
            count += 1
    return count


def build(words, path, threads, corpus):
    os.makedirs(path)
    index, _ = make_index(path, words)
    writer = index.writer(MEMORY, threads)
    with open(corpus, encoding="utf-8") as file:
        if not words:
            count = 0
            for line in file:
                writer.add_json(line)
                count += 1
        elif threads == 1:
            count = add_words(writer, map(cut, batches(file)))
        else:
            with Pool(threads) as pool:
                count = add_words(writer, pool.imap(cut, batches(file)))
                pool.close()
                pool.join()
    writer.commit()
    writer.wait_merging_threads()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if words and threads > 1:
        memory += threads * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(count, memory)


def ask(words, path, queries):
    """A few rounds to warm up, then the one that is timed."""
    index, analyzer = make_index(path, words)
    searcher = index.searcher()
    with open(queries, encoding="utf-8") as file:
        texts = [line.rstrip("\n") for line in file]
    times = []
    for _ in range(4):
        times = []
        for text in texts:
            begin = time.perf_counter()
            terms = analyzer.analyze(words_of(text) if words else text)
            query = tantivy.Query.boolean_query([
                (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "text", term))
                for term in terms
            ])
            searcher.search(query, 10, count=False)
            times.append((time.perf_counter() - begin) * 1000)
    for milliseconds in times:
        print(milliseconds)


def main():
    words = sys.argv[2] == "words"
    if sys.argv[1] == "index":
        build(words, sys.argv[3], int(sys.argv[4]), sys.argv[5])
    else:
        ask(words, sys.argv[3], sys.argv[4])


if __name__ == "__main__":
    main()
