#include "core/formats/index/index_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/mapped_file.hpp"
#include "core/base/word_checksum.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// Changes with whatever a dataset is read to, and with the numbers of IssueKind.
constexpr std::uint32_t kVersion = 2;
constexpr std::array<char, 8> kMagic{'P', 'S', 'i', 'n', 'd', 'e', 'x', '\n'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint64_t kSizes = sizeof(ImageTable::Row) << 32U | sizeof(Annotation);
constexpr std::size_t kWord = sizeof(std::uint64_t);
/// Sentences within sentences: no finding goes as deep.
constexpr int kDeepestSentence = 16;

Sentence writing() {
    return Core::tr("keeping the index of the dataset");
}

/// Parts, each padded to a multiple of eight bytes; the sum of all comes last.
class IndexWriter {
  public:
    explicit IndexWriter(const fs::path& file) : m_file(writing(), file) {}

    template <class Number>
    requires std::is_arithmetic_v<Number>
    void add(Number number) {
        std::array<std::byte, kWord> word{};
        std::memcpy(word.data(), &number, sizeof number);
        addBytes(word);
    }
    void add(std::string_view text) {
        add(std::uint64_t{text.size()});
        addBytes(std::as_bytes(std::span(text)));
    }
    template <class Item>
    void addItems(std::span<const Item> items) {
        static_assert(std::is_trivially_copyable_v<Item>);
        add(std::uint64_t{items.size()});
        addBytes(std::as_bytes(items));
    }
    void addTexts(const std::vector<std::string>& texts) {
        add(std::uint64_t{texts.size()});
        for (const std::string& text : texts) {
            add(std::string_view(text));
        }
    }
    void add(const Sentence& sentence) {
        add(std::string_view(sentence.pattern()));
        add(std::uint64_t{sentence.isForTranslation()});
        add(std::uint64_t{sentence.values().size()});
        for (const Sentence& value : sentence.values()) {
            add(value);
        }
    }
    void addBytes(std::span<const std::byte> bytes) {
        constexpr std::array<std::byte, kWord> kZeros{};
        m_sum = sumWithWords(m_sum, bytes);
        m_file.write(bytes.data(), bytes.size());
        m_file.write(kZeros.data(), (kWord - bytes.size() % kWord) % kWord);
    }
    void finish() {
        m_file.write(&m_sum, sizeof m_sum);
        m_file.commit(Durability::quick);
    }

  private:
    AtomicFile m_file;
    std::uint64_t m_sum = 0;  ///< of all parts, one after the other
};

/// Thrown where a file cannot be what was written.
struct Damaged {};

class IndexReader {
  public:
    explicit IndexReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    template <class Number>
    Number number() {
        Number result{};
        std::memcpy(&result, bytes(kWord).data(), sizeof result);
        return result;
    }
    /// Of items that take at least so many bytes each in the rest of the file.
    std::size_t count(std::size_t least_bytes) {
        const auto items = number<std::uint64_t>();
        if (items > m_bytes.size() / least_bytes) {
            throw Damaged();
        }
        return items;
    }
    std::string text() {
        const std::span<const std::byte> read = bytes(count(1));
        return {reinterpret_cast<const char*>(read.data()), read.size()};
    }
    template <class Item>
    std::vector<Item> items() {
        std::vector<Item> result(count(sizeof(Item)));
        const std::span<const std::byte> read = bytes(result.size() * sizeof(Item));
        if (!result.empty()) {
            std::memcpy(result.data(), read.data(), read.size());
        }
        return result;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> result(count(kWord));
        std::generate(result.begin(), result.end(), [this] { return text(); });
        return result;
    }
    Sentence sentence(int depth = 0) {
        if (depth > kDeepestSentence) {
            throw Damaged();
        }
        const std::string pattern = text();
        const bool is_for_translation = number<std::uint64_t>() != 0;
        Sentence result = is_for_translation ? Core::tr(pattern.c_str()) : Sentence(pattern);
        for (std::size_t values = count(kWord); values > 0; --values) {
            std::move(result).arg(sentence(depth + 1));
        }
        return result;
    }

  private:
    std::span<const std::byte> bytes(std::size_t size) {
        const std::size_t padded = size + (kWord - size % kWord) % kWord;
        if (padded < size || padded > m_bytes.size()) {
            throw Damaged();
        }
        const std::span<const std::byte> read = m_bytes.first(size);
        m_bytes = m_bytes.subspan(padded);
        return read;
    }

    std::span<const std::byte> m_bytes;
};

void addHead(IndexWriter& out, const IndexHead& head) {
    out.addBytes(std::as_bytes(std::span(kMagic)));
    out.add(kVersion);
    out.add(kByteOrder);
    out.add(kSizes);
    out.add(std::string_view(PRIORSCOPE_VERSION));
    out.add(std::string_view(head.key));
    out.add(std::string_view(head.tree));
    out.add(head.state.files);
    out.add(head.state.fingerprint);
    out.add(head.state.newest_ns);
}

IndexHead headFrom(IndexReader& in) {
    if (in.number<std::array<char, 8>>() != kMagic || in.number<std::uint32_t>() != kVersion ||
        in.number<std::uint32_t>() != kByteOrder || in.number<std::uint64_t>() != kSizes ||
        in.text() != PRIORSCOPE_VERSION) {
        throw Damaged();
    }
    IndexHead head;
    head.key = in.text();
    head.tree = in.text();
    head.state.files = in.number<std::uint64_t>();
    head.state.fingerprint = in.number<std::uint64_t>();
    head.state.newest_ns = in.number<std::int64_t>();
    return head;
}

/// Poses have other numbers in each process: in the file they are indices into a list of their texts.
void addImages(IndexWriter& out, const ImageTable::Columns& columns) {
    out.addItems(std::span(columns.rows));
    out.add(std::string_view(columns.names));
    out.addTexts(columns.folders);
    std::vector<std::string> poses;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (const Annotation& object : columns.objects) {
        const auto [known, is_new] = numbers.try_emplace(std::bit_cast<std::uint32_t>(object.pose),
                                                         static_cast<std::uint32_t>(poses.size()));
        if (is_new) {
            poses.push_back(object.pose.text());
        }
    }
    out.addTexts(poses);
    constexpr std::size_t kPart = 16384;
    out.add(std::uint64_t{columns.objects.size()});
    std::vector<Annotation> part;
    for (std::size_t at = 0; at < columns.objects.size(); at += kPart) {
        const auto rest = std::span(columns.objects).subspan(at);
        part.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(std::min(kPart, rest.size())));
        for (Annotation& object : part) {
            object.pose = std::bit_cast<InternedText>(numbers.at(std::bit_cast<std::uint32_t>(object.pose)));
        }
        out.addBytes(std::as_bytes(std::span(part)));
    }
}

