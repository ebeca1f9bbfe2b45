#include "core/evaluation/saved/saved_detections.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/number_text.hpp"
#include "core/evaluation/saved/found_images.hpp"
#include "core/evaluation/saved/json_items.hpp"
#include "core/evaluation/saved/result_pieces.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence reading() {
    return Core::tr("reading the detections");
}

class Reader {
  public:
    Reader(ScoringTruth& truth, const ReadingOptions& options) : m_truth(truth), m_options(options) {}

    SavedDetections counts() const { return m_counts; }
    void readJson(const fs::path& file);
    void readVoc(const fs::path& file);

  private:
    void add(std::size_t image, const ScoredBox& detection);
    void add(const ResultPiece& piece);
    bool readInPieces(const fs::path& file);
    void readResults(const JsonFile& json, simdjson::dom::array items);
    void readImages(const JsonFile& json, simdjson::dom::array items);
    void requireSize(const JsonItem& item, std::size_t image) const;
    /// By number or name, as the key has it.
    std::optional<std::size_t> find(const JsonItem& item, const char* key) const;
    /// @throws Error if there is none
    std::size_t imageOf(const JsonItem& item, const char* key) const;
    int labelOf(const JsonItem& item, const char* key) const;
    int labelOfFile(const fs::path& file) const;

    ScoringTruth& m_truth;
    ReadingOptions m_options;
    SavedDetections m_counts;
    std::map<int, fs::path> m_file_of;  ///< by label
};

void Reader::add(std::size_t image, const ScoredBox& detection) {
    ++m_counts.read;
    if (m_truth.isScored(image)) {
        m_truth.image(image).detections.push_back(detection);
    } else {
        ++m_counts.elsewhere;
    }
}

void Reader::add(const ResultPiece& piece) {
    auto next = piece.detections.begin();
    for (const ResultPiece::Run& run : piece.runs) {
        const auto end = next + static_cast<std::ptrdiff_t>(run.count);
        if (m_truth.isScored(run.image)) {
            auto& detections = m_truth.image(run.image).detections;
            detections.insert(detections.end(), next, end);
        } else {
            m_counts.elsewhere += static_cast<std::int64_t>(run.count);
        }
        next = end;
    }
    m_counts.read += static_cast<std::int64_t>(piece.detections.size());
}

/// @return whether it could; if not, everything is as before
bool Reader::readInPieces(const fs::path& file) {
    std::vector<std::size_t> before;
    for (const ScoredImage& image : m_truth.images()) {
        before.push_back(image.detections.size());
    }
    const SavedDetections counts = m_counts;
    const bool is_read = readResultPieces(file, m_truth, m_options.piece, m_options.workers,
                                          [this](const ResultPiece& piece) { add(piece); });
    if (!is_read) {
        m_counts = counts;
        for (std::size_t i = 0; i < before.size(); ++i) {
            m_truth.image(i).detections.resize(before[i]);
        }
    }
    return is_read;
}

void Reader::readJson(const fs::path& file) {
    std::error_code unreadable;  // then there are no names
    if (const fs::path names = cocoNamesFile(file); names != file && fs::is_regular_file(names, unreadable)) {
        m_truth.numberAs(names);
    }
    if (readInPieces(file)) {
        return;
    }
    const JsonFile json(file, reading());
    simdjson::dom::array items;
    if (json.root().get(items) != simdjson::SUCCESS) {
        json.fail(Core::tr("it is no list of detections"));
    }
    const bool is_by_image = items.size() > 0 && (*items.begin())["detections"].error() == simdjson::SUCCESS;
    is_by_image ? readImages(json, items) : readResults(json, items);
}

void Reader::readResults(const JsonFile& json, simdjson::dom::array items) {
    const Sentence kind = Core::tr("detection");
    std::size_t index = 0;
    for (const simdjson::dom::element value : items) {
        const JsonItem item(json, kind, index++, value);
        const std::size_t image = imageOf(item, "image_id");
        add(image, {labelOf(item, "category_id"), item.number("score"), item.box("bbox")});
    }
}

void Reader::readImages(const JsonFile& json, simdjson::dom::array items) {
    // Names are sure: if the ground truth has one of them, others may be missing there.
    bool knows_one = false;
    std::size_t looked_at = 0;
    for (const simdjson::dom::element value : items) {
        knows_one =
            knows_one || find(JsonItem(json, Core::tr("image"), looked_at, value), "image").has_value();
        ++looked_at;
    }
    std::size_t number = 0;
    for (const simdjson::dom::element value : items) {
        const JsonItem of_image(json, Core::tr("image"), number++, value);
        if (knows_one && !find(of_image, "image")) {
            ++m_counts.unknown_images;
            const auto detections = static_cast<std::int64_t>(of_image.array("detections").size());
            m_counts.read += detections;
            m_counts.elsewhere += detections;
            continue;
        }
        const std::size_t image = imageOf(of_image, "image");
        requireSize(of_image, image);
        std::size_t index = 0;
        for (const simdjson::dom::element detection : of_image.array("detections")) {
            const JsonItem item(json, Core::tr("image %1, detection").arg(number), index++, detection);
            add(image, {labelOf(item, "label"), item.number("score"), item.corners("box")});
        }
    }
}

std::optional<std::size_t> Reader::find(const JsonItem& item, const char* key) const {
    return item.isInteger(key) ? m_truth.imageNumbered(item.integer(key))
                               : m_truth.imageNamed(item.text(key));
}

