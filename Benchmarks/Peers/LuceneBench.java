import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.RuleBasedBreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerConfig;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene's side of the comparison.
 *
 * <p>LuceneBench index words|bigrams INDEX THREADS CORPUS prints the number of documents.
 * LuceneBench query words|bigrams INDEX QUERIES [ROUNDS] prints the milliseconds of each query.
 */
public class LuceneBench {
  public static void main(String[] arguments) throws Exception {
    Analyzer analyzer = new ChineseAnalyzer(arguments[1].equals("words"));
    Path index = Path.of(arguments[2]);
    if (arguments[0].equals("index")) {
      index(analyzer, index, Integer.parseInt(arguments[3]), Path.of(arguments[4]));
    } else {
      int rounds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 50;
      query(analyzer, index, Path.of(arguments[3]), rounds);
    }
  }

  private static void index(Analyzer analyzer, Path index, int threads, Path corpus)
      throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(analyzer);
    config.setRAMBufferSizeMB(256);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    List<Throwable> failures = new ArrayList<>();
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(index), config);
        BufferedReader lines = Files.newBufferedReader(corpus, StandardCharsets.UTF_8)) {
      Thread[] workers = new Thread[threads];
      for (int i = 0; i < threads; i++) {
        workers[i] = new Thread(() -> {
          try {
            addAll(lines, writer);
          } catch (Throwable failure) {
            synchronized (failures) {
              failures.add(failure);
            }
          }
        });
        workers[i].start();
      }
      for (Thread worker : workers) worker.join();
      if (!failures.isEmpty()) throw new IOException(failures.get(0));
      writer.commit();
      System.out.println(writer.getDocStats().numDocs);
    }
  }

  /** Each thread takes lines and parses, analyses and adds them; the fields are used again. */
  private static void addAll(BufferedReader lines, IndexWriter writer) throws IOException {
    Field id = new StringField("id", "", Field.Store.YES);
    Field title = new TextField("title", "", Field.Store.YES);
    Field text = new TextField("text", "", Field.Store.YES);
    Field date = new StoredField("date", "");
    Document document = new Document();
    for (Field field : new Field[] {id, title, text, date}) document.add(field);
    String[] batch = new String[32];
    while (true) {
      int count = 0;
      synchronized (lines) {
        while (count < batch.length && (batch[count] = lines.readLine()) != null) count++;
      }
      if (count == 0) return;
      for (int i = 0; i < count; i++) {
        Map<String, String> line = FlatJSON.parse(batch[i]);
        id.setStringValue(line.getOrDefault("id", ""));
        title.setStringValue(line.getOrDefault("title", ""));
        text.setStringValue(line.getOrDefault("text", ""));
        date.setStringValue(line.getOrDefault("date", ""));
        writer.addDocument(document);
      }
    }
  }

  /** Some rounds for the compiler, then the one that is timed. */
  private static void query(Analyzer analyzer, Path index, Path queries, int rounds)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(index)));
    QueryBuilder builder = new QueryBuilder(analyzer);
    List<String> texts = Files.readAllLines(queries, StandardCharsets.UTF_8);
    long[] times = new long[texts.size()];
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < times.length; i++) {
        long begin = System.nanoTime();
        Query query = builder.createBooleanQuery("text", texts.get(i));
        if (query != null) searcher.search(query, 10);
        times[i] = System.nanoTime() - begin;
      }
    }
    Arrays.stream(times).forEach(time -> System.out.println(time / 1e6));
  }
}

/** ICU's words, or pairs of characters as by Lucene's CJKAnalyzer without its stop words. */
class ChineseAnalyzer extends Analyzer {
  private final boolean words;

  ChineseAnalyzer(boolean words) {
    this.words = words;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer tokenizer = words ? new ICUTokenizer(new RootWords()) : new StandardTokenizer();
    TokenStream stream = new LowerCaseFilter(new CJKWidthFilter(tokenizer));
    return new TokenStreamComponents(tokenizer, words ? stream : new CJKBigramFilter(stream));
  }
}

/**
 * ICU's root word iterator for every script.
 *
 * <p>Lucene's own configuration has it for Chinese too; for other scripts it reads rules that are
 * compiled for another version of ICU than Debian's.
 */
class RootWords extends ICUTokenizerConfig {
  private static final BreakIterator WORDS = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public RuleBasedBreakIterator getBreakIterator(int script) {
    return (RuleBasedBreakIterator) WORDS.clone();
  }

  @Override
  public String getType(int script, int status) {
    if (status >= BreakIterator.WORD_IDEO) return "<IDEOGRAPHIC>";
    return status >= BreakIterator.WORD_LETTER ? "<ALPHANUM>" : "<NUM>";
  }

  @Override
  public boolean combineCJ() {
    return true;
  }
}

/** An object of strings on one line. */
class FlatJSON {
  private final String line;
  private int place = 0;

  private FlatJSON(String line) {
    this.line = line;
  }

  static Map<String, String> parse(String line) {
    FlatJSON json = new FlatJSON(line);
    Map<String, String> result = new HashMap<>();
    while (true) {
      String name = json.string();
      if (name == null) return result;
      String value = json.string();
      if (value == null) throw new IllegalArgumentException("not an object of strings: " + line);
      result.put(name, value);
    }
  }

  /** The next string; null if there is none. */
  private String string() {
    int start = line.indexOf('"', place) + 1;
    if (start == 0) return null;
    int end = start;
    while (line.charAt(end) != '"') end += line.charAt(end) == '\\' ? 2 : 1;
    place = end + 1;
    int escape = line.indexOf('\\', start);
    return escape < 0 || escape >= end ? line.substring(start, end) : unescape(start, end);
  }

  private String unescape(int start, int end) {
    StringBuilder result = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char unit = line.charAt(i);
      if (unit == '\\') {
        unit = line.charAt(++i);
        int letter = "nrtbf".indexOf(unit);
        if (letter >= 0) {
          unit = "\n\r\t\b\f".charAt(letter);
        } else if (unit == 'u') {
          unit = (char) Integer.parseInt(line.substring(i + 1, i + 5), 16);
          i += 4;
        }
      }
      result.append(unit);
    }
    return result.toString();
  }
}
