#include "core/formats/yolo/yolo_labels.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t begin = line.find_first_not_of(" \t\r"); begin != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(" \t\r", end);
    }
    return words;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Finite numbers only.
std::optional<std::vector<double>> numbersOf(const std::vector<std::string_view>& words) {
    std::vector<double> numbers;
    for (const std::string_view word : words) {
        const auto number = numberFromText(word);
        if (!number || !std::isfinite(*number)) {
            return std::nullopt;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

class LabelLines {
  public:
    LabelLines(const std::filesystem::path& file, const YoloClasses& classes, const NameTable& names,
               GatheredImage& image)
        : m_file(file), m_classes(classes), m_names(names), m_image(image) {}

    void read(std::string_view text) {
        int number = 0;
        for (const std::string_view line : linesOf(text)) {
            ++number;
            const std::vector<std::string_view> words = wordsOf(line);
            if (!words.empty()) {
                readLine(words, number);
            }
        }
        if (m_polygons > 0) {
            report(IssueKind::unusual_element, 0, {},
                   Core::tr("Polygons: %1. The boxes around them are taken.").arg(m_polygons));
        }
        if (m_repeated > 0) {
            report(IssueKind::repeated_object, 0, {},
                   Core::tr("Lines that repeat another: %1. Each object is read once.").arg(m_repeated));
        }
    }

    void report(IssueKind kind, int line, std::string object, Sentence detail) {
        m_image.issues.push_back({.kind = kind,
                                  .file = m_file,
                                  .line = line,
                                  .object = std::move(object),
                                  .detail = std::move(detail)});
    }

  private:
    void readLine(const std::vector<std::string_view>& words, int line) {
        const auto numbers = numbersOf(words);
        if (!numbers) {
            report(IssueKind::empty_box, line, {},
                   Core::tr("The line has something other than numbers; it is left out."));
            return;
        }
        if (numbers->size() < 5) {
            report(IssueKind::unusual_element, line, {},
                   Core::tr("The line has %1 numbers instead of five (class, centre x, centre y, width, "
                            "height); it is left out.")
                       .arg(numbers->size()));
            return;
        }
        const double index = numbers->front();
        if (index != std::floor(index) || index < 0.0 ||
            index >= static_cast<double>(m_classes.names.size())) {
            report(IssueKind::unknown_class, line, {},
                   Core::tr("The class %1 is not one of the %2 in the list, which are counted from 0; the "
                            "object is left out.")
                       .arg(std::string(words.front()))
                       .arg(m_classes.names.size()));
            return;
        }
        place(m_classes.names[static_cast<std::size_t>(index)], *numbers, line);
    }

    void place(int name, const std::vector<double>& numbers, int line) {
        const bool is_polygon = numbers.size() >= 7 && numbers.size() % 2 == 1 && !m_classes.has_keypoints;
        const VocBox edges = is_polygon ? aroundPoints(numbers) : aroundCentre(numbers);
        const std::string object =
            m_names.names()[static_cast<std::size_t>(name)] + " " + std::to_string(countOf(name) + 1);
        if (!(edges.xmax > edges.xmin) || !(edges.ymax > edges.ymin)) {
            report(IssueKind::empty_box, line, object,
                   Core::tr("The box has no area; the object is left out."));
            return;
        }
        constexpr double kFarOutside = 2.0;
        if (std::max({std::abs(edges.xmin), std::abs(edges.ymin), std::abs(edges.xmax),
                      std::abs(edges.ymax)}) > kFarOutside) {
            report(
                IssueKind::outside, line, object,
                Core::tr("The numbers are not fractions of the image, from 0 to 1; the object is left out. "
                         "Divide pixels by the sides of the image."));
            return;
        }
        if (!m_seen.insert(numbers).second) {
            ++m_repeated;
            return;
        }
        m_polygons += is_polygon ? 1 : 0;
        m_image.record.objects.push_back({.label = name, .voc = edges, .line = line});
    }

    static VocBox aroundCentre(const std::vector<double>& numbers) {
        const double half_width = numbers[3] / 2.0;
        const double half_height = numbers[4] / 2.0;
        return {numbers[1] - half_width, numbers[2] - half_height, numbers[1] + half_width,
                numbers[2] + half_height};
    }

    static VocBox aroundPoints(const std::vector<double>& numbers) {
        VocBox box{numbers[1], numbers[2], numbers[1], numbers[2]};
        for (std::size_t i = 1; i + 1 < numbers.size(); i += 2) {
            box = {std::min(box.xmin, numbers[i]), std::min(box.ymin, numbers[i + 1]),
                   std::max(box.xmax, numbers[i]), std::max(box.ymax, numbers[i + 1])};
        }
        return box;
    }

    std::ptrdiff_t countOf(int name) const {
        return std::count_if(m_image.record.objects.begin(), m_image.record.objects.end(),
                             [name](const Annotation& object) { return object.label == name; });
    }

    const std::filesystem::path& m_file;
    const YoloClasses& m_classes;
    const NameTable& m_names;
    GatheredImage& m_image;
    std::set<std::vector<double>> m_seen;
    std::size_t m_polygons = 0;
    std::size_t m_repeated = 0;
};

}  // namespace

void readYoloLabels(const std::filesystem::path& file, const YoloClasses& classes, const NameTable& names,
                    GatheredImage& image) {
    LabelLines lines(file, classes, names, image);
    try {
        lines.read(readTextFile(file, Core::tr("reading the labels")).text);
    } catch (const Error& error) {
        lines.report(IssueKind::cut_off, 0, {}, error.parts().reason);
    }
}

bool looksLikeYoloLabels(std::string_view text) {
    for (const std::string_view line : linesOf(text)) {
        const std::vector<std::string_view> words = wordsOf(line);
        if (words.empty()) {
            continue;
        }
        const auto numbers = numbersOf(words);
        constexpr double kFarOutside = 2.0;
        return numbers && numbers->size() >= 5 && numbers->front() >= 0.0 &&
               numbers->front() == std::floor(numbers->front()) &&
               std::all_of(numbers->begin() + 1, numbers->begin() + 5,
                           [](double number) { return std::abs(number) <= kFarOutside; });
    }
    return false;
}

}  // namespace priorscope
