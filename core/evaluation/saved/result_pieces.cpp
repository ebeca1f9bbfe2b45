#include "core/evaluation/saved/result_pieces.hpp"

#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/evaluation/saved/json_items.hpp"
#include "core/evaluation/saved/plain_results.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBlanks = " \t\r\n";  // JSON's

/// Between two objects of a list.
struct Seam {
    std::size_t end = 0;    ///< of the object before
    std::size_t begin = 0;  ///< of the object behind
};

/// The first place that looks like one: "}", ",", "{". It may lie within a text or a list inside an object.
/// Then the piece before ends within that object, and is no valid JSON; so if all pieces are valid, so is the
/// file, and its items are theirs.
std::optional<Seam> firstSeam(std::string_view text) {
    for (std::size_t at = text.find('}'); at != std::string_view::npos; at = text.find('}', at + 1)) {
        const std::size_t comma = text.find_first_not_of(kBlanks, at + 1);
        if (comma == std::string_view::npos || text[comma] != ',') {
            continue;
        }
        const std::size_t next = text.find_first_not_of(kBlanks, comma + 1);
        if (next != std::string_view::npos && text[next] == '{') {
            return Seam{at + 1, next};
        }
    }
    return std::nullopt;
}

static_assert(PlainResults::kBehind <= simdjson::SIMDJSON_PADDING);

/// Reads pieces of a file, one after the other; each thread has one of its own.
class PieceReader {
  public:
    PieceReader(const fs::path& file, std::uintmax_t size, std::size_t piece, const ScoringTruth& truth)
        : m_truth(truth),
          m_in(file, std::ios::binary),
          m_size(static_cast<std::size_t>(size)),
          m_piece(piece),
          m_bytes(2 * piece + overlap() + simdjson::SIMDJSON_PADDING) {}

    /// The last one takes what remains of the file.
    static std::size_t countOf(std::uintmax_t size, std::size_t piece) {
        return static_cast<std::size_t>(size / piece);
    }

    /// @param piece  empty
    /// @return whether it could
    bool read(std::size_t index, ResultPiece& piece) {
        const std::string_view list = listOf(index);
        return !list.empty() && (readPlain(list, piece) || readAny(list, piece));
    }

  private:
    /// Bytes behind a piece among which the object that begins in it must end.
    std::size_t overlap() const { return m_piece / 4; }

    /// The bytes from offset on, at most `most`.
    std::string_view bytesFrom(std::size_t offset, std::size_t most) {
        m_in.clear();
        m_in.seekg(static_cast<std::streamoff>(offset));
        m_in.read(m_bytes.data(), static_cast<std::streamsize>(most));
        return {m_bytes.data(), static_cast<std::size_t>(std::max<std::streamsize>(m_in.gcount(), 0))};
    }

    /// The objects that begin in the piece, as a list, with a 0 behind it; empty if that fails.
    std::string_view listOf(std::size_t index) {
        const bool is_first = index == 0;
        const bool is_last = index + 1 == countOf(m_size, m_piece);
        const std::size_t offset = index * m_piece;
        const std::size_t length = is_last ? m_size - offset : m_piece;
        const std::string_view text = bytesFrom(offset, is_last ? length : length + overlap());
        std::size_t begin = text.find_first_not_of(kBlanks);
        std::size_t end = text.find_last_not_of(kBlanks);
        if (text.size() < length || begin == std::string_view::npos || (is_first && text[begin] != '[') ||
            (is_last && text[end] != ']')) {
            return {};
        }
        if (!is_first) {
            const auto seam = firstSeam(text.substr(0, overlap()));
            if (!seam) {
                return {};
            }
            begin = seam->begin - 1;
            m_bytes[begin] = '[';
        }
        if (!is_last) {
            const auto seam = firstSeam(text.substr(length));
            if (!seam) {
                return {};
            }
            end = length + seam->end;
            m_bytes[end] = ']';
        }
        m_bytes[end + 1] = '\0';
        return text.substr(begin, end + 1 - begin);
    }

    bool readPlain(std::string_view list, ResultPiece& piece) {
        PlainResults results(list);
        for (PlainResult result; results.next(result);) {
            if (!add(result, piece)) {
                return false;
            }
        }
        return results.isAtEnd();
    }

    bool readAny(std::string_view list, ResultPiece& piece) {
        piece.detections.clear();
        piece.runs.clear();
        simdjson::dom::array items;
        if (m_parser.parse(list.data(), list.size(), /*realloc_if_needed=*/false).get(items) !=
            simdjson::SUCCESS) {
            return false;
        }
        for (const simdjson::dom::element item : items) {
            const auto result = resultOf(item);
            if (!result || !add(*result, piece)) {
                return false;
            }
        }
        return true;
    }