std::size_t Reader::imageOf(const JsonItem& item, const char* key) const {
    const auto image = find(item, key);
    if (!image) {
        const std::string name = item.isInteger(key) ? std::to_string(item.integer(key)) : item.text(key);
        item.fail(Core::tr("the ground truth has no image %1, or several").arg(name));
    }
    return *image;
}

int Reader::labelOf(const JsonItem& item, const char* key) const {
    const std::string name = item.isInteger(key) ? std::to_string(item.integer(key)) : item.text(key);
    const auto label =
        item.isInteger(key) ? m_truth.labelNumbered(item.integer(key)) : m_truth.labelNamed(name);
    if (!label) {
        item.fail(Core::tr("the ground truth has no category %1").arg(name));
    }
    return *label;
}

/// Turned or resized, an image's boxes would refer to other pixels.
void Reader::requireSize(const JsonItem& item, std::size_t image) const {
    const ScoringTruth::Size size = m_truth.sizeOf(image);
    if (size.width <= 0 || !item.isInteger("width") || !item.isInteger("height")) {
        return;
    }
    if (item.integer("width") != size.width || item.integer("height") != size.height) {
        item.fail(Core::tr("its boxes refer to %1 × %2 pixels, those of the ground truth to %3 × %4")
                      .arg(item.integer("width"))
                      .arg(item.integer("height"))
                      .arg(size.width)
                      .arg(size.height));
    }
}

int Reader::labelOfFile(const fs::path& file) const {
    const int label = vocResultsLabel(file.stem().string(), m_truth.classes());
    if (label == 0) {
        throw Error({.action = reading(),
                     .file = file.string(),
                     .reason = Core::tr("its name ends with no class of the ground truth"),
                     .remedy = Core::tr("Classes: %1").arg(joined(m_truth.classes()))});
    }
    return label;
}

/// @return the words of a line, separated by blanks
std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    constexpr std::string_view kBlanks = " \t\r";
    for (std::size_t at = line.find_first_not_of(kBlanks); at != std::string_view::npos;
         at = line.find_first_not_of(kBlanks, at)) {
        const std::size_t end = std::min(line.find_first_of(kBlanks, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

void Reader::readVoc(const fs::path& file) {
    const int label = labelOfFile(file);
    if (const auto [known, is_new] = m_file_of.emplace(label, file); !is_new) {
        throw Error(
            {.action = reading(),
             .file = file.string(),
             .reason = Core::tr("it is of the same class as %1").arg(known->second.filename().string()),
             .remedy = Core::tr("Give a folder with one file for each class")});
    }
    const std::string text = readFile(file, reading());
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto words = wordsOf(std::string_view(text).substr(at, end - at));
        at = end + 1;
        ++number;
        const auto fail = [&](const Sentence& reason) {
            throw Error({.action = reading(), .file = file.string(), .line = number, .reason = reason});
        };
        if (words.empty()) {
            continue;
        }
        std::vector<double> numbers;
        for (std::size_t i = 1; i < words.size(); ++i) {
            const auto value = numberFromText(words[i]);
            if (value && std::isfinite(*value)) {
                numbers.push_back(*value);
            }
        }
        if (words.size() != 6 || numbers.size() != 5) {
            fail(Core::tr("a line must be: image, score, xmin, ymin, xmax, ymax"));
        }
        const auto image = m_truth.imageNamed(std::string(words[0]));
        if (!image) {
            fail(Core::tr("the ground truth has no image %1, or several").arg(std::string(words[0])));
        }
        const PixelBox box{numbers[1] - 1.0, numbers[2] - 1.0, numbers[3] - numbers[1] + 1.0,
                           numbers[4] - numbers[2] + 1.0};
        if (box.width < 0.0 || box.height < 0.0) {
            fail(Core::tr("the box has a negative size"));
        }
        add(*image, {label, numbers[0], box});
    }
}

std::vector<fs::path> textFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code fault;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
        if (at->path().extension() == ".txt") {
            files.push_back(at->path());
        }
    }
    if (fault || files.empty()) {
        throw Error({.action = reading(),
                     .file = folder.string(),
                     .reason = fault ? Sentence(fault.message()) : Core::tr("the folder has no .txt files"),
                     .remedy = Core::tr("Give a JSON file, or a folder with a text file for each class")});
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

int vocResultsLabel(std::string_view stem, const std::vector<std::string>& classes) {
    int best = 0;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::string& name = classes[i];
        if (name.size() > longest && (stem == name || stem.ends_with("_" + name))) {
            best = static_cast<int>(i) + 1;
            longest = name.size();
        }
    }
    return best;
}

SavedDetections addSavedDetections(ScoringTruth& truth, const fs::path& source,
                                   const ReadingOptions& options) {
    Reader reader(truth, options);
    std::error_code unreadable;  // then reading the file says why
    if (fs::is_directory(source, unreadable)) {
        for (const fs::path& file : textFiles(source)) {
            reader.readVoc(file);
        }
    } else if (source.extension() == ".txt") {
        reader.readVoc(source);
    } else {
        reader.readJson(source);
    }
    return reader.counts();
}

Evaluation scoreDetections(const ScoringTruth& truth, DifficultObjects difficult, int workers) {
    std::vector<const ScoredImage*> images;
    for (std::size_t i = 0; i < truth.images().size(); ++i) {
        if (truth.isScored(i)) {
            images.push_back(&truth.images()[i]);
        }
    }
    Evaluator evaluator(truth.classes(), difficult);
    evaluator.add(images, workers);
    return evaluator.result(workers);
}

}  // namespace priorscope
