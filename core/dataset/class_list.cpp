#include "core/dataset/class_list.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/text_encoding.hpp"
#include "core/base/unicode.hpp"
#include "core/dataset/class_names.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPlain = "Write one class name a line, as plain text in UTF-8, without background";

struct Line {
    std::string text;
    int number = 0;
};

[[noreturn]] void fail(const fs::path& file, int line, std::string reason, std::string remedy = kPlain) {
    throw Error({.action = "reading the class list",
                 .file = shownName(file.native()),
                 .line = line,
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

std::vector<Line> linesOf(std::string_view text) {
    std::vector<Line> lines;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        ++number;
        std::string line = cleanedClassName(text.substr(at, end - at));
        if (!line.empty()) {
            lines.push_back({std::move(line), number});
        }
        at = end + (pair ? 2 : 1);
    }
    return lines;
}

std::optional<int> wholeNumber(std::string_view text) {
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = result.ec == std::errc{} && result.ptr == text.data() + text.size() && !text.empty();
    return whole ? std::optional(value) : std::nullopt;
}

struct Numbered {
    int number = 0;
    std::string name;
};

/// "0 helmet", "1: vest", "2, boots"
std::optional<Numbered> numberedInFront(std::string_view line) {
    const std::size_t end = line.find_first_of(" \t:,;=");
    const auto number = end == std::string_view::npos ? std::nullopt : wholeNumber(line.substr(0, end));
    const std::size_t name = end == std::string_view::npos ? end : line.find_first_not_of(" \t:,;=", end);
    if (!number || name == std::string_view::npos) {
        return std::nullopt;
    }
    return Numbered{*number, std::string(line.substr(name))};
}

/// "helmet:0", "vest, 1"
std::optional<Numbered> numberedBehind(std::string_view line) {
    const std::size_t gap = line.find_last_of(":,;=");
    const auto number =
        gap == std::string_view::npos ? std::nullopt : wholeNumber(trimmedText(line.substr(gap + 1)));
    const std::string_view name = trimmedText(line.substr(0, gap == std::string_view::npos ? 0 : gap));
    if (!number || name.empty()) {
        return std::nullopt;
    }
    return Numbered{*number, std::string(name)};
}

/// Strips the numbers where every line has one and they rise by one from 0 or 1.
template <typename Split>
bool stripNumbers(std::vector<Line>& lines, const Split& split) {
    std::vector<std::string> names;
    int first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::optional<Numbered> each = split(lines[i].text);
        if (i == 0 && each) {
            first = each->number;
        }
        if (!each || (first != 0 && first != 1) || each->number != first + static_cast<int>(i)) {
            return false;
        }
        names.push_back(cleanedClassName(each->name));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].text = std::move(names[i]);
    }
    return true;
}

/// CVAT's "label:color_rgb:parts:actions": three colons in every line. Its background is CVAT's own.
bool takeLabelMap(std::vector<Line>& lines) {
    std::vector<Line> taken;
    for (const Line& line : lines) {
        if (line.text.starts_with('#')) {
            continue;
        }
        if (std::count(line.text.begin(), line.text.end(), ':') != 3) {
            return false;
        }
        const std::string name = cleanedClassName(std::string_view(line.text).substr(0, line.text.find(':')));
        if (!isBackgroundName(name)) {
            taken.push_back({name, line.number});
        }
    }
    if (taken.empty()) {
        return false;
    }
    lines = std::move(taken);
    return true;
}

/// Names in quotation marks, all of them.
void dropQuotes(std::vector<Line>& lines) {
    const bool quoted = std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        const std::string& text = line.text;
        return text.size() > 2 && text.front() == text.back() &&
               (text.front() == '"' || text.front() == '\'');
    });
    if (quoted) {
        for (Line& line : lines) {
            line.text = cleanedClassName(std::string_view(line.text).substr(1, line.text.size() - 2));
        }
    }
}

void refuseOtherFormats(const fs::path& file, const std::vector<Line>& lines) {
    for (const Line& line : lines) {
        const std::string_view text = line.text;
        if (text.starts_with('{') || text.starts_with('[') || text.starts_with('<') || text.ends_with('{') ||
            text.starts_with("names:") || text.starts_with("nc:")) {
            fail(file, line.number, "the file looks like JSON, YAML, XML or a label map of another program");
        }
        if (text.size() > 200) {
            fail(file, line.number,
                 "the line has " + std::to_string(text.size()) + " bytes, too many for a name");
        }
    }
    if (lines.size() == 1 && lines.front().text.find(',') != std::string::npos) {
        fail(file, lines.front().number, "the names stand in one line, separated by commas");
    }
}

}  // namespace

std::vector<std::string> readClassList(const fs::path& file) {
    const DecodedText text = readTextFile(file, "reading the class list");
    if (text.certainty == TextCertainty::unreadable) {
        fail(file, 0, "its encoding is not recognised; it is no UTF-8");
    }
    std::vector<Line> lines = linesOf(text.text);
    refuseOtherFormats(file, lines);
    if (!takeLabelMap(lines) && lines.size() > 1 && !stripNumbers(lines, numberedInFront)) {
        stripNumbers(lines, numberedBehind);
    }
    dropQuotes(lines);
    std::vector<std::string> names;
    std::unordered_map<std::string, Line> seen;
    for (const Line& line : lines) {
        if (line.text.empty()) {
            fail(file, line.number, "the line has a number and no name");
        }
        if (isBackgroundName(line.text)) {
            fail(file, line.number, "the class \"" + line.text + "\" is the background",
                 "Remove the line: every detector has a background of its own, which is not listed");
        }
        const auto [known, is_new] = seen.try_emplace(caseFolded(line.text), line);
        if (!is_new) {
            const std::string where = " (line " + std::to_string(known->second.number) + ")";
            fail(file, line.number,
                 known->second.text == line.text
                     ? "the class \"" + line.text + "\" occurs twice" + where
                     : "the class \"" + line.text + "\" differs from \"" + known->second.text + "\"" + where +
                           " only in letter case",
                 "Remove one of the two lines");
        }
        names.push_back(line.text);
    }
    if (names.empty()) {
        fail(file, 0, "it names no class");
    }
    return names;
}

}  // namespace priorscope