ImageTable imagesFrom(IndexReader& in, std::size_t classes) {
    ImageTable::Columns columns;
    columns.rows = in.items<ImageTable::Row>();
    columns.names = in.text();
    columns.folders = in.texts();
    const std::vector<std::string> texts = in.texts();
    const std::vector<InternedText> poses(texts.begin(), texts.end());
    columns.objects = in.items<Annotation>();
    for (Annotation& object : columns.objects) {
        const auto pose = std::bit_cast<std::uint32_t>(object.pose);
        if (pose >= poses.size() || object.label < 1 || static_cast<std::size_t>(object.label) > classes) {
            throw Damaged();
        }
        object.pose = poses[pose];
    }
    std::optional<ImageTable> table = ImageTable::fromColumns(std::move(columns));
    if (!table) {
        throw Damaged();
    }
    return *std::move(table);
}

void addIssues(IndexWriter& out, const std::vector<DatasetIssue>& issues) {
    out.add(std::uint64_t{issues.size()});
    for (const DatasetIssue& issue : issues) {
        out.add(static_cast<int>(issue.kind));
        out.add(std::string_view(issue.file.native()));
        out.add(issue.line);
        out.add(std::string_view(issue.object));
        out.add(issue.detail);
        out.add(std::uint64_t{issue.fixable});
    }
}

std::vector<DatasetIssue> issuesFrom(IndexReader& in) {
    std::vector<DatasetIssue> issues(in.count(kWord));
    for (DatasetIssue& issue : issues) {
        issue.kind = static_cast<IssueKind>(in.number<int>());
        issue.file = in.text();
        issue.line = in.number<int>();
        issue.object = in.text();
        issue.detail = in.sentence();
        issue.fixable = in.number<std::uint64_t>() != 0;
    }
    return issues;
}

Dataset datasetFrom(IndexReader& in) {
    Dataset dataset;
    dataset.root = in.text();
    dataset.name = in.text();
    dataset.classes = in.texts();
    dataset.images = imagesFrom(in, dataset.classes.size());
    for (std::size_t splits = in.count(kWord); splits > 0; --splits) {
        std::vector<std::size_t>& images = dataset.splits[in.text()];
        images = in.items<std::size_t>();
        if (std::any_of(images.begin(), images.end(),
                        [&](std::size_t image) { return image >= dataset.images.size(); })) {
            throw Damaged();
        }
    }
    for (std::size_t lists = in.count(kWord); lists > 0; --lists) {
        std::string name = in.text();
        dataset.unusable_lists.emplace(std::move(name), in.sentence());
    }
    dataset.issues = issuesFrom(in);
    return dataset;
}

/// What is read from a whole file; nothing if it is missing or damaged.
template <class Read>
auto readFrom(const fs::path& file, Read read)
    -> std::optional<decltype(read(std::span<const std::byte>()))> {
    try {
        const MappedFile mapped(file, writing());
        return read(mapped.bytes());
    } catch (const Damaged&) {
        return std::nullopt;
    } catch (const Error&) {  // missing, or not readable: it is made anew
        return std::nullopt;
    }
}

}  // namespace

void writeIndex(const fs::path& file, const IndexHead& head, const Dataset& dataset) {
    IndexWriter out(file);
    addHead(out, head);
    out.add(std::string_view(dataset.root.native()));
    out.add(std::string_view(dataset.name));
    out.addTexts(dataset.classes);
    addImages(out, dataset.images.columns());
    out.add(std::uint64_t{dataset.splits.size()});
    for (const auto& [name, images] : dataset.splits) {
        out.add(std::string_view(name));
        out.addItems(std::span(images));
    }
    out.add(std::uint64_t{dataset.unusable_lists.size()});
    for (const auto& [name, why] : dataset.unusable_lists) {
        out.add(std::string_view(name));
        out.add(why);
    }
    addIssues(out, dataset.issues);
    out.finish();
}

std::optional<IndexHead> readIndexHead(const fs::path& file) {
    return readFrom(file, [](std::span<const std::byte> bytes) {
        IndexReader in(bytes);
        return headFrom(in);
    });
}

std::optional<Dataset> readIndex(const fs::path& file) {
    return readFrom(file, [](std::span<const std::byte> bytes) {
        std::uint64_t sum = 0;
        if (bytes.size() % kWord != 0 || bytes.size() < kWord) {
            throw Damaged();
        }
        const std::span<const std::byte> content = bytes.first(bytes.size() - kWord);
        std::memcpy(&sum, bytes.data() + content.size(), kWord);
        if (sumWithWords(0, content) != sum) {
            throw Damaged();
        }
        IndexReader in(content);
        headFrom(in);
        return datasetFrom(in);
    });
}

}  // namespace priorscope