    static std::optional<PlainResult> resultOf(simdjson::dom::element item) {
        simdjson::dom::object object;
        simdjson::dom::element image_id;
        simdjson::dom::element category_id;
        simdjson::dom::array bbox;
        PlainResult result;
        if (item.get(object) != simdjson::SUCCESS || object["image_id"].get(image_id) != simdjson::SUCCESS ||
            object["category_id"].get(category_id) != simdjson::SUCCESS ||
            object["score"].get(result.score) != simdjson::SUCCESS ||
            object["bbox"].get(bbox) != simdjson::SUCCESS ||
            object["detections"].error() == simdjson::SUCCESS) {  // a list by image
            return std::nullopt;
        }
        const auto image = wholeNumber(image_id);
        const auto category = wholeNumber(category_id);
        const auto box = fourNumbers(bbox);
        if (!image || !category || !box) {
            return std::nullopt;
        }
        result.image_id = *image;
        result.category_id = *category;
        result.bbox = *box;
        return result;
    }

    /// @return whether image, class and box are sound
    bool add(const PlainResult& result, ResultPiece& piece) {
        if (piece.runs.empty() || m_last_id != result.image_id) {
            const auto image = m_truth.imageNumbered(result.image_id);
            if (!image) {
                return false;
            }
            m_last_id = result.image_id;
            piece.runs.push_back({.image = *image});
        }
        const auto label = m_truth.labelNumbered(result.category_id);
        const auto& [x, y, width, height] = result.bbox;
        if (!label || width < 0.0 || height < 0.0) {
            return false;
        }
        piece.detections.push_back({*label, result.score, {x, y, width, height}});
        ++piece.runs.back().count;
        return true;
    }

    const ScoringTruth& m_truth;
    std::ifstream m_in;
    std::size_t m_size;
    std::size_t m_piece;
    std::vector<char> m_bytes;
    simdjson::dom::parser m_parser;
    std::int64_t m_last_id = 0;  ///< of the last run's image
};

/// Hands pieces on in their order. What was handed on is filled again: memory that is new costs more time
/// than what is written into it.
class InOrder {
  public:
    explicit InOrder(const std::function<void(const ResultPiece&)>& take) : m_take(take) {}

    ResultPiece blank() {
        const std::lock_guard lock(m_mutex);
        ResultPiece piece;
        if (!m_blanks.empty()) {
            piece = std::move(m_blanks.back());
            m_blanks.pop_back();
        }
        return piece;
    }

    void add(std::size_t index, ResultPiece piece) {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(index, std::move(piece));
        for (auto first = m_waiting.begin(); first != m_waiting.end() && first->first == m_next;
             first = m_waiting.erase(first)) {
            m_take(first->second);
            ++m_next;
            first->second.detections.clear();
            first->second.runs.clear();
            m_blanks.push_back(std::move(first->second));
        }
    }

  private:
    const std::function<void(const ResultPiece&)>& m_take;
    std::mutex m_mutex;  // protects the rest, and calls of m_take
    std::size_t m_next = 0;
    std::map<std::size_t, ResultPiece> m_waiting;  ///< by their place
    std::vector<ResultPiece> m_blanks;
};

}  // namespace

bool readResultPieces(const fs::path& file, const ScoringTruth& truth, std::size_t piece, int workers,
                      const std::function<void(const ResultPiece&)>& take) {
    std::error_code fault;
    const std::uintmax_t size = fs::is_regular_file(file, fault) ? fs::file_size(file, fault) : 0;
    const std::size_t count = fault ? 0 : PieceReader::countOf(size, piece);
    if (count < 2) {
        return false;
    }
    std::vector<std::unique_ptr<PieceReader>> readers(
        static_cast<std::size_t>(workers > 0 ? workers : defaultWorkers()));
    InOrder in_order(take);
    std::atomic<bool> is_readable{true};
    parallelChunks(count, {.chunk = 1, .workers = workers}, {}, {},
                   [&](std::size_t begin, std::size_t end, int worker) {
                       auto& reader = readers[static_cast<std::size_t>(worker)];
                       if (!reader) {
                           reader = std::make_unique<PieceReader>(file, size, piece, truth);
                       }
                       for (std::size_t i = begin; i < end && is_readable; ++i) {
                           ResultPiece result = in_order.blank();
                           if (reader->read(i, result)) {
                               in_order.add(i, std::move(result));
                           } else {
                               is_readable = false;
                           }
                       }
                   });
    return is_readable;
}

}  // namespace priorscope
