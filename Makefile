# make demo    installs what is missing, builds, indexes Corpus/ and answers a query
# make test    installs what is missing and runs all tests
# make lint    checks the format; make format mends it
# make golden  writes the golden index anew, on purpose: only after a change of the format
# make peers   measures search beside Lucene and tantivy, and writes docs/benchmarks.md
# make crash   kills processes that write an index, and looks for what is lost; needs the release
# make fuzz    puts made-up bytes to all that takes bytes from outside; FUZZ_SECONDS for each target
# make weights learns anew from Corpus/labelled how lines and articles are told; needs Python and PyPI
# make tsan    runs the tests with threads under the thread sanitizer
# make torture the same as crash for hours, and the random tests with many more seeds
# make install PREFIX=/usr/local   the command, its man page and completions

PREFIX ?= /usr/local
PACKAGES = libicu-dev libzstd-dev libxxhash-dev zlib1g-dev libxml2 poppler-utils pkg-config
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Overlapping accesses are found by the tests, which are built with the checks.
RELEASE = -c release --static-swift-stdlib --scratch-path .build-release \
	-Xswiftc -enforce-exclusivity=unchecked
BINARY = .build-release/release/search

# An invented archive of 100 MB: the same for the same ICU.
CORPUS ?= .build-peers/generated-100.jsonl

.PHONY: demo commands crash fuzz tsan torture test build generator weights peers lint format golden install setup clean

demo: build
	$(BINARY) index --index .search-index Corpus
	$(BINARY) query --index .search-index 燃气安全

commands: build
	Tests/commands $(CURDIR)/$(BINARY)

crash: build
	Tests/crash --search $(CURDIR)/$(BINARY) --kills 300 --seconds 300

# The machine's ICU and zstd are not built for the sanitizer; what they do stays unseen.
THREADED = ReaderTests|BackgroundMergeTests|IndexWriterTests|CharacterAccountTests|WorkerPoolTests|QueryRunTests|$	ConcordanceTests|DuplicatesTests|VocabularyTests|SourceSurveyTests|StoredDocumentsTests
tsan: setup
	swift test --sanitize=thread --scratch-path .build-tsan \
		--filter '$(THREADED)'

torture: build
	Tests/crash --search $(CURDIR)/$(BINARY) --kills 10000 --seconds 7200 --seed $$$$
	TEST_SEEDS=20 swift test --filter SearchIndexTests

# libFuzzer comes with Swift's compiler. New inputs stay in .build-fuzz/inputs, so that the next run goes on.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= files queries lines texts formats words
RESOURCES = $(shell swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
fuzz: setup
	swift build -c release --scratch-path .build-fuzz --product fuzz \
		-Xswiftc -sanitize=address -Xswiftc -DFUZZING -Xswiftc \
		-sanitize-coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table -Xlinker \
		$(RESOURCES)/clang/lib/linux/libclang_rt.fuzzer_no_main-$(shell uname -m).a -Xlinker -lstdc++
	@for target in $(FUZZ_TARGETS); do \
		inputs=.build-fuzz/inputs/$$target; mkdir -p $$inputs Tests/Fuzzing/Findings/$$target; \
		FUZZ_TARGET=$$target SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/fuzz \
			-max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=3000 -malloc_limit_mb=1000 \
			-max_len=2048 -print_final_stats=1 -artifact_prefix=.build-fuzz/$$target- \
			$$inputs Tests/Fuzzing/Findings/$$target >.build-fuzz/$$target.log 2>&1 \
			|| { tail -n 60 .build-fuzz/$$target.log; exit 1; }; \
		sed -n "s/^Done \(.*\)/$$target: \1, nothing found/p" .build-fuzz/$$target.log; \
	done

build: setup
	swift build $(RELEASE) --product search

generator: setup
	swift build $(RELEASE) --product generate

weights:
	Benchmarks/weights

# Any corpus: make peers CORPUS=file.jsonl PEERS="--rounds 5"
peers: $(CORPUS)
	Benchmarks/peers $(CORPUS) $(PEERS)

.build-peers/generated-100.jsonl:
	mkdir -p $(@D)
	Benchmarks/generate --megabytes 100 > $@.new
	mv $@.new $@

test: setup
	swift test --parallel

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

format:
	swift format --in-place --recursive Sources Tests Benchmarks Package.swift

golden: setup
	WRITE_GOLDEN=1 swift test --filter GoldenTests

install: build
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/search
	install -D -m 644 docs/search.1 $(DESTDIR)$(PREFIX)/share/man/man1/search.1
	mkdir -p $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	$(BINARY) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/search
	mkdir -p $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(BINARY) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_search
	mkdir -p $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BINARY) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/search.fish

# Debian and Ubuntu; elsewhere install ICU, zstd and xxHash with their headers by hand.
setup:
	@if command -v apt-get >/dev/null && ! dpkg -s $(PACKAGES) >/dev/null 2>&1; then \
		echo "installing $(PACKAGES)"; \
		$(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES); \
	fi
	@command -v swift >/dev/null || { echo "Swift 6.2 or later is needed: see swift.org/install"; exit 1; }

clean:
	rm -rf .build .build-release .build-fuzz .search-index
